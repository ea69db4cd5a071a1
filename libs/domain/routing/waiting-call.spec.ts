import fc from 'fast-check';
import { agent, anyAgents, anyCall, call, NOW } from './routing.spec-helper';
import { hasWaitedTooLong, keptFor, sameUntilMs, takersOf } from './waiting-call';

const kept = { lastAgentId: '1', waitingSinceMs: NOW - 5_000, routing: { lastAgentFirstMs: 20_000 } };

describe('last agent first', () => {
  it.each<[string, Parameters<typeof call>[1], string | null]>([
    ['whom they talked with last, for a while', kept, '1'],
    ['nobody after that', { ...kept, waitingSinceMs: NOW - 20_000 }, null],
    ['nobody when they have waited as long as anybody may', { ...kept, longestWaitMs: 4_999 }, null],
    ['nobody when their line does not', { ...kept, routing: {} }, null],
    ['nobody when that one cannot come', { ...kept, lastAgentId: null }, null],
    ['nobody when we have called them', { ...kept, dueAtMs: NOW + 2_000 }, null],
    ['nobody when they have just lost their agent', { ...kept, lostItsAgent: true }, null],
  ])('a call is kept for %s', (_whom, changes, expected) => {
    expect(keptFor(call('a', changes), NOW)).toBe(expected);
  });

  it('never makes anybody wait beyond its bound, nor beyond the longest wait of the line', () => {
    fc.assert(fc.property(anyCall, fc.nat({ max: 4 * NOW }), (one, laterMs) => {
      const nowMs = one.waitingSinceMs + laterMs;
      if (laterMs >= one.routing.lastAgentFirstMs || hasWaitedTooLong(one, nowMs)) expect(keptFor(one, nowMs)).toBeNull();
    }));
  });

  it('once it is over is over for good', () => {
    fc.assert(fc.property(anyCall, fc.nat({ max: 2 * NOW }), fc.nat({ max: 2 * NOW }), (one, afterMs, laterMs) => {
      const nowMs = one.waitingSinceMs + afterMs;
      if (keptFor(one, nowMs) === null) expect(keptFor(one, nowMs + laterMs)).toBeNull();
    }));
  });
});

describe('who may take a call', () => {
  const persian = { required: [{ skill: 'fa', level: 5 }], relaxation: { everyMs: 1_000, waives: false } };
  it.each<[string, boolean, Parameters<typeof agent>[1], Parameters<typeof call>[1]]>([
    ['anybody, when nothing is asked for', true, {}, {}],
    ['whom it is kept for', true, {}, kept],
    ['nobody else', false, {}, { ...kept, lastAgentId: '2' }],
    ['who is skilled enough', true, { skills: { fa: 5 } }, { waitingSinceMs: NOW, routing: persian }],
    ['nobody who is less so', false, { skills: { fa: 4 } }, { waitingSinceMs: NOW, routing: persian }],
    ['who is skilled enough by now', true, { skills: { fa: 4 } }, { waitingSinceMs: NOW - 1_000, routing: persian }],
  ])('%s: %s', (_who, expected, agentChanges, callChanges) => {
    expect(takersOf(call('a', callChanges), NOW)(agent('1', agentChanges))).toBe(expected);
  });

  it('may take it later, too, however long it waits: fewer never can', () => {
    fc.assert(fc.property(anyCall, anyAgents, fc.nat({ max: 2 * NOW }), (one, agents, laterMs) => {
      for (const taker of agents.filter(takersOf(one, NOW))) expect(takersOf(one, NOW + laterMs)(taker)).toBe(true);
    }));
  });

  it('is the same until something changes for it, and not told longer than that', () => {
    fc.assert(fc.property(anyCall, anyAgents, fc.nat({ max: 2 * NOW }), (one, agents, laterMs) => {
      const until = sameUntilMs(one, NOW);
      expect(until).toBeGreaterThanOrEqual(NOW);
      if (NOW + laterMs < until) expect(agents.filter(takersOf(one, NOW + laterMs))).toEqual(agents.filter(takersOf(one, NOW)));
    }));
  });
});
