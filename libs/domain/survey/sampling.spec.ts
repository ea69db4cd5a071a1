import { isDrawn, refusalOfPerson, refusalOfTalk, type SampleRule, type SampledPerson, type SampledTalk } from './sampling';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const rule = (more: Partial<SampleRule> = {}): SampleRule => ({ id: '7', isOn: true, longerThanSec: 30, oneIn: 1, withinHours: 24, fatigueDays: 90, ...more });
const talk = (more: Partial<SampledTalk> = {}): SampledTalk => ({ callId: 'c', talkedMs: 60_000, endedAgoMs: 0, ...more });
const person = (more: Partial<SampledPerson> = {}): SampledPerson => ({ phone: '+14155550100', askedAgoMs: null, hasOpenComplaint: false, isOnDoNotCallList: false, ...more });

describe('a talk', () => {
  it.each<[string, Partial<SampleRule>, Partial<SampledTalk>, string | null]>([
    ['longer than the rule asks', {}, { talkedMs: 30_001 }, null],
    ['as long as that, which is not longer', {}, { talkedMs: 30_000 }, 'talk-too-short'],
    ['that has not been yet', {}, { talkedMs: null }, null],
    ['of any length', { longerThanSec: 0 }, { talkedMs: 1 }, null],
    ['that was none', { longerThanSec: 0 }, { talkedMs: 0 }, 'talk-too-short'],
    ['that ended a day ago', {}, { endedAgoMs: 24 * HOUR_MS }, null],
    ['that ended before', {}, { endedAgoMs: 24 * HOUR_MS + 1 }, 'talk-too-old'],
    ['that has ended, where nobody is called later', { withinHours: null }, { endedAgoMs: 1 }, 'talk-too-old'],
    ['whose customer is still there, where nobody is called later', { withinHours: null }, {}, null],
    ['of a rule that is off', { isOn: false }, {}, 'rule-off'],
  ])('%s', (_what, rules, more, code) => {
    expect(refusalOfTalk(rule(rules), talk(more))?.code ?? null).toBe(code);
  });

  it('says by how much it falls short', () => {
    expect(refusalOfTalk(rule(), talk({ talkedMs: 12_900 }))).toEqual({ code: 'talk-too-short', params: { talkedSec: 12, longerThanSec: 30 } });
  });
});

describe('of so many talks', () => {
  it.each([1, 2, 5, 20])('one of %d is asked, whichever', (oneIn) => {
    const calls = Array.from({ length: 20_000 }, (_none, nth) => `0190a0b0-0000-7000-8000-${String(nth).padStart(12, '0')}`);
    const share = calls.filter((call) => isDrawn(rule({ oneIn }), call)).length / calls.length;
    // Four standard errors.
    expect(Math.abs(share - 1 / oneIn)).toBeLessThanOrEqual(4 * Math.sqrt((1 / oneIn) * (1 - 1 / oneIn) / calls.length));
  });

  it('by another rule others are asked', () => {
    const calls = Array.from({ length: 400 }, (_none, nth) => `call ${String(nth)}`);
    const drawnBy = (id: string): string[] => calls.filter((call) => isDrawn({ id, oneIn: 2 }, call));
    expect(drawnBy('1')).not.toEqual(drawnBy('2'));
  });

  it('says of how many one', () => {
    const passedOver = Array.from({ length: 40 }, (_none, nth) => refusalOfTalk(rule({ oneIn: 4 }), talk({ callId: `call ${String(nth)}` }))).find((refusal) => refusal !== null);
    expect(passedOver).toEqual({ code: 'not-drawn', params: { oneIn: 4 } });
  });
});

describe('a person', () => {
  it.each<[string, Partial<SampledPerson>, number, string | null]>([
    ['who was never asked', {}, 90, null],
    ['who was asked on the last of these days', { askedAgoMs: 90 * DAY_MS - 1 }, 90, 'asked-lately'],
    ['who was asked before them', { askedAgoMs: 90 * DAY_MS }, 90, null],
    ['who was asked just now, where that tires nobody', { askedAgoMs: 0 }, 0, null],
    ['who waits for an answer to a complaint', { hasOpenComplaint: true }, 0, 'open-complaint'],
    ['who does not wish to be called', { isOnDoNotCallList: true, hasOpenComplaint: true }, 0, 'do-not-call'],
    ['whom nobody knows', { phone: null }, 0, 'number-withheld'],
  ])('%s', (_who, more, fatigueDays, code) => {
    expect(refusalOfPerson(rule({ fatigueDays }), person(more))?.code ?? null).toBe(code);
  });

  it('is told how lately', () => {
    expect(refusalOfPerson(rule(), person({ askedAgoMs: 3.5 * DAY_MS }))).toEqual({ code: 'asked-lately', params: { daysAgo: 3, fatigueDays: 90 } });
  });
});
