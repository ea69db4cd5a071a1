import fc from 'fast-check';
import { allocate } from './allocate';
import { Distributor } from './distributor';
import type { FreeAgent } from './free-agent';
import { agent, anyAgents, anyCalls, anyMoment, call, MOMENT } from './routing.spec-helper';
import type { WaitingCall } from './waiting-call';

/** Everybody told, one by one. */
function told(free: readonly FreeAgent[], waiting: readonly WaitingCall[]): Distributor {
  const distributor = new Distributor();
  for (const one of free) distributor.agentIsFree(one);
  for (const one of waiting) distributor.callWaits(one);
  return distributor;
}

it('decides as the rule does, whatever happened before and in whichever order', () => {
  const anyDay = fc.array(fc.record({
    agents: anyAgents, calls: anyCalls, gone: fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 10 }), moment: anyMoment, laterMs: fc.nat({ max: 5_000 }),
  }), { maxLength: 6 });
  fc.assert(fc.property(anyDay, (day) => {
    const distributor = new Distributor();
    const [free, waiting] = [new Map<string, FreeAgent>(), new Map<string, WaitingCall>()];
    let lateMs = 0;
    for (const { agents, calls, gone, moment, laterMs } of day) {
      for (const id of gone) {
        distributor.agentIsGone(String(id));
        distributor.callIsGone(`c${id}`);
        free.delete(String(id));
        waiting.delete(`c${id}`);
      }
      for (const one of calls) { distributor.callWaits(one); waiting.set(one.callId, one); }
      for (const one of agents) { distributor.agentIsFree(one); free.set(one.agentId, one); }
      lateMs += laterMs;
      const now = { ...moment, nowMs: moment.nowMs + lateMs };
      const allotments = distributor.allot(now);
      expect(allotments).toEqual(allocate([...free.values()], [...waiting.values()], now));
      expect(distributor.decidesAgainAtMs()).toBeGreaterThanOrEqual(now.nowMs);
      for (const { agentId, callId } of allotments) { free.delete(agentId); waiting.delete(callId); }
    }
  }));
});

it('does not depend on the order of telling', () => {
  fc.assert(fc.property(anyAgents, anyCalls, anyMoment, (free, waiting, moment) => {
    expect(told([...free].reverse(), [...waiting].reverse()).allot(moment)).toEqual(told(free, waiting).allot(moment));
  }));
});

it('is to be asked again when a call is relaxed, or kept for nobody any more, and a free agent may take it then', () => {
  fc.assert(fc.property(anyAgents, anyCalls, anyMoment, fc.nat({ max: 100_000 }), (free, waiting, moment, laterMs) => {
    const distributor = told(free, waiting);
    distributor.allot(moment);
    const againAtMs = distributor.decidesAgainAtMs();
    const [before, later] = [Math.min(moment.nowMs + laterMs, againAtMs - 1), moment.nowMs + laterMs];
    if (before >= moment.nowMs) expect(distributor.allot({ ...moment, nowMs: before })).toEqual([]);
    if (distributor.allot({ ...moment, nowMs: later }).length > 0) expect(later).toBeGreaterThanOrEqual(againAtMs);
  }));
});

describe('who was promised', () => {
  it('is free for nobody else, and waits for nobody else, until they are told of again', () => {
    const distributor = told([agent('1'), agent('2')], [call('a')]);
    expect(distributor.allot(MOMENT)).toHaveLength(1);
    distributor.callWaits(call('b'));
    expect(distributor.allot(MOMENT)).toEqual([{ callId: 'b', agentId: '2', turn: 'longest-wait' }]);
    distributor.callWaits(call('c'));
    expect(distributor.allot(MOMENT)).toEqual([]);
    distributor.agentIsFree(agent('1'));
    expect(distributor.allot(MOMENT)).toEqual([{ callId: 'c', agentId: '1', turn: 'longest-wait' }]);
  });

  it('serves from now on what they are told of now, and nothing else', () => {
    const distributor = told([agent('1')], []);
    distributor.agentIsFree(agent('1', { serves: { support: {} } }));
    distributor.callWaits(call('a'));
    expect(distributor.allot(MOMENT)).toEqual([]);
    distributor.callWaits(call('a', { lineId: 'support' }));
    expect(distributor.allot(MOMENT)).toEqual([{ callId: 'a', agentId: '1', turn: 'longest-wait' }]);
  });
});
