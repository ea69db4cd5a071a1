import fc from 'fast-check';
import { allocate, hasWaitedTooLong, orderOfService, type Allotment, type FreeAgent, type WaitingCall } from './allocate';

const NOW = 100_000;
const agent = (agentId: string, changes: Partial<Omit<FreeAgent, 'serves'>> & { serves?: Record<string, number> } = {}): FreeAgent => ({
  agentId, skills: new Set(), idleSinceMs: NOW - 10_000, ...changes, serves: new Map(Object.entries(changes.serves ?? { sales: 1 })),
});
const call = (callId: string, changes: Partial<WaitingCall> = {}): WaitingCall => ({
  callId, lineId: 'sales', needs: [], priority: 0, waitingSinceMs: NOW - 1_000, dueAtMs: null, longestWaitMs: null, lostItsAgent: false, ...changes,
});
const named = (allotments: readonly Allotment[]): string[] => allotments.map(({ callId, agentId, turn }) => `${callId} ${agentId} ${turn}`);

describe('who is promised to whom', () => {
  it.each<[string, FreeAgent[], WaitingCall[], string[]]>([
    ['nobody, when nobody is free', [], [call('a')], []],
    ['nobody, when nobody waits', [agent('1')], [], []],
    ['the agent who is idle longest', [agent('1'), agent('2', { idleSinceMs: NOW - 20_000 })], [call('a')], ['a 2 longest-wait']],
    ['of two idle as long always the same one', [agent('2'), agent('1')], [call('a')], ['a 1 longest-wait']],
    ['who serves the line first, before who is idle longer', [agent('1', { idleSinceMs: 0, serves: { sales: 2 } }), agent('2')], [call('a')], ['a 2 longest-wait']],
    ['nobody of another line', [agent('1', { serves: { support: 1 } })], [call('a')], []],
    ['nobody without what it needs', [agent('1', { skills: new Set(['fa']) }), agent('2', { skills: new Set(['fa', 'ar']) })], [call('a', { needs: ['ar'] })], ['a 2 longest-wait']],
    ['whoever waits longest', [agent('1')], [call('a'), call('b', { waitingSinceMs: NOW - 2_000 })], ['b 1 longest-wait']],
    ['a caller of higher priority', [agent('1')], [call('a', { waitingSinceMs: 0 }), call('b', { priority: 1 })], ['b 1 longest-wait']],
    ['whom we have called, with a second left, before a caller with a minute', [agent('1')],
      [call('caller', { waitingSinceMs: NOW - 30_000, longestWaitMs: 90_000, priority: 9 }), call('called', { dueAtMs: NOW + 1_000 })], ['called 1 short-of-time']],
    ['the one with less time left', [agent('1')], [call('a', { dueAtMs: NOW + 2_000, waitingSinceMs: 0 }), call('b', { dueAtMs: NOW + 1_000 })], ['b 1 short-of-time']],
    ['a caller whose queue lets nobody wait so long, before whom we have called', [agent('1')],
      [call('caller', { waitingSinceMs: NOW - 90_001, longestWaitMs: 90_000 }), call('called', { dueAtMs: NOW + 1_000 })], ['caller 1 waited-too-long']],
    ['who lost their agent, before all', [agent('1')],
      [call('caller', { waitingSinceMs: 0, longestWaitMs: 1 }), call('lost', { lostItsAgent: true }), call('called', { dueAtMs: NOW + 1 })], ['lost 1 lost-its-agent']],
    ['the next one, when there is nobody for the first', [agent('1', { serves: { support: 1 } })], [call('a', { lostItsAgent: true }), call('b', { lineId: 'support' })], ['b 1 longest-wait']],
    ['each their own', [agent('1'), agent('2', { serves: { support: 1 } })], [call('a'), call('b', { lineId: 'support' }), call('c')], ['a 1 longest-wait', 'b 2 longest-wait']],
  ])('%s', (_name, free, waiting, expected) => {
    expect(named(allocate(free, waiting, NOW))).toEqual(expected);
  });

  const lines = ['sales', 'support', 'survey'] as const;
  const anyAgents = fc.uniqueArray(fc.record({
    agentId: fc.integer({ min: 1, max: 30 }).map(String), serves: fc.dictionary(fc.constantFrom(...lines), fc.integer({ min: 1, max: 3 }), { noNullPrototype: true }),
    skills: fc.subarray(['fa', 'ar']), idleSinceMs: fc.integer({ min: 0, max: NOW }),
  }), { selector: ({ agentId }) => agentId, maxLength: 12 }).map((agents) => agents.map(({ serves, skills, ...one }): FreeAgent => ({ ...one, serves: new Map(Object.entries(serves)), skills: new Set(skills) })));
  const anyCalls = fc.uniqueArray(fc.record({
    callId: fc.integer({ min: 1, max: 60 }).map((n) => `c${n}`), lineId: fc.constantFrom(...lines), needs: fc.subarray(['fa', 'ar']), priority: fc.integer({ min: 0, max: 2 }),
    waitingSinceMs: fc.integer({ min: 0, max: NOW }), dueAtMs: fc.option(fc.integer({ min: NOW - 1_000, max: NOW + 2_000 })),
    longestWaitMs: fc.option(fc.integer({ min: 1, max: NOW })), lostItsAgent: fc.boolean(),
  }), { selector: ({ callId }) => callId, maxLength: 20 });
  const serves = (one: FreeAgent, { lineId, needs }: WaitingCall): boolean => one.serves.has(lineId) && needs.every((skill) => one.skills.has(skill));

  it('is nobody twice, and only who serves the line and has what is needed', () => {
    fc.assert(fc.property(anyAgents, anyCalls, (free, waiting) => {
      const allotments = allocate(free, waiting, NOW);
      expect(new Set(allotments.map(({ agentId }) => agentId)).size).toBe(allotments.length);
      expect(new Set(allotments.map(({ callId }) => callId)).size).toBe(allotments.length);
      for (const { callId, agentId } of allotments) {
        const [one, other] = [free.find((it) => it.agentId === agentId), waiting.find((it) => it.callId === callId)];
        expect(one !== undefined && other !== undefined && serves(one, other)).toBe(true);
      }
    }));
  });

  it('leaves nobody free for whom somebody waits, and passes nobody over for whoever comes behind them', () => {
    fc.assert(fc.property(anyAgents, anyCalls, (free, waiting) => {
      const allotments = allocate(free, waiting, NOW);
      const order = orderOfService(waiting, NOW);
      const agentOf = new Map(allotments.map(({ callId, agentId }) => [callId, free.find((it) => it.agentId === agentId)]));
      const idle = free.filter(({ agentId }) => !allotments.some((it) => it.agentId === agentId));
      order.forEach((waits, place) => {
        if (agentOf.has(waits.callId)) return;
        expect(idle.some((one) => serves(one, waits))).toBe(false);
        for (const behind of order.slice(place + 1)) {
          const taken = agentOf.get(behind.callId);
          expect(taken !== undefined && serves(taken, waits)).toBe(false);
        }
      });
    }));
  });

  it('does not depend on the order in which anybody is named', () => {
    fc.assert(fc.property(anyAgents, anyCalls, (free, waiting) => {
      expect(allocate([...free].reverse(), [...waiting].reverse(), NOW)).toEqual(allocate(free, waiting, NOW));
    }));
  });

  it('serves the longest wait first where nothing else tells two callers apart', () => {
    fc.assert(fc.property(anyCalls, (calls) => {
      const equal = calls.map((one) => ({ ...one, lineId: 'sales', needs: [], priority: 1, dueAtMs: null, longestWaitMs: null, lostItsAgent: false }));
      const served = orderOfService(equal, NOW).map(({ waitingSinceMs }) => waitingSinceMs);
      expect(served).toEqual([...served].sort((a, b) => a - b));
    }));
  });
});

describe('every wait is bounded', () => {
  /** More people answer than there are agents, for ever; a caller of the lowest priority comes in. */
  it.each([[1, 1_000], [2, 30_000], [3, 5_000]])('a caller behind whom %d people answer each second is served when %d ms have passed', (answersPerSec, longestWaitMs) => {
    let waiting: WaitingCall[] = [call('caller', { waitingSinceMs: 0, longestWaitMs, priority: 0 })];
    for (let nowMs = 0; nowMs <= longestWaitMs + 1_000; nowMs += 1_000) {
      waiting = waiting.filter(({ dueAtMs }) => dueAtMs === null || dueAtMs >= nowMs);
      for (let one = 0; one < answersPerSec; one++) waiting.push(call(`answered ${nowMs} ${one}`, { waitingSinceMs: nowMs, dueAtMs: nowMs + 2_000 }));
      const [served] = allocate([agent('1', { idleSinceMs: nowMs })], waiting, nowMs);
      if (served?.callId === 'caller') { expect(nowMs).toBeGreaterThan(longestWaitMs); return; }
      waiting = waiting.filter(({ callId }) => callId !== served?.callId);
    }
    throw new Error('never served');
  });

  it('however many wait and of whatever kind: those ahead of a caller who has waited too long are those who lost their agent, or have waited longer', () => {
    fc.assert(fc.property(fc.array(fc.record({
      waitingSinceMs: fc.integer({ min: 0, max: NOW }), longestWaitMs: fc.option(fc.integer({ min: 1, max: NOW })), priority: fc.integer({ min: 0, max: 9 }),
      dueAtMs: fc.option(fc.integer({ min: NOW, max: NOW + 2_000 })), lostItsAgent: fc.boolean(),
    })), (kinds) => {
      const order = orderOfService(kinds.map((kind, index) => call(`c${index}`, kind)), NOW);
      order.forEach((one, place) => {
        if (one.lostItsAgent || !hasWaitedTooLong(one, NOW)) return;
        for (const ahead of order.slice(0, place)) expect(ahead.lostItsAgent || (hasWaitedTooLong(ahead, NOW) && ahead.waitingSinceMs <= one.waitingSinceMs)).toBe(true);
      });
    }));
  });
});
