import fc from 'fast-check';
import { callersOf } from './callers-of';
import type { AgentSeen, Keep } from './guard';

const KEEP: Keep = { line: 'queue-1', queue: 'Support', kept: 2, untilMs: 1, callsForecast: 3.4, goal: 0.8, waiting: 0, callsPerSec: 0.1 };
const ORDERS: Keep = { ...KEEP, line: 'queue-2', queue: 'Orders', kept: 3 };
const told = (keeps: readonly Keep[], of: readonly AgentSeen[], campaign = 'campaign-1'): ReturnType<typeof callersOf> => callersOf(campaign, keeps, of);

function agents(count: number, state: AgentSeen['state'] = 'idle', campaign: string | null = 'campaign-1', queues: readonly string[] = ['queue-1']): AgentSeen[] {
  return Array.from({ length: count }, (_, index) => ({ state, forMs: 60_000 + index, queues, campaign }));
}

it.each<[string, Partial<Keep>, AgentSeen[], kept: number, owed: number, perSec: number]>([
  ['its own agents serve the queue', {}, agents(5), 2, 0, 0.1],
  ['too few of them are idle', {}, [...agents(1), ...agents(4, 'talking')], 1, 1, 0.1],
  ['somebody waits', { waiting: 1 }, agents(5, 'talking'), 0, 3, 0.1],
  ['others are idle for the queue', {}, [...agents(5), ...agents(1, 'idle', null)], 1, 0, 0.1 * 5 / 6],
  ['half of the queue\'s agents are its own', {}, [...agents(4, 'talking'), ...agents(4, 'talking', null)], 0, 2, 0.05],
  ['half of the queue\'s agents are another campaign\'s', { kept: 4 }, [...agents(4, 'talking'), ...agents(4, 'talking', 'campaign-2')], 0, 2, 0.05],
  ['its agents serve no queue', {}, agents(5, 'idle', 'campaign-1', []), 0, 0, 0],
  ['none of the queue\'s agents is its own', {}, [...agents(5), ...agents(5, 'idle', 'campaign-2')].slice(5), 0, 0, 0],
])('a campaign is told how many are kept, owed and called for when %s', (_what, changes, of, kept, owed, perSec) => {
  expect(told([{ ...KEEP, ...changes }], of)).toMatchObject({ kept, owed, perSec: expect.closeTo(perSec, 9) as number });
});

it('the queue for which most are kept is named, and no agent is kept twice', () => {
  const shared = agents(4, 'idle', 'campaign-1', ['queue-1', 'queue-2']);
  expect(told([KEEP, ORDERS], shared)).toMatchObject({ kept: 3, owed: 0, keptFor: { queue: 'Orders', kept: 3, waiting: 0, untilMs: 1, callsForecast: 3 } });
  expect(told([KEEP, ORDERS], [...agents(4), ...agents(4, 'idle', 'campaign-1', ['queue-2'])]).kept).toBe(5);
  const busier = { ...ORDERS, kept: 2, callsPerSec: 0.2 };
  for (const keeps of [[KEEP, busier], [busier, KEEP]]) expect(told(keeps, shared).keptFor?.queue).toBe('Orders');
  expect(told([{ ...KEEP, kept: 0 }], shared).keptFor).toBeUndefined();
});

it('campaigns that share a queue\'s agents leave as many alone together as it needs, whoever looks', () => {
  const queues: readonly string[][] = [['queue-1'], ['queue-2'], ['queue-1', 'queue-2'], []];
  const anAgent = fc.record({
    state: fc.constantFrom<AgentSeen['state']>('idle', 'idle', 'talking', 'wrapping', 'reserved'), forMs: fc.nat(600_000),
    queues: fc.constantFrom(...queues), campaign: fc.constantFrom('campaign-1', 'campaign-2', null),
  });
  fc.assert(fc.property(fc.array(anAgent, { maxLength: 30 }), fc.nat(8), fc.nat(8), fc.nat(5), (of, one, other, waiting) => {
    const keeps = [{ ...KEEP, kept: one, waiting }, { ...ORDERS, kept: other }];
    const [first, second] = [told(keeps, of), told(keeps, of, 'campaign-2')];
    const idleOf = (line: string): number => of.filter(({ state, queues }) => state === 'idle' && queues.includes(line)).length;
    const idle = of.filter(({ state, queues }) => state === 'idle' && queues.length > 0);
    const alone = idle.filter(({ campaign }) => campaign === null).length;
    // Enough for each queue, nobody who is not needed, and nobody of another campaign.
    expect(first.kept + second.kept + alone).toBeGreaterThanOrEqual(Math.max(Math.min(one, idleOf('queue-1')), Math.min(other, idleOf('queue-2'))));
    expect(first.kept + second.kept).toBeLessThanOrEqual(one + other);
    expect(first.kept).toBeLessThanOrEqual(idle.filter(({ campaign }) => campaign === 'campaign-1').length);
    expect(first.perSec + second.perSec).toBeLessThanOrEqual(0.2 + 1e-9);
  }));
});
