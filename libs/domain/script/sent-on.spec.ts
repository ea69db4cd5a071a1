import { almanac, say } from './fixtures';
import { endsUnsaid, scriptOfWay, stateSentOn } from './sent-on';
import type { ScriptAction, ScriptEvent, ScriptState, WayOn } from './script-run';
import { beginning, step } from './step';

const VOICEMAIL: WayOn = { kind: 'voicemail', say: say('leave'), longestSec: 60 };
const NUMBER: WayOn = { kind: 'number', number: '+12125550177', gateway: null, ringSec: 20 };
const SAID: WayOn = { kind: 'message', say: say('sorry') };
const UNSAID: WayOn = { kind: 'message', say: null };

/** A caller who waited in queue 7 after two requests of their number's script, and goes this way: what is done, and where they stand. */
function goes(way: WayOn, ...events: readonly ScriptEvent[]): { readonly actions: readonly ScriptAction[]; readonly state: ScriptState } {
  const script = scriptOfWay(way);
  const waited: ScriptState = { ...beginning(script), node: 'queue', serial: 2, isAnswered: true, exit: { kind: 'queue', queueId: '7' } };
  let state = stateSentOn(waited, { queueId: '7', way }, 'queue-full');
  const actions: ScriptAction[] = [];
  for (const event of [{ kind: 'begun', atMs: 0, isAnswered: true, isEmergency: false } as const, ...events]) {
    const after = step(script, state, event, almanac);
    state = after.state;
    actions.push(...after.actions);
  }
  return { actions, state };
}

describe('a caller who is sent on by a queue', () => {
  const record = { kind: 'record', serial: 3, prompts: ['leave.wav'], longestMs: 60_000 };
  const dial = { kind: 'dial', serial: 3, number: '+12125550177', gateway: null, ringMs: 20_000 };
  const hangUp = { kind: 'hang-up' };
  it.each<[string, WayOn, readonly ScriptEvent[], readonly object[], Partial<ScriptState>]>([
    ['leaves a message', VOICEMAIL, [{ kind: 'recorded', serial: 3, atMs: 9, lengthMs: 1_000 }], [record, hangUp], { treatment: 'voicemail', exit: { kind: 'ended' } }],
    ['says nothing', VOICEMAIL, [{ kind: 'recorded', serial: 3, atMs: 9, lengthMs: 999 }], [record, hangUp], { treatment: 'queue-full' }],
    ['talks with somebody outside', NUMBER, [{ kind: 'dialed', serial: 3, atMs: 9, hasTalked: true }], [dial], { treatment: 'overflowed', exit: { kind: 'connected' } }],
    ['reaches nobody outside', NUMBER, [{ kind: 'dialed', serial: 3, atMs: 9, hasTalked: false }], [dial, hangUp], { treatment: 'queue-full' }],
    ['is told why', SAID, [{ kind: 'played', serial: 3, atMs: 9 }], [{ kind: 'play', serial: 3, prompts: ['sorry.wav'] }, hangUp], {}],
    ['is told what everybody is', UNSAID, [], [hangUp], {}],
  ])('%s', (_who, way, events, actions, state) => {
    expect(goes(way, ...events)).toMatchObject({ actions, state });
  });

  it('hears the installation\'s last message where nothing of the queue\'s own was said', () => {
    expect([VOICEMAIL, NUMBER, SAID, UNSAID].map((way) => endsUnsaid(goes(way).state))).toEqual([false, true, false, true]);
  });
});
