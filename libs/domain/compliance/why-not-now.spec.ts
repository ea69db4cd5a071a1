import fc from 'fast-check';
import { FREQUENCY_REFUSALS, PUT_OFF_STEP_MS } from './frequency';
import type { DialDecision } from './may-dial';
import { isRefusal } from './refusals';
import { whyNotNow, type Hold, type WaitingFacts } from './why-not-now';

const NOW = Date.UTC(2026, 0, 31, 12);
const HOUR = 3_600_000;
const FREE: WaitingFacts = { campaign: 'running', dialingStopped: false, gate: { allow: true }, nextAtMs: NOW - 1 };
const refused = (reason: 'called-lately' | 'outside-calling-hours', untilMs: number): DialDecision => ({ allow: false, reason, untilMs });

it.each<[string, Partial<WaitingFacts>, readonly Hold[]]>([
  ['nothing, and it waits for its turn', {}, []],
  ['its retry rule', { nextAtMs: NOW + HOUR }, [{ reason: 'not-due', untilMs: NOW + HOUR }]],
  ['a pause', { campaign: 'paused' }, [{ reason: 'campaign-paused', untilMs: null }]],
  ['the end of its campaign', { campaign: 'stopped' }, [{ reason: 'campaign-over', untilMs: null }]],
  ['the stop of all dialing', { dialingStopped: true }, [{ reason: 'dialing-stopped', untilMs: null }]],
  ['a refusal for good', { gate: { allow: false, reason: 'do-not-call' } }, [{ reason: 'do-not-call', untilMs: null }]],
  ['the hour', { gate: refused('outside-calling-hours', NOW + 8 * HOUR) }, [{ reason: 'outside-calling-hours', untilMs: NOW + 8 * HOUR }]],
  ['an earlier call, for which it was put off: one reason', { gate: refused('called-lately', NOW + HOUR), nextAtMs: NOW + HOUR + 7_000 }, [{ reason: 'called-lately', untilMs: NOW + HOUR + 7_000 }]],
  ['the hour, and longer its retry rule: two reasons', { gate: refused('outside-calling-hours', NOW + HOUR), nextAtMs: NOW + 5 * HOUR },
    [{ reason: 'outside-calling-hours', untilMs: NOW + HOUR }, { reason: 'not-due', untilMs: NOW + 5 * HOUR }]],
  ['everything at once', { campaign: 'paused', dialingStopped: true, gate: { allow: false, reason: 'unknown-zone' }, nextAtMs: NOW + HOUR }, [
    { reason: 'campaign-paused', untilMs: null }, { reason: 'dialing-stopped', untilMs: null }, { reason: 'unknown-zone', untilMs: null }, { reason: 'not-due', untilMs: NOW + HOUR },
  ]],
])('what stands in the way is %s', (_what, facts, holds) => {
  expect(whyNotNow({ ...FREE, ...facts }, NOW)).toEqual(holds);
});

const gates: fc.Arbitrary<DialDecision> = fc.oneof(
  fc.constant<DialDecision>({ allow: true }), fc.constant<DialDecision>({ allow: false, reason: 'do-not-call' }),
  fc.record({ allow: fc.constant(false as const), reason: fc.constantFrom(...FREQUENCY_REFUSALS), untilMs: fc.integer({ min: NOW + 1, max: NOW + 48 * HOUR }) }),
);

it('nothing stands in the way if and only if a claim would take it, and what has an end ends neither before the gate opens nor before its time', () => {
  fc.assert(fc.property(gates, fc.integer({ min: NOW - HOUR, max: NOW + 48 * HOUR }), (gate, nextAtMs) => {
    const holds = whyNotNow({ ...FREE, gate, nextAtMs }, NOW);
    expect(holds.length === 0).toBe(gate.allow && nextAtMs <= NOW);
    const last = Math.max(NOW, ...holds.map(({ untilMs }) => untilMs ?? NOW));
    expect(last).toBe(Math.max(NOW, nextAtMs, gate.allow ? NOW : gate.untilMs ?? NOW));
    // Put off by the gate, it has one reason, not two.
    if (!gate.allow && gate.untilMs !== undefined && nextAtMs <= gate.untilMs + PUT_OFF_STEP_MS) expect(holds).toHaveLength(1);
  }));
});

it('every reason is one that people can be told', () => {
  const codes = ['do-not-call', 'outside-calling-hours', 'no-calling-hours', 'unknown-zone', ...FREQUENCY_REFUSALS, 'campaign-draft', 'campaign-paused', 'campaign-over', 'dialing-stopped', 'not-due'];
  for (const code of codes) expect([code, isRefusal(code)]).toEqual([code, true]);
});
