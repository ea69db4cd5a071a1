import fc from 'fast-check';
import { AGENT_STATUSES } from './agent-state';
import { ACTIVITIES, stretchesOf, timesOf, type AgentRecord, type AgentTimes, type Span } from './agent-time';

const NOBODY: AgentRecord = { statuses: [], talks: [], kept: [], phoneUp: null };
const AVAILABLE = { status: 'available', reason: null, atMs: 0 } as const;

const words = (record: Partial<AgentRecord>, fromMs = 0, toMs = 100): string[] =>
  stretchesOf({ ...NOBODY, ...record }, fromMs, toMs).map(({ activity, reason, fromMs: from, toMs: to }) => `${activity}${reason === null ? '' : ` (${reason})`} ${from}–${to}`);

describe('what an agent did', () => {
  it.each<[string, Partial<AgentRecord>, string[]]>([
    ['nothing is known of', {}, ['offline 0–100']],
    ['came, took a break, and left', { statuses: [{ ...AVAILABLE, atMs: 10 }, { status: 'break', reason: 'lunch', atMs: 40 }, { status: 'offline', reason: null, atMs: 60 }] },
      ['offline 0–10', 'idle 10–40', 'break (lunch) 40–60', 'offline 60–100']],
    ['was there before, talked and wrapped up', { statuses: [{ ...AVAILABLE, atMs: -50 }], talks: [{ fromMs: 20, toMs: 50, wrapUpUntilMs: 60 }] },
      ['idle 0–20', 'talking 20–50', 'wrap-up 50–60', 'idle 60–100']],
    ['chose a break in a talk', { statuses: [AVAILABLE, { status: 'break', reason: 'tea', atMs: 30 }], talks: [{ fromMs: 20, toMs: 50, wrapUpUntilMs: 60 }] },
      ['idle 0–20', 'talking 20–50', 'wrap-up 50–60', 'break (tea) 60–100']],
    ['left in a talk that was not over', { statuses: [AVAILABLE, { status: 'offline', reason: null, atMs: 30 }], talks: [{ fromMs: 20, toMs: null, wrapUpUntilMs: null }] },
      ['idle 0–20', 'talking 20–100']],
    ['is called by the next customer in the wrap-up', { statuses: [AVAILABLE], talks: [{ fromMs: 0, toMs: 10, wrapUpUntilMs: 40 }, { fromMs: 30, toMs: 50, wrapUpUntilMs: 50 }] },
      ['talking 0–10', 'wrap-up 10–30', 'talking 30–50', 'idle 50–100']],
    ['looked at a contact, and talked with them', { statuses: [AVAILABLE], kept: [{ fromMs: 10, toMs: 30 }], talks: [{ fromMs: 30, toMs: 80, wrapUpUntilMs: null }] },
      ['idle 0–10', 'reserved 10–30', 'talking 30–80', 'idle 80–100']],
    ['whose phone was away', { statuses: [AVAILABLE], phoneUp: [{ fromMs: 10, toMs: 40 }, { fromMs: 60, toMs: null }] },
      ['no-phone 0–10', 'idle 10–40', 'no-phone 40–60', 'idle 60–100']],
    ['changed the reason of a break', { statuses: [{ status: 'break', reason: 'tea', atMs: 0 }, { status: 'break', reason: 'lunch', atMs: 50 }] }, ['break (tea) 0–50', 'break (lunch) 50–100']],
  ])('who %s', (_what, record, expected) => {
    expect(words(record)).toEqual(expected);
  });

  it('is told of the time that was asked for alone', () => {
    const record = { statuses: [AVAILABLE], talks: [{ fromMs: 20, toMs: 50, wrapUpUntilMs: 60 }] };
    expect(words(record, 30, 55)).toEqual(['talking 30–50', 'wrap-up 50–55']);
    expect(words(record, 30, 30)).toEqual([]);
  });

  const instant = fc.integer({ min: -200, max: 1_200 });
  const span = fc.record({ fromMs: instant, toMs: fc.option(instant) });
  const anyRecord: fc.Arbitrary<AgentRecord> = fc.record({
    statuses: fc.array(fc.record({ status: fc.constantFrom(...AGENT_STATUSES), reason: fc.option(fc.constantFrom('tea', 'lunch')), atMs: instant }), { maxLength: 6 })
      .map((all) => all.sort((one, other) => one.atMs - other.atMs)),
    talks: fc.array(fc.record({ fromMs: instant, toMs: fc.option(instant), wrapUpUntilMs: fc.option(instant) }), { maxLength: 6 }),
    kept: fc.array(span, { maxLength: 4 }), phoneUp: fc.option(fc.array(span, { maxLength: 4 })),
  });
  const total = (times: AgentTimes): number => ACTIVITIES.reduce((sum, activity) => sum + times[activity], 0);
  const covered = (spans: readonly Span[], at: number): boolean => spans.some(({ fromMs, toMs }) => fromMs <= at && (toMs === null || at < toMs));

  it('leaves no gap, counts no instant twice, and adds up over any two parts of the time', () => {
    fc.assert(fc.property(anyRecord, fc.integer({ min: 0, max: 1_000 }), (record, middle) => {
      const whole = stretchesOf(record, 0, 1_000);
      expect(whole.map(({ fromMs }) => fromMs)).toEqual([0, ...whole.slice(0, -1).map(({ toMs }) => toMs)]);
      expect(total(timesOf(whole))).toBe(1_000);
      const [early, late] = [timesOf(stretchesOf(record, 0, middle)), timesOf(stretchesOf(record, middle, 1_000))];
      for (const activity of ACTIVITIES) expect(early[activity] + late[activity]).toBe(timesOf(whole)[activity]);
    }));
  });

  it('is talking exactly while a talk goes on, and never idle on a break, offline or without a phone', () => {
    fc.assert(fc.property(anyRecord, fc.integer({ min: 0, max: 999 }), (record, at) => {
      const activity = stretchesOf(record, 0, 1_000).find(({ fromMs, toMs }) => fromMs <= at && at < toMs)?.activity;
      const status = record.statuses.filter(({ atMs }) => atMs <= at).at(-1)?.status ?? 'offline';
      expect(activity === 'talking').toBe(covered(record.talks, at));
      if (activity === 'idle') expect([status, record.phoneUp === null || covered(record.phoneUp, at)]).toEqual(['available', true]);
    }));
  });
});
