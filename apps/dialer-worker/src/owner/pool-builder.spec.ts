import type { RestoredAgent } from '@paceline/agent-pool';
import { Agent, Call } from '@paceline/persistence';
import { FakeRows } from '@paceline/testing/fake-rows';
import { aCall, aCaller } from '../calls/call.spec-helper';
import { CallRegistry } from '../calls/call-registry';
import type { LiveCall } from '../calls/live-call';
import { NOW_MS, OwnerBench, useTestTime } from '../context/owner.spec-helper';
import { aCallRow, anAgent, aPoolAgent } from '../context/rows.spec-helper';
import { PoolBuilder } from './pool-builder';

const PROMISED = { agentId: '7', token: 't', legChannelId: 'leg' };

class Bench extends OwnerBench {
  readonly registry = new CallRegistry();
  readonly restored: (readonly RestoredAgent[])[] = [];
  isOurs = true;
  readonly builder: PoolBuilder;

  constructor(rows: FakeRows) {
    super({
      environment: { SWITCH_ID: 'main' }, dataSource: rows.dataSource,
      pool: { clear: async () => ({ ok: this.isOurs }), restore: async (agents: readonly RestoredAgent[]) => { this.restored.push(agents); } },
    });
    this.builder = new PoolBuilder(this.owner, { caughtUp: () => Promise.resolve() }, this.registry, { channelOf: (agentId) => `leg-${agentId}` }, { lines: async ({ id }) => [`campaign-of-${id}`] });
  }
}

const wrapping = (columns: Partial<Call> = {}): Call => aCallRow({ state: 'ended', agentId: '7', endedAt: new Date(NOW_MS - 5_000), wrapUpUntil: new Date(NOW_MS + 15_000), ...columns });
const inState = (state: LiveCall['state'], changes: Partial<Omit<LiveCall, 'state'>>): LiveCall => Object.assign(aCall({ ringTimeoutSec: 25 }, state), changes);

describe('the agent pool, built from what is known', () => {
  useTestTime();

  it('holds who is signed in on this switch, each with their lines and leg', async () => {
    const rows = new FakeRows().has(Agent, anAgent(), anAgent({ id: '8', status: 'break', statusReason: 'lunch', legMode: 'on-demand' }), anAgent({ id: '9', status: 'offline' }), anAgent({ id: '10', switchId: 'other' }));
    const bench = new Bench(rows);
    bench.owner.known.seen('old', aPoolAgent({ agentId: 'old' }));
    await bench.builder.rebuild();
    expect(bench.owner.known.free()).toEqual([]); // what was known is of the pool before
    expect(bench.restored).toEqual([[
      { agentId: '7', lines: ['campaign-of-7'], status: 'available', statusReason: null, legMode: 'connected', legChannelId: 'leg-7', state: 'idle' },
      { agentId: '8', lines: ['campaign-of-8'], status: 'break', statusReason: 'lunch', legMode: 'on-demand', legChannelId: 'leg-8', state: 'idle' },
    ]]);
  });

  it.each<[string, LiveCall | null, Call | null, object]>([
    ['talks', inState('talking', { agent: PROMISED }), null, { state: 'talking', callId: 'a', token: 't' }],
    ['is promised to a call', inState('connecting', { agent: PROMISED }), null, { state: 'reserved', callId: 'a', token: 't', leaseMs: 5_000 }],
    ['looks at a contact, for as long as that may take', inState('planned', { viewer: { agentId: '7', token: 'v' } }), null, { state: 'reserved', callId: 'a', token: 'v', leaseMs: 130_000 }],
    ['has a phone that rings for a caller, for as long as that may take', Object.assign(aCaller('waiting'), { rung: { agentId: '7', token: 'r', legChannelId: 'ring' } }), null, { state: 'reserved', callId: 'caller', token: 'r', leaseMs: 36_000 }],
    ['had looked at a contact who hears the message now', inState('waiting', { viewer: { agentId: '7', token: 'v' }, safeHarbour: true }), null, { state: 'idle' }],
    ['wraps up a call of which nothing is said yet', null, wrapping(), { state: 'wrap-up', callId: 'a', wrapUpMs: 15_000 }],
    ['had time to wrap up until now', null, wrapping({ wrapUpUntil: new Date(NOW_MS - 1) }), { state: 'wrap-up', wrapUpMs: 1 }],
    ['has said what came of it', null, wrapping({ settledAt: new Date(NOW_MS) }), { state: 'idle' }],
    ['talks again, with a word missing of the call before', inState('talking', { agent: PROMISED }), wrapping({ id: 'before' }), { state: 'talking', callId: 'a' }],
    ['has a call that ended without a talk', null, wrapping({ wrapUpUntil: null }), { state: 'idle' }],
    ['is not in somebody else\'s call', Object.assign(aCaller('talking'), { agent: { ...PROMISED, agentId: '8' } }), null, { state: 'idle' }],
  ])('knows who %s', async (_what, call, row, expected) => {
    const bench = new Bench(new FakeRows().has(Agent, anAgent()).has(Call, ...row === null ? [] : [row]));
    if (call !== null) bench.registry.add(call);
    await bench.builder.rebuild();
    expect(bench.restored[0]?.[0]).toMatchObject(expected);
  });

  it('takes the newest of an agent\'s calls that nobody has said anything of', async () => {
    const rows = new FakeRows().has(Agent, anAgent()).has(Call, wrapping({ id: 'old', endedAt: new Date(NOW_MS - 60_000) }), wrapping({ id: 'new' }), wrapping({ id: 'older', endedAt: new Date(NOW_MS - 90_000) }));
    const bench = new Bench(rows);
    await bench.builder.rebuild();
    expect(bench.restored[0]?.[0]).toMatchObject({ callId: 'new' });
  });

  it('is left to a newer owner who has built it', async () => {
    const bench = new Bench(new FakeRows().has(Agent, anAgent()));
    bench.isOurs = false;
    await expect(bench.builder.rebuild()).rejects.toThrow('newer owner');
    expect(bench.restored).toEqual([]);
  });
});
