import fc from 'fast-check';
import { faultsOfVoice, voiceLawsOf, type Disclosure } from './artificial-voice';
import { disclosureWritten, keySaidAtSec, saysNumber, type PlayedMessages } from './written-disclosure';

const SAYS: Disclosure = { identifiesFirst: true, optOutSaidAtSec: 8, number: '+18005550100', numberOnMachines: true };
const NOTHING: PlayedMessages = { written: [], recorded: 0 };
const RECORDED: PlayedMessages = { written: [], recorded: 1 };
const written = (text: string, lengthSec = 20, language = 'en'): PlayedMessages => ({ written: [{ text, language, lengthSec }], recorded: 0 });
const LAWFUL = 'This is Example Company. Press 9 and we call no more. You reach us at 1-800-555-0100, free of charge, at any time.';

describe('the opt-out key in a written message', () => {
  it.each<[string, string, number | null]>([
    ['en', 'Press 9 now', 6.4], ['en', 'Press nine now', 7.1], ['en', 'Nine, or later 9', 2.5], ['en', 'Order 19 or 95 of them', null], ['en', 'Ninety canines', null],
    ['fa', 'برای لغو کلید ۹ را بزنید', 6.3], ['ar', 'اضغط على الرقم ٩', 10], ['ar', 'اضغط تسعة', 10], ['zh-Hans', '请按九键', 7.5], ['de-AT', 'Taste neun', 10], ['xx', 'nine', null], ['xx', '9', 10],
  ])('in %s: %s', (language, text, at) => {
    expect(keySaidAtSec({ text, language, lengthSec: 10 })).toBe(at);
  });
});

it.each<[string, string, boolean]>([
  ['Call 1-800-555-0100.', '+18005550100', true], ['Call +1 (800) 555 0100', '+18005550100', true], ['Call 800 555 0100', '+18005550100', true], ['Call 0800 111 2222', '+448001112222', true],
  ['Call ۰۲۱ ۹۱۰۰ ۱۲۳۴', '+982191001234', true], ['Call 555 0100', '+18005550100', true], ['Call 800 555 0101', '+18005550100', false], ['In 2026 for 0100 dollars', '+18005550100', false], ['', '+18005550100', false],
])('%s says %s: %j', (text, number, says) => {
  expect(saysNumber(text, number)).toBe(says);
});

describe('what a campaign discloses', () => {
  it('is its own word for recordings, and for nothing', () => {
    expect(disclosureWritten(SAYS, RECORDED, RECORDED)).toEqual(SAYS);
    expect(disclosureWritten({ ...SAYS, numberOnMachines: null }, RECORDED, NOTHING)).toEqual({ ...SAYS, numberOnMachines: null });
  });

  it('is the message\'s words where it is written, whatever is claimed', () => {
    expect(disclosureWritten(SAYS, written('Hello. Buy now.'), written('Hello. Buy now.'))).toEqual({ ...SAYS, optOutSaidAtSec: null, number: null, numberOnMachines: false });
    expect(disclosureWritten({ ...SAYS, optOutSaidAtSec: null, numberOnMachines: false }, written(LAWFUL), written(LAWFUL))).toEqual({ ...SAYS, optOutSaidAtSec: 5.6, numberOnMachines: true });
  });

  it('is the latest of several languages, and none where one lacks it', () => {
    const [early, late] = [written(LAWFUL).written, written(`${'So many words. '.repeat(20)}${LAWFUL}`, 60).written];
    expect(disclosureWritten(SAYS, { written: [...early, ...late], recorded: 1 }, NOTHING).optOutSaidAtSec).toBeGreaterThan(40);
    expect(disclosureWritten(SAYS, { written: early, recorded: 1 }, NOTHING).optOutSaidAtSec).toBe(8);
    expect(disclosureWritten({ ...SAYS, optOutSaidAtSec: null }, { written: early, recorded: 1 }, NOTHING).optOutSaidAtSec).toBeNull();
  });

  it('passes the law where it says all of it soon, and not where the key comes late', () => {
    const faults = (text: string, lengthSec: number): readonly string[] =>
      faultsOfVoice(voiceLawsOf(['US'], { purpose: 'sales', delivery: 'spoken' }), disclosureWritten(SAYS, written(text, lengthSec), written(text, lengthSec))).map(({ code }) => code);
    expect(faults(LAWFUL, 12)).toEqual([]);
    expect(faults(`${'So many words about an offer. '.repeat(10)}${LAWFUL}`, 45)).toEqual(['voice-opt-out-late']);
    expect(faults('This is Example Company. Buy now.', 5)).toEqual(['voice-opt-out-unsaid', 'voice-without-number', 'machine-without-number']);
  });

  it('never claims for a written message what it does not say', () => {
    fc.assert(fc.property(fc.string(), fc.nat(60), (text, lengthSec) => {
      const result = disclosureWritten(SAYS, written(text, lengthSec), NOTHING);
      expect(result.optOutSaidAtSec).toBe(keySaidAtSec({ text, language: 'en', lengthSec }));
      expect(result.number !== null).toBe(saysNumber(text, '+18005550100'));
    }));
  });
});
