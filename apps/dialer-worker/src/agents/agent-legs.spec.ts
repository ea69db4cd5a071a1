import type { Agent } from '@paceline/persistence';
import type { OwnerContext } from '../owner/owner-context';
import { AgentLegs } from './agent-legs';

const AGENT = { id: '1', status: 'available', legMode: 'connected', legKind: 'extension', legAddress: '1001', legGateway: null, legWebrtc: false } as unknown as Agent; // what a leg is called by
const RETRY_MS = 300;

/** An owner as far as legs need one; everything is answered at once. */
class Bench {
  nowMs = 1_000;
  readonly called: string[] = [];
  readonly legInPool: (string | null)[] = [];
  findAgent = (): Promise<Agent | null> => Promise.resolve(AGENT);
  readonly lost: string[] = [];
  readonly legs = new AgentLegs({
    environment: { AGENT_LEG_RETRY_MS: RETRY_MS, FREESWITCH_AGENT_DOMAIN: 'here', SWITCH_ACCOUNT_CODE: 'ours' },
    clock: { nowMs: () => this.nowMs },
    lease: { isHeld: () => true }, fence: 1n, log: { info: () => undefined },
    dataSource: { manager: { findOneBy: () => this.findAgent() } },
    agents: { legCalled: () => Promise.resolve(true), legGone: () => Promise.resolve() },
    pool: { setLeg: (_: string, channelId: string | null) => { this.legInPool.push(channelId); return Promise.resolve(); } },
    switchPort: { originate: ({ channelId }: { channelId: string }) => { this.called.push(channelId); return Promise.resolve({ ok: true, text: '' }); } },
    run: (_: string, work: () => Promise<void>) => { void work(); },
  } as unknown as OwnerContext, { up: () => undefined, lost: (agentId) => { this.lost.push(agentId); } });

  /** Called, and answered. */
  async up(): Promise<string> {
    await this.legs.ensure(AGENT.id);
    const channelId = this.called.at(-1) ?? '';
    this.legs.handle({ type: 'channel-answered', channelId, atMs: this.nowMs, sequence: 1 });
    return channelId;
  }
}

describe('an agent\'s leg', () => {
  let bench: Bench;
  beforeEach(() => {
    jest.useFakeTimers();
    bench = new Bench();
  });
  afterEach(() => {
    bench.legs.stop();
    jest.useRealTimers();
  });

  it('that came up while the switch was being asked what it has is not missing', async () => {
    const channelId = await bench.up();
    bench.legs.missing(AGENT.id, channelId, bench.nowMs - 1);
    expect([bench.legs.channelOf(AGENT.id), bench.lost]).toEqual([channelId, []]);
  });

  it('that was up before the switch was asked, and is not there, is called again', async () => {
    const channelId = await bench.up();
    bench.legs.missing(AGENT.id, channelId, bench.nowMs + 1);
    expect([bench.legs.channelOf(AGENT.id), bench.lost, bench.legInPool]).toEqual([null, ['1'], [channelId, null]]);
    await jest.advanceTimersByTimeAsync(RETRY_MS);
    expect(bench.called).toHaveLength(2);
  });

  it('is called as soon as the database tells how', async () => {
    bench.findAgent = () => Promise.reject(new Error('away'));
    await expect(bench.legs.ensure(AGENT.id)).rejects.toThrow('away');
    expect(bench.called).toEqual([]);
    bench.findAgent = () => Promise.resolve(AGENT);
    await jest.advanceTimersByTimeAsync(RETRY_MS);
    expect(bench.called).toHaveLength(1);
  });

  it('that is to be called again later is not called before, unless its agent asks', async () => {
    const channelId = await bench.up();
    bench.legs.handle({ type: 'channel-destroyed', channelId, atMs: bench.nowMs, sequence: 2 });
    await bench.legs.ensure(AGENT.id);
    expect(bench.called).toHaveLength(1);
    await bench.legs.callNow(AGENT.id);
    await jest.advanceTimersByTimeAsync(RETRY_MS);
    expect(bench.called).toHaveLength(2);
  });
});
