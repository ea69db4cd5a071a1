import type { Agent } from '@paceline/persistence';
import type { DialDoor, DoorRefusal } from '../dialing/dial-door';
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
  /** Why the door stays shut; null while it opens. */
  refusal: DoorRefusal | null = null;
  readonly refused: string[] = [];
  private readonly door: Pick<DialDoor, 'open'> = {
    open: () => Promise.resolve(this.refusal ?? {
      gateway: null, withdrawn: () => undefined,
      send: ({ channelId }) => { this.called.push(channelId); return Promise.resolve({ ok: true, text: '' }); },
    }),
  };
  readonly legs = new AgentLegs({
    environment: { AGENT_LEG_RETRY_MS: RETRY_MS, ORIGINATE_NOT_AFTER_MS: 10_000, FREESWITCH_AGENT_DOMAIN: 'here', SWITCH_ACCOUNT_CODE: 'ours' },
    clock: { nowMs: () => this.nowMs },
    lease: { isHeld: () => true }, fence: 1n, log: { info: () => undefined },
    dataSource: { manager: { findOneBy: () => this.findAgent() } },
    agents: {
      legCalled: () => Promise.resolve(true), legUp: () => Promise.resolve(), legGone: () => Promise.resolve(),
      legRefused: (_: string, why: string) => { this.refused.push(why); return Promise.resolve(); },
    },
    pool: { setLeg: (_: string, channelId: string | null) => { this.legInPool.push(channelId); return Promise.resolve(); } },
    run: (_: string, work: () => Promise<void>) => { void work(); },
  } as unknown as OwnerContext, this.door, { inTurn: (work) => work(), works: () => undefined }, { up: () => undefined, lost: (agentId) => { this.lost.push(agentId); } });

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

  it.each<DoorRefusal>(['nothing-allowed', 'satellite-number', 'dialing-stopped', 'gateway-full'])('that the door refuses (%s) is not dialed, says why, and is dialed once the rule allows it', async (refusal) => {
    bench.refusal = refusal;
    await bench.legs.ensure(AGENT.id);
    await jest.advanceTimersByTimeAsync(10 * RETRY_MS);
    expect(bench.called).toEqual([]);
    expect(new Set(bench.refused)).toEqual(new Set([refusal]));
    bench.refusal = null;
    await bench.legs.callNow(AGENT.id);
    expect(bench.called).toHaveLength(1);
  });

  it('whose address is none is never dialed', async () => {
    bench.findAgent = () => Promise.resolve({ ...AGENT, legAddress: '1001 is the phone of agent 1 /2' });
    await bench.legs.ensure(AGENT.id);
    expect([bench.called, bench.refused]).toEqual([[], ['no-valid-phone']]);
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
