import { BEHAVIOURS, CORPUS, PROMPT_MS, recordedOf } from '../e2e/lib/keypad-corpus';
import { interview } from './lib/keyed-interview';
import { Scenario } from './lib/scenario';
import { describeIf, missing, stopTarget } from './lib/target';

// Somebody who answers a questionnaire by keys, as the worker asks them; what is recorded of them is the same on every switch.
afterAll(stopTarget);

describeIf(missing.caller, 'a questionnaire by keys', () => {
  it.concurrent.each(BEHAVIOURS.filter(({ onSwitch }) => onSwitch))('records who $name', ({ replies, recorded }) => Scenario.playInTime(async (play) => {
    const caller = await play.answered('caller');
    expect(recordedOf(await interview(play, caller, CORPUS, replies, PROMPT_MS))).toEqual(recorded);
  }));
});
