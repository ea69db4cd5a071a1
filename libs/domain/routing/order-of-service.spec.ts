import fc from 'fast-check';
import { allocate } from './allocate';
import { orderOfService } from './order-of-service';
import { MOST_POINTS } from './priority';
import { agent, anyAgents, anyCalls, call, NOW } from './routing.spec-helper';
import { hasWaitedTooLong, type WaitingCall } from './waiting-call';

const nobody = (): boolean => false;
const order = (calls: readonly WaitingCall[]): WaitingCall[] => orderOfService(calls, nobody, NOW).map((served) => served.call);

describe('the order of service', () => {
  it('is the longest wait first where nothing else tells two callers apart', () => {
    fc.assert(fc.property(anyCalls, (calls) => {
      const served = order(calls.map(({ callId, waitingSinceMs }) => call(callId, { waitingSinceMs }))).map(({ waitingSinceMs }) => waitingSinceMs);
      expect(served).toEqual([...served].sort((one, other) => one - other));
    }));
  });

  it('lets nobody go before a caller who has waited longer than the most points that there are', () => {
    fc.assert(fc.property(anyCalls, fc.integer({ min: 0, max: MOST_POINTS }), (calls, points) => {
      const callers = calls.map(({ callId, waitingSinceMs }, nth) => call(callId, { waitingSinceMs: waitingSinceMs * 60, points: nth % 2 === 0 ? points : 0 }));
      order(callers).forEach((one, place, served) => {
        for (const ahead of served.slice(0, place)) expect(ahead.waitingSinceMs - one.waitingSinceMs).toBeLessThanOrEqual(MOST_POINTS * 1_000);
      });
    }));
  });

  it('goes on as it is while everybody waits on, as far as no wait runs out', () => {
    fc.assert(fc.property(anyCalls, fc.integer({ min: 0, max: 10_000_000 }), (calls, laterMs) => {
      const callers = calls.map((one) => ({ ...one, longestWaitMs: null, lastAgentId: null }));
      expect(orderOfService(callers, nobody, NOW + laterMs)).toEqual(orderOfService(callers, nobody, NOW));
    }));
  });
});

describe('every wait is bounded', () => {
  /** More people answer than there are agents, for ever; a caller without points comes in. */
  it.each([
    [1, 1_000], [2, 30_000], [3, 5_000],
  ])('a caller behind whom %d people answer each second is served when %d ms have passed', (answersPerSec, longestWaitMs) => {
    let waiting: WaitingCall[] = [call('caller', { waitingSinceMs: 0, longestWaitMs })];
    for (let nowMs = 0; nowMs <= longestWaitMs + 1_000; nowMs += 1_000) {
      waiting = waiting.filter(({ dueAtMs }) => dueAtMs === null || dueAtMs >= nowMs);
      for (let one = 0; one < answersPerSec; one++) waiting.push(call(`answered ${nowMs} ${one}`, { waitingSinceMs: nowMs, dueAtMs: nowMs + 2_000 }));
      const [served] = allocate([agent('1', { idleSinceMs: nowMs })], waiting, { nowMs, seed: 1 });
      if (served?.callId === 'caller') { expect(nowMs).toBeGreaterThan(longestWaitMs); return; }
      waiting = waiting.filter(({ callId }) => callId !== served?.callId);
    }
    throw new Error('never served');
  });

  it('however many wait and of whatever kind: those ahead of a caller who has waited too long are those who lost their agent, or have waited longer', () => {
    fc.assert(fc.property(anyCalls, anyAgents, (calls, free) => {
      const served = orderOfService(calls, (agentId) => free.some((one) => one.agentId === agentId), NOW).map((it) => it.call);
      served.forEach((one, place) => {
        if (one.lostItsAgent || !hasWaitedTooLong(one, NOW)) return;
        for (const ahead of served.slice(0, place)) {
          expect(ahead.lostItsAgent || (hasWaitedTooLong(ahead, NOW) && ahead.waitingSinceMs <= one.waitingSinceMs)).toBe(true);
        }
      });
    }));
  });
});
