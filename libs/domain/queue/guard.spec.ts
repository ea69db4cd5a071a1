import fc from 'fast-check';
import { callersOf } from './callers-of';
import { guard, GUARD_BEGINS, type AgentSeen, type GuardSeen, type GuardState, type Guarded, type QueueSeen } from './guard';
import { NOTHING_LEARNED_OF_QUEUE, learnOfQueue } from './queue-learned';
import { NOTHING_IS_USUAL } from './usual-arrivals';
import { USUAL_TARGET } from '../metrics/service-level';

const NOW_MS = Date.UTC(2026, 0, 7, 10, 13);

function queue(changes: Partial<QueueSeen> = {}): QueueSeen {
  return { line: 'queue-1', name: 'Support', target: USUAL_TARGET, usual: { callsPerSec: 40 / 3_600, worthCalls: 20 }, arrived: 0, learned: NOTHING_LEARNED_OF_QUEUE, waiting: 0, today: { offered: 0, answeredInTime: 0 }, ...changes };
}

function agents(count: number, state: AgentSeen['state'] = 'idle', queues: readonly string[] = ['queue-1']): AgentSeen[] {
  return Array.from({ length: count }, () => ({ state, forMs: 60_000, queues, campaign: 'campaign-1' }));
}

function guarded(seen: Partial<GuardSeen> = {}, state: GuardState = GUARD_BEGINS, nowMs = NOW_MS): Guarded {
  return guard({ queues: [queue()], agents: agents(8), heard: { talkedForMs: [], wrappedForMs: [] }, ...seen }, state, nowMs);
}

const kept = (seen: Partial<GuardSeen> = {}, state?: GuardState): number => guarded(seen, state).keeps[0]?.kept ?? Number.NaN;

describe('how many are kept', () => {
  it('some of eight for forty calls an hour, more for more, none for none', () => {
    const of = (calls: number): number => kept({ queues: [queue({ usual: { callsPerSec: calls / 3_600, worthCalls: 20 } })] });
    expect(of(40)).toBeGreaterThanOrEqual(1);
    expect(of(40)).toBeLessThanOrEqual(3);
    expect(of(80)).toBeGreaterThan(of(40));
    expect(of(1_000)).toBe(8);
  });

  it('nobody where hardly anybody comes, as at an hour at which the queue is closed, until somebody was missed', () => {
    const usual = { callsPerSec: 0.4 / 3_600, worthCalls: 20 };
    const busy = agents(8, 'talking').map((agent) => ({ ...agent, forMs: 1_000 }));
    expect(kept({ queues: [queue({ usual })], agents: busy })).toBe(0);
    expect(kept({ queues: [queue({ usual, today: { offered: 2, answeredInTime: 0 } })], agents: busy })).toBeGreaterThan(0);
  });

  it('nobody for a queue of which nothing is known, until its first caller is there', () => {
    const one = agents(1);
    expect(kept({ queues: [queue({ usual: NOTHING_IS_USUAL })], agents: one })).toBe(0);
    expect(kept({ queues: [queue({ usual: NOTHING_IS_USUAL, waiting: 1, arrived: 1 })], agents: one })).toBe(1);
    expect(kept({ queues: [queue({ usual: NOTHING_IS_USUAL, today: { offered: 1, answeredInTime: 1 } })], agents: one })).toBe(1);
  });

  it('a burst shows within seconds', () => {
    let state = GUARD_BEGINS;
    const before = kept();
    for (let sec = 2; sec <= 60; sec += 2) ({ state } = guarded({ queues: [queue({ arrived: sec % 6 === 0 ? 1 : 0 })] }, state, NOW_MS + sec * 1000));
    expect(guarded({}, state, NOW_MS + 62_000).keeps[0]?.kept).toBeGreaterThan(before);
  });

  it('more when calls were missed, fewer when more were answered in time than was asked for', () => {
    const of = (answeredInTime: number): number => kept({ queues: [queue({ today: { offered: 100, answeredInTime } })] });
    expect(of(60)).toBeGreaterThan(of(84));
    expect(of(99)).toBeLessThan(of(60));
  });

  it('fewer when agents are about to be free, more when all have just begun', () => {
    const heard = { talkedForMs: Array.from({ length: 200 }, () => 150_000), wrappedForMs: [] };
    const of = (forMs: number): number => kept({ heard, agents: [...agents(2), ...agents(18, 'talking').map((agent) => ({ ...agent, forMs }))], queues: [queue({ usual: { callsPerSec: 0.03, worthCalls: 20 } })] });
    expect(of(145_000)).toBeLessThan(of(1_000));
  });

  it('tells until when, at a round time of the clock, and how many calls are forecast until then', () => {
    expect(guarded().keeps).toMatchObject([{ queue: 'Support', untilMs: Date.UTC(2026, 0, 7, 10, 15), callsForecast: expect.closeTo(40 / 30, 6) as number }]);
    expect(guarded({}, GUARD_BEGINS, NOW_MS + 60_000).keeps[0]?.untilMs).toBe(Date.UTC(2026, 0, 7, 10, 20));
  });

  it('the callers of other queues of the same agents count as far as these agents serve them', () => {
    const orders = queue({ line: 'queue-2', name: 'Orders', usual: { callsPerSec: 40 / 3_600, worthCalls: 20 } });
    const both = agents(8, 'idle', ['queue-1', 'queue-2']);
    const apart = [...agents(8), ...agents(8, 'idle', ['queue-2'])];
    expect(guarded({ queues: [queue(), orders], agents: both }).keeps[0]?.kept).toBeGreaterThan(kept());
    expect(guarded({ queues: [queue(), orders], agents: apart }).keeps[0]?.kept).toBe(kept());
  });

  it('begins anew with the day: what was owed yesterday is not', () => {
    const { state } = guarded({ queues: [queue({ today: { offered: 300, answeredInTime: 100 } })] });
    expect(guarded({ queues: [queue({ today: { offered: 0, answeredInTime: 0 } })] }, state).keeps[0]?.goal).toBeCloseTo(0.90987, 4);
  });
});

it('whatever is seen, no more are kept than there are, and the state is plain', () => {
  const any = fc.record({
    callsPerSec: fc.double({ min: 1e-6, max: 5, noNaN: true }), arrived: fc.nat(20), waiting: fc.nat(30), offered: fc.nat(500), share: fc.double({ min: 0, max: 1, noNaN: true }),
    idle: fc.nat(20), talking: fc.array(fc.nat(1_000_000), { maxLength: 20 }), rest: fc.nat(3),
  });
  fc.assert(fc.property(fc.array(any, { minLength: 1, maxLength: 5 }), (seen) => {
    let state = GUARD_BEGINS;
    for (const [index, { callsPerSec, arrived, waiting, offered, share, idle, talking, rest }] of seen.entries()) {
      const there = [...agents(idle), ...talking.map((forMs): AgentSeen => ({ state: 'talking', forMs, queues: ['queue-1'], campaign: 'campaign-1' })), ...agents(rest, 'wrapping').map((agent) => ({ ...agent, campaign: null }))];
      const said = guarded({
        queues: [queue({ usual: { callsPerSec, worthCalls: 10 }, arrived, learned: learnOfQueue(NOTHING_LEARNED_OF_QUEUE, { answeredAfterMs: [5_000], handledForMs: [90_000], abandonedAfterMs: [] }), waiting, today: { offered, answeredInTime: Math.floor(share * offered) } })], agents: there,
      }, state, NOW_MS + index * 7_000);
      ({ state } = said);
      const callers = callersOf('campaign-1', said.keeps, there);
      expect(callers.kept).toBeLessThanOrEqual(idle);
      expect(said.keeps[0]?.kept).toBeLessThanOrEqual(there.length);
      for (const figure of [callers.kept, callers.owed, callers.perSec]) expect(figure).toBeGreaterThanOrEqual(0);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    }
  }), { numRuns: 150 });
});
