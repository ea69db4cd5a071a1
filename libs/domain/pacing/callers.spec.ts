import fc from 'fast-check';
import { DIAL_MODES, decide, type CallersNow, type PacingDecision, type PacingSettings } from '.';
import { NOW_MS, POWER, PREDICTIVE, PREVIEW, PROGRESSIVE, ZERO_ABANDON, snapshotOf, times, type SnapshotChanges } from './fixtures';

const KEPT_FOR = { queue: 'Support', kept: 3, waiting: 0, untilMs: 1_800_000, callsForecast: 11 };
const NONE: CallersNow = { kept: 0, owed: 0, perSec: 0 };

const EXPERIENCED = decide(snapshotOf({ heard: { answeredAfterMs: times(100, 14_000), failedAfterMs: times(200, 29_000), talkedForMs: times(100, 150_000), wrappedForMs: times(100, 4_000) } }), PREDICTIVE, {}, NOW_MS).state;
const BUDGET = { answers: 1_000, abandoned: 10 };

function decided(callers: Partial<CallersNow>, changes: SnapshotChanges = {}, settings: PacingSettings = PREDICTIVE): PacingDecision {
  return decide(snapshotOf({ budget: BUDGET, ...changes, callers: { ...NONE, ...callers } }), settings, EXPERIENCED, NOW_MS);
}

describe('agents kept for callers', () => {
  it.each([[PROGRESSIVE, 7], [ZERO_ABANDON, 7], [PREVIEW, 7], [POWER, 17]])('are dialed for in no mode: $mode', (settings, dial) => {
    expect(decided({ kept: 3, keptFor: KEPT_FOR }, {}, settings)).toMatchObject({
      dial, reasons: [{ limit: 'kept-for-queue', queue: 'Support', figures: { kept: 3, waiting: 0, untilMs: 1_800_000, callsForecast: 11 } }, {}],
    });
    expect(decided({ kept: 10 }, {}, settings).dial).toBe(0);
  });

  it('hold back the forecast, as far as its calls would likely take them', () => {
    const dial = (callers: Partial<CallersNow>): number => decided(callers).dial;
    expect(dial({ kept: 3 })).toBeLessThan(dial({}));
    expect(dial({ kept: 3 })).toBeGreaterThanOrEqual(7);
    expect(dial({ kept: 10, owed: 5 })).toBe(0);
    expect(dial({ kept: 3, owed: 3 })).toBeLessThan(dial({ kept: 3 }));
    expect(decided({ kept: 3, keptFor: KEPT_FOR }).reasons[0]).toMatchObject({ limit: 'kept-for-queue', queue: 'Support' });
  });

  it('callers who are forecast take agents as answers do', () => {
    const busy: SnapshotChanges = { agents: { idle: 2, talkingForMs: times(40, 100_000) } };
    expect(decided({ perSec: 0.3 }, busy).dial).toBeLessThan(decided({}, busy).dial);
  });

  it('are no reason where they hold nothing back', () => {
    const busy: SnapshotChanges = { agents: { idle: 2 }, lines: { outForMs: times(90, 2_000) } };
    expect(decided({ kept: 1, keptFor: KEPT_FOR }, busy).reasons.map(({ limit }) => limit)).not.toContain('kept-for-queue');
    expect(decided({}).reasons.map(({ limit }) => limit)).not.toContain('kept-for-queue');
  });
});

describe('a call that rings when callers need the agent', () => {
  const ringing: SnapshotChanges = { agents: { idle: 1 }, lines: { outForMs: [20_000, 5_000], ringingForMs: [17_000, 2_000] } };

  it.each([PROGRESSIVE, ZERO_ABANDON, POWER, PREDICTIVE])('is given up once it has rung long enough: $mode', (settings) => {
    const { cancel, reasons } = decided({ kept: 1, owed: 2 }, ringing, settings);
    expect(cancel).toBe(1);
    expect(reasons.map(({ limit }) => limit)).toContain('cancelled');
    expect(decided({ kept: 1, owed: 2 }, { ...ringing, lines: { outForMs: [10_000], ringingForMs: [8_000] } }, settings).cancel).toBe(0);
  });

  it.each([PROGRESSIVE, POWER, PREDICTIVE])('is told why: $mode', (settings) => {
    const free: SnapshotChanges = { agents: { idle: 1 }, lines: { outForMs: [20_000], ringingForMs: [17_000] } };
    const { cancel, reasons } = decided({ kept: 1, keptFor: { ...KEPT_FOR, kept: 1 } }, free, settings);
    expect([cancel, reasons[0], reasons.at(-1)?.limit]).toEqual([1, expect.objectContaining({ limit: 'kept-for-queue', queue: 'Support' }), 'cancelled']);
    expect(decided({}, free, settings).cancel).toBe(0);
  });

  it('rings on where they do not', () => {
    for (const settings of [PROGRESSIVE, POWER]) expect(decided({}, { ...ringing, agents: { idle: 0, talkingForMs: [1_000] } }, settings).cancel).toBe(0);
  });

  it('is the agent\'s who is reserved for it, in preview', () => {
    expect(decided({ kept: 1, owed: 2 }, { ...ringing, agents: { idle: 1, reserved: 2 } }, PREVIEW).cancel).toBe(0);
  });
});

it('with no callers it decides as if there were no queues', () => {
  const changes: SnapshotChanges = { agents: { idle: 4, talkingForMs: times(30, 90_000) }, lines: { outForMs: times(20, 16_000), ringingForMs: times(18, 15_500) } };
  for (const mode of DIAL_MODES) expect(decided({}, changes, { ...PREDICTIVE, mode })).toEqual(decide(snapshotOf({ budget: BUDGET, ...changes }), { ...PREDICTIVE, mode }, EXPERIENCED, NOW_MS));
});

it('the more are kept the fewer lines are out after it, whatever else is', () => {
  const callers = { kept: fc.nat(10), owed: fc.nat(5), perSec: fc.double({ min: 0, max: 1, noNaN: true }) };
  const campaign = {
    idle: fc.nat(20), waiting: fc.nat(3), mode: fc.constantFrom(...DIAL_MODES),
    talking: fc.array(fc.nat(400_000), { maxLength: 30 }), out: fc.array(fc.nat(29_000), { maxLength: 40 }),
  };
  fc.assert(fc.property(fc.record({ ...callers, ...campaign }), ({ idle, talking, out, waiting, mode, kept, ...rest }) => {
    const ringingForMs = out.filter((ms) => ms > 3_000).map((ms) => ms - 3_000);
    const changes: SnapshotChanges = { agents: { idle, talkingForMs: talking }, lines: { outForMs: out, ringingForMs, waitingForMs: times(waiting, 500) } };
    const [fewer, more] = [kept, kept + 1].map((count) => decided({ ...rest, kept: count }, changes, { ...PREDICTIVE, mode }));
    expect((more?.dial ?? 0) - (more?.cancel ?? 0)).toBeLessThanOrEqual((fewer?.dial ?? 0) - (fewer?.cancel ?? 0));
    expect(more?.cancel).toBeLessThanOrEqual(ringingForMs.length);
  }), { numRuns: 300 });
});

it.each([{ kept: Number.NaN }, { kept: -1 }, { owed: Number.POSITIVE_INFINITY }, { perSec: -0.1 }])('dials nothing by figures that cannot be: %j', (callers) => {
  expect(decided(callers)).toMatchObject({ dial: 0, cancel: 0, reasons: [{ limit: 'stale' }] });
});
