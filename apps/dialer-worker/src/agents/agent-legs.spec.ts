import type { PhoneTrouble } from '@paceline/domain/agent/phone-trouble';
import type { ChannelEnded, ChannelEvent } from '@paceline/domain/call/switch-event';
import type { Agent } from '@paceline/persistence';
import type { CommandResult } from '@paceline/telephony/port/switch-port';
import type { DialDoor, DoorRefusal } from '../dialing/dial-door';
import { News, type SaidOfAgents } from '../context/news';
import type { OwnerContext } from '../context/owner-context';
import { LegIndex } from '../calls/leg-index';
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
  readonly troubles: (PhoneTrouble | null)[] = [];
  /** What the agent's row says of the phone: calls in a row that it did not take, and the rule by which it was not called. */
  private row: { readonly calls: number; readonly refusal: string | null } = { calls: 0, refusal: null };
  /** The same, whenever the screens were to be told of it. */
  readonly complaints: Bench['row'][] = [];
  /** What the switch answers to each call's command. */
  result: CommandResult = { ok: true, text: '' };
  private readonly door: Pick<DialDoor, 'open'> = {
    open: () => Promise.resolve(this.refusal ?? {
      gateway: null, withdrawn: () => undefined,
      send: ({ channelId }) => { this.called.push(channelId); return Promise.resolve(this.result); },
    }),
  };
  private readonly news = new News<SaidOfAgents>()
    .on('leg-lost', (agentId) => { this.lost.push(agentId); })
    .on('changed', () => { this.complaints.push(this.row); });
  readonly legs = new AgentLegs({
    environment: { AGENT_LEG_RETRY_MS: RETRY_MS, ORIGINATE_NOT_AFTER_MS: 10_000, FREESWITCH_AGENT_DOMAIN: 'here', SWITCH_ACCOUNT_CODE: 'ours' },
    clock: { nowMs: () => this.nowMs }, switchPort: { up: true },
    lease: { isHeld: () => true }, fence: 1n, log: { info: () => undefined },
    dataSource: { manager: { findOneBy: () => this.findAgent(), findBy: () => Promise.resolve([AGENT]) } },
    agents: {
      legCalled: () => { this.row = { ...this.row, refusal: null }; return Promise.resolve(true); }, legTrouble: (_: string, trouble: PhoneTrouble | null) => { this.troubles.push(trouble); this.row = { ...this.row, calls: trouble?.failures ?? 0 }; return Promise.resolve(); }, legUp: () => Promise.resolve(), legGone: () => Promise.resolve(),
      legRefused: (_: string, why: string) => { this.refused.push(why); this.row = { ...this.row, refusal: why }; return Promise.resolve(); },
    },
    pool: { setLeg: (_: string, channelId: string | null) => { this.legInPool.push(channelId); return Promise.resolve({ ok: false }); } },
    run: (_: string, work: () => Promise<void>) => { void work(); },
  } as unknown as OwnerContext, this.door, { inTurn: (work) => work(), works: () => undefined }, new LegIndex(), this.news);

  /** What the switch says of the newest call. */
  says(event: Pick<ChannelEvent, 'type'> & Partial<Omit<ChannelEnded, 'type'>>): void {
    this.legs.handle({ channelId: this.called.at(-1) ?? '', atMs: this.nowMs, sequence: 1, ...event } as ChannelEvent); // as much of it as legs look at
  }

  /** The newest call ends as nobody took it. */
  fails(cause = 'UNALLOCATED_NUMBER', status = 404): void {
    this.says({ type: 'channel-ended', cause, sip: { status, reason: '' } });
  }

  /** Seconds between the calls while the phone takes none, for so long. */
  async waits(forMs: number): Promise<number[]> {
    const at: number[] = [];
    for (let passedMs = 0, known = this.called.length; passedMs < forMs; passedMs += 100) {
      this.nowMs += 100;
      await jest.advanceTimersByTimeAsync(100);
      if (this.called.length > known) { known = this.called.length; at.push(this.nowMs); this.fails(); }
    }
    return at.map((atMs, index) => (atMs - (at[index - 1] ?? Number.NaN)) / 1_000).slice(1);
  }

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

  it('that is answered by nobody is called less and less often, and says why', async () => {
    await bench.legs.ensure(AGENT.id);
    bench.fails();
    expect(bench.legs.why(AGENT.id)).toEqual({ said: { cause: 'UNALLOCATED_NUMBER', sipStatus: 404, upForMs: null } });
    const waits = await bench.waits(200_000);
    expect(waits).toEqual([0.6, 1.2, 2.4, 4.8, 9.6, 19.2, 38.4, 60, 60]);
    expect(bench.troubles.at(-1)).toMatchObject({ cause: 'UNALLOCATED_NUMBER', sipStatus: 404, upForMs: null, failures: 11, sinceAtMs: 1_000, nextAtMs: (bench.troubles.at(-1)?.failedAtMs ?? 0) + 60_000 });
  });

  it.each<[string, (bench: Bench) => Promise<unknown>, first: number]>([
    ['its agent signs in anew, or serves another line', ({ legs }) => legs.callAfresh(AGENT.id), 0.3],
    ['its agent is available again', ({ legs }) => legs.callNow(AGENT.id), 9.6],
  ])('is called at once when %s', async (_what, happens, first) => {
    await bench.legs.ensure(AGENT.id);
    bench.fails();
    await bench.waits(4_500); // five calls
    const before = bench.called.length;
    await happens(bench);
    expect(bench.called).toHaveLength(before + 1);
    bench.fails();
    // What it did before is forgotten only by the first.
    expect((bench.troubles.at(-1)?.nextAtMs ?? 0) - bench.nowMs).toBe(first * 1_000);
  });

  it.each<[string, () => void, calls: number]>([
    ['was not there', () => { bench.fails('USER_NOT_REGISTERED', 0); }, 2],
    ['answered that it does not know the number', () => { bench.fails(); }, 1],
    ['rang', () => { bench.says({ type: 'channel-ringing' }); bench.fails('NO_ANSWER', 0); }, 1],
  ])('whose phone %s is called when that registers only if it helps', async (_what, end, calls) => {
    await bench.legs.ensure(AGENT.id);
    end();
    bench.legs.phoneIsBack('1001');
    await jest.advanceTimersByTimeAsync(0);
    expect(bench.called).toHaveLength(calls);
  });

  it('tells the screens whenever its row says something else of it, and not before', async () => {
    bench.refusal = 'dialing-stopped';
    await bench.legs.ensure(AGENT.id);
    bench.refusal = null;
    await bench.legs.callNow(AGENT.id);
    bench.fails();
    await jest.advanceTimersByTimeAsync(RETRY_MS);
    bench.fails();
    await jest.advanceTimersByTimeAsync(0);
    await bench.legs.callAfresh(AGENT.id);
    await jest.advanceTimersByTimeAsync(0);
    expect(bench.complaints).toEqual([
      { calls: 0, refusal: 'dialing-stopped' }, { calls: 0, refusal: null }, { calls: 1, refusal: null }, { calls: 2, refusal: null }, { calls: 0, refusal: null },
    ]);
  });

  it('that answers and hangs up again and again is called less and less often too', async () => {
    await bench.up();
    const waits: number[] = [];
    for (let round = 0; round < 4; round++) {
      bench.nowMs += 2_000;
      bench.says({ type: 'channel-ended', cause: 'NORMAL_CLEARING', sip: { status: 0, reason: '' } });
      waits.push((bench.troubles.at(-1)?.nextAtMs ?? 0) - bench.nowMs);
      expect(bench.legs.why(AGENT.id)).toEqual({ said: { cause: 'NORMAL_CLEARING', sipStatus: expect.any(Number) as number, upForMs: expect.any(Number) as number } });
      await jest.advanceTimersByTimeAsync(waits.at(-1) ?? 0);
      bench.says({ type: 'channel-answered' });
      expect(bench.legs.why(AGENT.id)).toBeNull();
    }
    expect(waits).toEqual([300, 600, 1_200, 2_400]);
    bench.nowMs += 60_000;
    bench.says({ type: 'channel-ended', cause: 'MEDIA_TIMEOUT', sip: { status: 0, reason: '' } });
    await jest.advanceTimersByTimeAsync(RETRY_MS);
    expect([bench.called.length, bench.legs.why(AGENT.id)]).toEqual([6, null]);
  });

  it('that the switch refuses says what it said, and once its channel was there, what came of that', async () => {
    bench.result = { ok: false, kind: 'refused', text: '-ERR USER_NOT_REGISTERED' };
    await bench.legs.ensure(AGENT.id);
    expect(bench.troubles).toEqual([expect.objectContaining({ cause: 'USER_NOT_REGISTERED', sipStatus: 0, failures: 1 })]);
    // The command's result may come before the channel's own end, which tells more.
    bench.result = { ok: false, kind: 'refused', text: '-ERR UNALLOCATED_NUMBER' };
    const dialed = bench.legs.callNow(AGENT.id);
    for (let turn = 0; turn < 20 && bench.called.length < 2; turn++) await Promise.resolve();
    bench.says({ type: 'channel-created' });
    await dialed;
    bench.fails();
    expect(bench.troubles.at(-1)).toMatchObject({ cause: 'UNALLOCATED_NUMBER', sipStatus: 404, failures: 2 });
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
