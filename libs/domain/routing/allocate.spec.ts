import fc from 'fast-check';
import { allocate, type Allotment } from './allocate';
import type { FreeAgent } from './free-agent';
import { orderOfService } from './order-of-service';
import { agent, anyAgents, anyCalls, anyMoment, call, mayTake, MOMENT, NOW } from './routing.spec-helper';
import type { WaitingCall } from './waiting-call';

const named = (allotments: readonly Allotment[]): string[] => allotments.map(({ callId, agentId, turn }) => `${callId} ${agentId} ${turn}`);
/** They talked with agent 1 last, and their line keeps them for that one for twenty seconds. */
const KEPT = { lastAgentId: '1', routing: { lastAgentFirstMs: 20_000 } };

describe('who is promised to whom', () => {
  it.each<[string, FreeAgent[], WaitingCall[], string[]]>([
    ['nobody, when nobody is free', [], [call('a')], []],
    ['nobody, when nobody waits', [agent('1')], [], []],
    ['the agent who is idle longest', [agent('1'), agent('2', { idleSinceMs: NOW - 20_000 })], [call('a')], ['a 2 longest-wait']],
    ['of two idle as long always the same one', [agent('2'), agent('1')], [call('a')], ['a 1 longest-wait']],
    ['who serves the line first, before who is idle longer',
      [agent('1', { idleSinceMs: 0, serves: { sales: { level: 2 } } }), agent('2')], [call('a')], ['a 2 longest-wait']],
    ['nobody of another line', [agent('1', { serves: { support: {} } })], [call('a')], []],
    ['nobody without what it needs', [agent('1', { skills: { fa: 10 } }), agent('2', { skills: { fa: 1, ar: 1 } })],
      [call('a', { routing: { required: [{ skill: 'ar', level: 1 }] } })], ['a 2 longest-wait']],
    ['nobody who knows it less well than is asked for',
      [agent('1', { skills: { fa: 6 } })], [call('a', { routing: { required: [{ skill: 'fa', level: 7 }] } })], []],
    ['whoever waits longest', [agent('1')], [call('a'), call('b', { waitingSinceMs: NOW - 2_000 })], ['b 1 longest-wait']],
    ['a caller with points, before who has waited less than that longer', [agent('1')],
      [call('a', { waitingSinceMs: NOW - 30_000 }), call('b', { waitingSinceMs: NOW - 21_000, points: 10 })], ['b 1 longest-wait']],
    ['whoever has waited more than that longer',
      [agent('1')], [call('a', { waitingSinceMs: NOW - 32_000 }), call('b', { waitingSinceMs: NOW - 21_000, points: 10 })], ['a 1 longest-wait']],
    ['whom we have called, with a second left, before a caller with a minute', [agent('1')],
      [call('caller', { waitingSinceMs: NOW - 30_000, longestWaitMs: 90_000, points: 900 }), call('called', { dueAtMs: NOW + 1_000 })],
      ['called 1 short-of-time']],
    ['the one with less time left',
      [agent('1')], [call('a', { dueAtMs: NOW + 2_000, waitingSinceMs: 0 }), call('b', { dueAtMs: NOW + 1_000 })], ['b 1 short-of-time']],
    ['a caller whose queue lets nobody wait so long, before whom we have called', [agent('1')],
      [call('caller', { waitingSinceMs: NOW - 90_001, longestWaitMs: 90_000 }), call('called', { dueAtMs: NOW + 1_000 })], ['caller 1 waited-too-long']],
    ['who lost their agent, before all', [agent('1')],
      [call('caller', { waitingSinceMs: 0, longestWaitMs: 1 }), call('lost', { lostItsAgent: true }), call('called', { dueAtMs: NOW + 1 })],
      ['lost 1 lost-its-agent']],
    ['the next one, when there is nobody for the first',
      [agent('1', { serves: { support: {} } })], [call('a', { lostItsAgent: true }), call('b', { lineId: 'support' })], ['b 1 longest-wait']],
    ['each their own',
      [agent('1'), agent('2', { serves: { support: {} } })], [call('a'),
      call('b', { lineId: 'support' }), call('c')], ['a 1 longest-wait', 'b 2 longest-wait']],
    ['the agent whom they talked with last, before who has waited longer', [agent('1')],
      [call('a', { waitingSinceMs: 0 }), call('b', KEPT)], ['b 1 last-agent']],
    ['nobody else while that one may come', [agent('2')], [call('a', KEPT)], []],
    ['anybody after that',
      [agent('2')], [call('a', { ...KEPT, waitingSinceMs: NOW - 20_000 })], ['a 2 longest-wait']],
    ['anybody to whom we have called',
      [agent('2')], [call('a', { ...KEPT, dueAtMs: NOW + 1 })], ['a 2 short-of-time']],
    ['of two who talked with the same one last whoever has waited longer; the other is still kept for them', [agent('1'), agent('2')],
      [call('a', KEPT), call('b', { ...KEPT, waitingSinceMs: NOW - 2_000 })], ['b 1 last-agent']],
  ])('%s', (_name, free, waiting, expected) => {
    expect(named(allocate(free, waiting, MOMENT))).toEqual(expected);
  });

  it('is nobody twice, and only who may take the call', () => {
    fc.assert(fc.property(anyAgents, anyCalls, anyMoment, (free, waiting, moment) => {
      const allotments = allocate(free, waiting, moment);
      expect(new Set(allotments.map(({ agentId }) => agentId)).size).toBe(allotments.length);
      expect(new Set(allotments.map(({ callId }) => callId)).size).toBe(allotments.length);
      for (const { callId, agentId } of allotments) {
        const [one, other] = [free.find((it) => it.agentId === agentId), waiting.find((it) => it.callId === callId)];
        expect(one !== undefined && other !== undefined && mayTake(one, other, moment.nowMs)).toBe(true);
      }
    }));
  });

  it('leaves nobody free for whom somebody waits, and passes nobody over for whoever comes behind them', () => {
    fc.assert(fc.property(anyAgents, anyCalls, anyMoment, (free, waiting, moment) => {
      const allotments = allocate(free, waiting, moment);
      const order = orderOfService(waiting, (agentId) => free.some((one) => one.agentId === agentId), moment.nowMs);
      const agentOf = new Map(allotments.map(({ callId, agentId }) => [callId, free.find((it) => it.agentId === agentId)]));
      const idle = free.filter(({ agentId }) => !allotments.some((it) => it.agentId === agentId));
      order.forEach(({ call: waits }, place) => {
        if (agentOf.has(waits.callId)) return;
        expect(idle.some((one) => mayTake(one, waits, moment.nowMs))).toBe(false);
        for (const { call: behind } of order.slice(place + 1)) {
          const taken = agentOf.get(behind.callId);
          expect(taken !== undefined && mayTake(taken, waits, moment.nowMs)).toBe(false);
        }
      });
    }));
  });

  it('does not depend on the order in which anybody is named', () => {
    fc.assert(fc.property(anyAgents, anyCalls, anyMoment, (free, waiting, moment) => {
      expect(allocate([...free].reverse(), [...waiting].reverse(), moment)).toEqual(allocate(free, waiting, moment));
    }));
  });
});
