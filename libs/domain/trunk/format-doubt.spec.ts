import fc from 'fast-check';
import { FormatDoubt, NUMBERS_TO_DOUBT } from './format-doubt';

const call = (phone: string) => ({ phone });
const unknown = (doubt: FormatDoubt<{ phone: string }>, ...phones: string[]): string[] => phones.flatMap((phone) => doubt.knowsNot(call(phone)).map((given) => given.phone));
const NUMBERS = Array.from({ length: NUMBERS_TO_DOUBT }, (_unused, index) => String(index));

describe('a trunk that calls every number unknown', () => {
  it('is doubted when it has carried none yet, and all that it refused are given back', () => {
    const doubt = new FormatDoubt(false, false);
    expect(unknown(doubt, ...NUMBERS.slice(1))).toEqual([]);
    expect(doubt.isDoubted).toBe(false);
    expect(unknown(doubt, '0')).toEqual([...NUMBERS.slice(1), '0']);
    expect(doubt.isDoubted).toBe(true);
    // What was on its way, and each probe.
    expect(unknown(doubt, 'late')).toEqual(['late']);
  });

  it('is doubted for different numbers, not for one that is called again', () => {
    const doubt = new FormatDoubt(false, false);
    expect(unknown(doubt, ...NUMBERS.map(() => 'same'), 'other')).toEqual([]);
    expect(doubt.isDoubted).toBe(false);
  });

  it('is believed once it has carried a call: its numbers are wrong then', () => {
    const doubt = new FormatDoubt(false, false);
    unknown(doubt, ...NUMBERS.slice(1));
    expect(doubt.works()).toBe(true);
    expect(doubt.works()).toBe(false);
    expect(unknown(doubt, ...NUMBERS, ...NUMBERS)).toEqual([]);
  });

  it('is doubted until a probe is carried, over a restart as well', () => {
    const doubt = new FormatDoubt(false, true);
    expect(unknown(doubt, '1')).toEqual(['1']);
    doubt.works();
    expect(doubt.isDoubted).toBe(false);
    expect(unknown(doubt, '1')).toEqual([]);
    expect(new FormatDoubt(true, true).isDoubted).toBe(false);
  });

  it('gives each call back once at most, and none after it has carried one', () => {
    fc.assert(fc.property(fc.boolean(), fc.array(fc.option(fc.integer({ min: 0, max: 9 })), { maxLength: 60 }), (carried, story) => {
      const doubt = new FormatDoubt<{ phone: string; at: number }>(carried, false);
      const given: number[] = [];
      let works = carried;
      story.forEach((number, at) => {
        if (number === null) { doubt.works(); works = true; return; }
        const back = doubt.knowsNot({ phone: String(number), at });
        if (works) expect(back).toEqual([]);
        given.push(...back.map((one) => one.at));
      });
      expect(new Set(given).size).toBe(given.length);
    }));
  });
});
