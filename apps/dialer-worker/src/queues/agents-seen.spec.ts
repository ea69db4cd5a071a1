import type { PoolAgent } from '@paceline/agent-pool';
import { CallRegistry } from '../calls/call-registry';
import { aCaller } from '../calls/call.spec-helper';
import { NOW_MS } from '../context/owner.spec-helper';
import { aPoolAgent } from '../context/rows.spec-helper';
import { agentsSeen } from './agents-seen';

const LINES = ['campaign-1', 'campaign-2', 'queue-1', 'queue-2'];
const seen = (agents: readonly PoolAgent[], dialing: readonly string[] = ['campaign-1'], registry = new CallRegistry()) =>
  agentsSeen({ builtAtMs: 0, takenAtMs: NOW_MS, agents }, { registry, nowMs: NOW_MS, dialing, serves: (_agentId, line) => line.startsWith('queue-') && line !== 'queue-9' });
const agent = (changes: Partial<PoolAgent> = {}): PoolAgent => aPoolAgent({ lines: LINES, idleSinceAtMs: NOW_MS - 5_000, stateSinceAtMs: NOW_MS - 9_000, ...changes });

it.each<[string, Partial<PoolAgent>, object | null]>([
  ['idle since their last call', {}, { state: 'idle', forMs: 5_000, queues: ['queue-1', 'queue-2'], campaign: 'campaign-1' }],
  ['idle without a phone', { reservable: false }, null],
  ['promised', { state: 'reserved', reservable: false }, { state: 'reserved', forMs: 9_000 }],
  ['in a talk that nobody knows of yet', { state: 'talking', callId: 'unknown' }, { state: 'talking', forMs: 9_000 }],
  ['in wrap-up', { state: 'wrap-up' }, { state: 'wrapping', forMs: 9_000 }],
  ['about to go on a break', { state: 'talking', status: 'break' }, null],
  ['about to leave', { state: 'talking', signedOut: true }, null],
  ['rung for each call: no campaign dials for them', { legMode: 'on-demand' }, { state: 'idle', campaign: null }],
  ['of queues alone', { lines: ['queue-1'] }, { queues: ['queue-1'], campaign: null }],
  ['of a campaign that dials nobody now', { lines: ['campaign-2', 'queue-1'] }, { campaign: null }],
  ['of no queue', { lines: ['campaign-1'] }, null],
  ['without the skill that their queue asks for', { lines: ['campaign-1', 'queue-9'] }, null],
])('an agent who is %s', (_what, changes, expected) => {
  expect(seen([agent(changes)])).toEqual(expected === null ? [] : [expect.objectContaining(expected)]);
});

it('a talk\'s age is the call\'s own', () => {
  const registry = new CallRegistry();
  registry.add(Object.assign(aCaller('talking', { callId: 'a' }), { talkingSinceMs: NOW_MS - 60_000 }));
  expect(seen([agent({ state: 'talking', callId: 'a' })], ['campaign-1'], registry)).toMatchObject([{ forMs: 60_000 }]);
});

it('each is one campaign\'s, of those that dial, as its pacer counts them', () => {
  const agents = Array.from({ length: 100 }, (_, at) => agent({ agentId: String(at), idleSinceAtMs: NOW_MS - at }));
  const campaigns = seen(agents, ['campaign-1', 'campaign-2']).map(({ campaign }) => campaign);
  expect(new Set(campaigns)).toEqual(new Set(['campaign-1', 'campaign-2']));
  expect(Math.abs(campaigns.filter((one) => one === 'campaign-1').length - 50)).toBeLessThan(25);
});
