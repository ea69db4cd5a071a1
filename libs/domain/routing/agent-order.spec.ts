import fc from 'fast-check';
import { firstFor, inOrderFor, placedIn, type Moment } from './agent-order';
import type { FreeAgent } from './free-agent';
import { agent, anyAgents, anyCall, anyMoment, call, mayTake, MOMENT, NOW } from './routing.spec-helper';
import { shortfallOf } from './skills';
import { STRATEGIES, type Strategy } from './strategy';
import type { WaitingCall } from './waiting-call';

const by = (strategy: Strategy): ReturnType<typeof call> => call('a', { routing: { strategy } });
const firstOf = (agents: readonly FreeAgent[], waits: WaitingCall, moment: Moment): FreeAgent | null => firstFor(waits, placedIn(waits.lineId, agents), moment);

describe('which of two agents goes first', () => {
  const persian = { required: [{ skill: 'fa', level: 5 }], relaxation: { everyMs: 10_000, waives: true } };
  it.each<[string, ReturnType<typeof call>, FreeAgent, FreeAgent]>([
    ['longest-idle-agent: whoever is free longer', by('longest-idle-agent'), agent('9', { idleSinceMs: 1, callsToday: 9 }), agent('1', { idleSinceMs: 2 })],
    ['round-robin: whoever had a call of the line longer ago',
      by('round-robin'), agent('9', { serves: { sales: { lastCallAtMs: 1 } } }), agent('1', { idleSinceMs: 0, serves: { sales: { lastCallAtMs: 2 } } })],
    ['round-robin: whoever had none yet', by('round-robin'), agent('9'), agent('1', { idleSinceMs: 0, serves: { sales: { lastCallAtMs: 2 } } })],
    ['round-robin: in its first round by position', by('round-robin'), agent('9'), agent('1', { idleSinceMs: 0, serves: { sales: { position: 2 } } })],
    ['top-down: by position', by('top-down'), agent('9'), agent('1', { idleSinceMs: 0, serves: { sales: { position: 2 } } })],
    ['agent-with-fewest-calls',
      by('agent-with-fewest-calls'), agent('9', { callsToday: 3, talkMsToday: 9_000 }), agent('1', { callsToday: 4, idleSinceMs: 0 })],
    ['agent-with-least-talk-time',
      by('agent-with-least-talk-time'), agent('9', { talkMsToday: 3_000, callsToday: 9 }), agent('1', { talkMsToday: 4_000, idleSinceMs: 0 })],
    ['the lower level in the line, whatever the strategy',
      by('agent-with-fewest-calls'), agent('9', { callsToday: 9 }), agent('1', { serves: { sales: { level: 2 } } })],
    ['whoever serves the campaign that called them in vain, whatever the level', call('a', { calledByLine: 'survey' }),
      agent('9', { serves: { sales: { level: 3 }, survey: {} } }), agent('1', { idleSinceMs: 0 })],
    ['whoever lacks less of what is asked for, before who serves that campaign', call('a', { calledByLine: 'survey', waitingSinceMs: NOW - 20_000, routing: persian }),
      agent('9', { skills: { fa: 5 } }), agent('1', { skills: { fa: 4 }, serves: { sales: {}, survey: {} }, idleSinceMs: 0 })],
    ['the strategy, before who has more of the skill',
      call('a', { routing: persian }), agent('9', { skills: { fa: 5 }, idleSinceMs: 1 }), agent('1', { skills: { fa: 10 }, idleSinceMs: 2 })],
    ['more of the skill, where the strategy tells them not apart',
      call('a', { routing: { ...persian, strategy: 'agent-with-fewest-calls' } }), agent('9', { skills: { fa: 10 } }),
      agent('1', { skills: { fa: 5 }, idleSinceMs: 0 })],
    ['whoever has what was asked for, before who is good enough only since it was relaxed', call('a', { waitingSinceMs: NOW - 20_000, routing: persian }),
      agent('9', { skills: { fa: 5 }, serves: { sales: { level: 3 } } }), agent('1', { skills: { fa: 4 }, idleSinceMs: 0 })],
    ['then whoever lacks less of it',
      call('a', { waitingSinceMs: NOW - 30_000, routing: persian }), agent('9', { skills: { fa: 4 } }), agent('1', { skills: { fa: 3 }, idleSinceMs: 0 })],
    ['for a campaign\'s call whoever serves fewer queues, before the strategy', call('a', { lineId: 'campaign-7' }),
      agent('9', { queuesServed: 1, serves: { 'campaign-7': {} } }), agent('1', { queuesServed: 2, serves: { 'campaign-7': {} }, idleSinceMs: 0 })],
    ['for a campaign\'s call the lower level, however many queues they serve', call('a', { lineId: 'campaign-7' }),
      agent('9', { queuesServed: 2, serves: { 'campaign-7': {} } }), agent('1', { serves: { 'campaign-7': { level: 2 } }, idleSinceMs: 0 })],
    ['for a caller the strategy, however many queues they serve', call('a'), agent('9', { queuesServed: 2, idleSinceMs: 1 }), agent('1', { queuesServed: 1 })],
    ['nobody\'s skill but what is asked for',
      call('a', { routing: { strategy: 'top-down' } }), agent('1', { idleSinceMs: 1 }), agent('2', { skills: { fa: 10 }, idleSinceMs: 2 })],
  ])('%s', (_rule, waits, first, second) => {
    expect(firstOf([second, first], waits, MOMENT)?.agentId).toBe(first.agentId);
    expect(firstOf([first, second], waits, MOMENT)?.agentId).toBe(first.agentId);
  });

  it('is one order of all of them, whatever the strategy', () => {
    fc.assert(fc.property(anyAgents, anyCall, anyMoment, (agents, waits, moment) => {
      const order = inOrderFor(waits, moment);
      const sorted = [...placedIn(waits.lineId, agents.filter((one) => mayTake(one, waits, moment.nowMs)))].sort(order);
      sorted.forEach((one, place) => {
        for (const behind of sorted.slice(place + 1)) expect([order(one, behind) < 0, order(behind, one) > 0]).toEqual([true, true]);
      });
      expect(firstOf(agents, waits, moment)).toBe(sorted[0]?.agent ?? null);
    }));
  });
});

/** By what each strategy is defined: of those who are equal in level and skill, the first has the least of it. */
const LEAST: Readonly<Record<Exclude<Strategy, 'random'>, (one: FreeAgent) => number>> = {
  'longest-idle-agent': ({ idleSinceMs }) => idleSinceMs,
  'round-robin': ({ serves }) => serves.get('sales')?.lastCallAtMs ?? 0,
  'top-down': ({ serves }) => serves.get('sales')?.position ?? 0,
  'agent-with-fewest-calls': ({ callsToday }) => callsToday,
  'agent-with-least-talk-time': ({ talkMsToday }) => talkMsToday,
};

it.each(STRATEGIES.filter((one) => one !== 'random'))('%s: nobody of the same level has less of what it goes by', (strategy) => {
  fc.assert(fc.property(anyAgents, anyMoment, (agents, moment) => {
    const serving = agents.filter(({ serves }) => serves.has('sales'));
    const first = firstOf(agents, by(strategy), moment);
    expect(first === null).toBe(serving.length === 0);
    const level = (one: FreeAgent | null): number => one?.serves.get('sales')?.level ?? 0;
    for (const one of serving) {
      expect(level(first)).toBeLessThanOrEqual(level(one));
      if (first !== null && level(one) === level(first)) expect(LEAST[strategy](first)).toBeLessThanOrEqual(LEAST[strategy](one));
    }
  }));
});

it('round-robin: each in turn, and then again in the same order, however long anybody talks', () => {
  let serving = ['3', '1', '2'].map((agentId) => agent(agentId, { serves: { sales: { position: Number(agentId) } } }));
  const given = Array.from({ length: 9 }, (_, nth) => {
    const first = firstOf(serving, by('round-robin'), MOMENT)?.agentId ?? '';
    const after = agent(first, { idleSinceMs: NOW - nth, serves: { sales: { position: Number(first), lastCallAtMs: nth + 1 } } });
    serving = serving.map((one) => (one.agentId === first ? after : one));
    return first;
  });
  expect(given).toEqual(['1', '2', '3', '1', '2', '3', '1', '2', '3']);
});

it('random: everybody about as often, whatever the seed and the call, and the same for the same', () => {
  const agents = Array.from({ length: 10 }, (_, nth) => agent(String(nth + 1)));
  const draws: readonly ((nth: number) => [string, number])[] = [(nth) => ['a', nth], (nth) => [`call ${nth}`, 7]];
  for (const draw of draws) {
    const counts = new Map<string, number>();
    for (let nth = 0; nth < 2_000; nth++) {
      const [callId, seed] = draw(nth);
      const first = firstOf(agents, call(callId, { routing: { strategy: 'random' } }), { nowMs: NOW, seed })?.agentId ?? '';
      counts.set(first, (counts.get(first) ?? 0) + 1);
    }
    for (const { agentId } of agents) expect(Math.abs((counts.get(agentId) ?? 0) - 200)).toBeLessThan(67); // five standard deviations
  }
});

it('relaxing takes a call from nobody who has what was asked for', () => {
  fc.assert(fc.property(anyAgents, anyCall, anyMoment, (agents, waits, moment) => {
    const skilled = agents.filter((one) => mayTake(one, waits, moment.nowMs) && shortfallOf(one.skills, waits.routing.required) === 0);
    if (skilled.length > 0) expect(firstOf(agents, waits, moment)).toBe(firstOf(skilled, waits, moment));
  }));
});
