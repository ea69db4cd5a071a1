import type { Reservation } from '@paceline/agent-pool';
import type { ChannelEvent } from '@paceline/domain/call/switch-event';
import { Agent } from '@paceline/persistence';
import { FakeRows } from '@paceline/testing/fake-rows';
import { aChannel, channelEvent } from '@paceline/testing/fake-switch';
import { News, type SaidOfAgents } from '../context/news';
import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { anAgent, aPoolAgent } from '../context/rows.spec-helper';
import type { DoorRefusal } from '../dialing/dial-door';
import { aCaller } from './call.spec-helper';
import { CallRegistry } from './call-registry';
import type { LiveCall } from './live-call';
import { OnDemandPhones } from './on-demand-phones';
import { ringLeaseMs } from './rung-phone';

const RING_SEC = 20;
const PROMISE: Reservation = { agentId: '7', callId: 'caller', token: 't', legChannelId: null, agent: aPoolAgent({ state: 'reserved', legMode: 'on-demand', legChannelId: null }) };

class Bench extends OwnerBench {
  readonly did: string[];
  readonly registry = new CallRegistry();
  refusal: DoorRefusal | null = null;
  begins = true;
  /** What the earlier owner has left open. */
  open: { channelId: string; agentId: string; callId: string; gateway: null; hasTalked: boolean }[] = [];
  /** Whether the caller is still there when the agent answers. */
  connects = true;
  readonly phones: OnDemandPhones;
  readonly call: LiveCall;

  constructor(row: Partial<Agent> = {}) {
    const did: string[] = [];
    super({
      environment: { AGENT_RING_SEC: RING_SEC, RESERVATION_LEASE_MS: 5_000 }, dataSource: new FakeRows().has(Agent, anAgent({ legMode: 'on-demand', ...row })).dataSource,
      pool: { release: async (agentId: string, token: string) => { did.push(`release ${agentId} ${token}`); return { ok: true, agent: aPoolAgent() }; } },
    });
    this.did = did;
    this.phones = new OnDemandPhones(this.owner, {
      rows: {
        beginForCallback: () => Promise.resolve(true),
        begin: async ({ agentId, callId }) => { did.push(`write that ${agentId} is rung for ${callId}`); return this.begins; }, answered: async () => { did.push('write the answer'); },
        end: async (_leg, how) => { did.push(`write ${how}`); }, openBefore: async () => this.open,
      },
      registry: this.registry, gateways: { inTurn: async (claim) => await claim(), works: () => undefined }, journal: { note: () => undefined },
      door: { open: async ({ endpoint }) => this.refusal ?? { gateway: null, withdrawn: () => undefined, send: (request) => this.switchPort.originate({ ...request, endpoint }) } },
      agents: new News<SaidOfAgents>().on('ring-ended', (agentId, how) => { did.push(`${agentId}: ${how}`); }).on('leg-lost', (agentId) => { did.push(`the leg of ${agentId} is lost`); }),
      staysAlone: () => Promise.resolve(false),
      connect: (call, { agentId, token, legChannelId }) => {
        did.push('connect');
        if (this.connects && legChannelId !== null && call.move('connecting')) call.agent = { agentId, token, legChannelId };
      },
      offer: async (call) => { did.push(`offer ${call.callId}`); return false; },
    });
    this.call = Object.assign(aCaller(), { waitingSinceMs: NOW_MS });
    this.registry.add(this.call);
  }

  async rings(): Promise<void> {
    this.phones.ring(this.call, PROMISE, 'longest-wait');
    await pass();
  }

  get leg(): string {
    return this.switchPort.originated[0]?.channelId ?? '';
  }

  async happens(...events: readonly ChannelEvent[]): Promise<void> {
    for (const event of events) this.phones.handle({ ...event, channelId: this.leg });
    await pass();
  }

  async talks(): Promise<void> {
    await this.rings();
    await this.happens(channelEvent('channel-answered'), channelEvent('channel-parked'));
    this.call.move('talking');
    this.did.length = 0;
  }

  /** What the switch was told beside the ringing itself. */
  get told(): string[] {
    return this.switchPort.told.filter((order) => !order.startsWith('originate')).map((order) => this.leg === '' ? order : order.replace(this.leg, 'leg'));
  }
}

const ended = (cause: string, status = 0): ChannelEvent => channelEvent('channel-ended', { cause, sip: { status, reason: '' } });
const PARKED = channelEvent('channel-parked');

describe('the phone of an on-demand agent', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });
  afterEach(() => {
    bench.call.cancelAll();
    expect(bench.failed).toEqual([]);
  });

  it('rings for a caller who waits on, once its row is committed, and its leg ends with the call', async () => {
    await bench.rings();
    expect(bench.did).toEqual(['write that 7 is rung for caller']);
    expect(bench.switchPort.originated).toMatchObject([{ ringTimeoutSec: RING_SEC, afterBridge: 'hangup', guard: { sec: 3 }, endpoint: { kind: 'extension', extension: '1007' } }]);
    expect(bench.call).toMatchObject({ state: 'waiting', waitingSinceMs: NOW_MS, rung: { agentId: '7', legChannelId: bench.leg } });
    expect([bench.call.wantsAgent(), bench.call.isInLine(), bench.registry.waiting()]).toEqual([false, true, [bench.call]]);
    expect([bench.phones.agentOn(bench.leg), bench.registry.legs.has(bench.leg)]).toEqual(['7', true]);
  });

  it('is bridged when it has answered and parked, once', async () => {
    await bench.rings();
    await bench.happens(channelEvent('channel-answered'), PARKED, PARKED);
    expect(bench.did.slice(1)).toEqual(['write the answer', 'connect']);
    expect(bench.call).toMatchObject({ rung: null, agent: { agentId: '7', token: 't', legChannelId: bench.leg } });
    await pass(60_000);
    expect(bench.told).toEqual([]);
  });

  it.each<[string, (it: Bench) => Promise<void> | void, string[]]>([
    ['rings for too long', async (it) => { await it.rings(); await it.happens(ended('NO_ANSWER')); }, ['write no-answer', '7: no-answer']],
    ['is busy', async (it) => { await it.rings(); await it.happens(ended('USER_BUSY', 486)); }, ['write busy', '7: busy']],
    ['is put down before it is parked', async (it) => { await it.rings(); await it.happens(ended('NORMAL_CLEARING')); }, ['write declined', '7: declined']],
    ['is not registered', async (it) => { it.switchPort.answers.originate = { ok: false, kind: 'refused', text: '-ERR USER_NOT_REGISTERED' }; await it.rings(); }, ['write unreachable', '7: unreachable']],
    ['is refused by a busy switch', async (it) => { it.switchPort.answers.originate = { ok: false, kind: 'refused', text: '-ERR DESTINATION_OUT_OF_ORDER' }; await it.rings(); }, ['write not-called', '7: not-called']],
    ['is on a gateway that is full', async (it) => { it.refusal = 'gateway-full'; await it.rings(); }, ['7: not-called']],
    ['may not be called', async (it) => { it.begins = false; await it.rings(); }, ['7: not-called']],
    ['is not heard of', async (it) => { await it.rings(); await pass(60_000); await it.happens(ended('ORIGINATOR_CANCEL')); }, ['7: unheard', 'write unheard']],
  ])('that %s is passed over, once: the caller is offered again behind the agent\'s release', async (_what, ends, said) => {
    await ends(bench);
    await pass(60_000);
    expect(bench.did.filter((one) => !one.startsWith('write that')).sort()).toEqual([...said, 'release 7 t', 'offer caller'].sort());
    const order = ['7:', 'release', 'offer'].map((what) => bench.did.findIndex((one) => one.startsWith(what)));
    expect(order).toEqual([...order].sort((one, other) => one - other));
    expect([bench.call.rung, bench.call.wantsAgent(), bench.call.waitingSinceMs, bench.phones.all(), bench.registry.legs.has(bench.leg)]).toEqual([null, true, NOW_MS, [], false]);
  });

  it.each<[string, Partial<Agent>]>([['of nobody', { id: '8' }], ['that is no phone', { legAddress: 'no such phone' }]])('%s rings for nobody', async (_what, row) => {
    bench = new Bench(row);
    await bench.rings();
    expect([bench.switchPort.originated, bench.did]).toEqual([[], ['7: unreachable', 'release 7 t', 'offer caller']]);
  });

  it('stops at once when its caller leaves, and whoever has it is free', async () => {
    await bench.rings();
    bench.call.move('ended');
    bench.phones.callOver({ call: bench.call, wasTalking: false });
    await pass();
    await bench.happens(ended('ORIGINATOR_CANCEL'));
    expect([bench.told, bench.did.slice(1)]).toEqual([['hangup leg ORIGINATOR_CANCEL'], ['release 7 t', 'write called-off']]);
  });

  it.each<[string, ChannelEvent]>([['begins', channelEvent('channel-created')], ['is answered', PARKED]])('that %s when its caller has left is hung up again, whatever became of the first order', async (_what, event) => {
    await bench.rings();
    bench.phones.callOff(bench.call);
    await bench.happens(event);
    expect(bench.told).toEqual(['hangup leg ORIGINATOR_CANCEL', 'hangup leg ORIGINATOR_CANCEL']);
    expect(bench.did).not.toContain('connect');
  });

  it('is not rung any more for a caller who left before it was', async () => {
    bench.phones.ring(bench.call, PROMISE, 'longest-wait');
    bench.phones.callOff(bench.call);
    await pass();
    expect([bench.switchPort.originated, bench.told, bench.did, bench.phones.all()]).toEqual([[], [], ['release 7 t'], []]);
  });

  it('is hung up when the caller left in the moment of the answer', async () => {
    bench.connects = false;
    await bench.rings();
    await bench.happens(PARKED);
    expect(bench.told).toEqual(['hangup leg ORIGINATOR_CANCEL']);
  });

  it('rings for nobody when its agent leaves: the caller is offered to others', async () => {
    await bench.rings();
    bench.phones.left('8');
    bench.phones.left('7');
    await pass();
    expect([bench.told, bench.did.slice(1).sort()]).toEqual([['hangup leg ORIGINATOR_CANCEL'], ['offer caller', 'release 7 t']]);
  });

  it('that is put down ends the talk', async () => {
    await bench.talks();
    await bench.happens(ended('NORMAL_CLEARING'));
    await pass(1_000);
    expect([bench.told, bench.did, bench.call.endedHere]).toEqual([['hangup caller NORMAL_CLEARING'], ['write talked', '7: talked'], true]);
  });

  it('that is lost leaves a caller who waits for another', async () => {
    await bench.talks();
    await bench.happens(ended('MEDIA_TIMEOUT'));
    await pass(1_000);
    expect([bench.told, bench.did, bench.call.endedHere]).toEqual([[], ['write talked', '7: talked', 'the leg of 7 is lost'], false]);
  });

  it('that ends with its caller has ended nothing', async () => {
    await bench.talks();
    await bench.happens(ended('NORMAL_CLEARING'));
    bench.registry.remove(bench.call); // its end was told a moment later
    await pass(1_000);
    expect([bench.told, bench.did, bench.call.endedHere]).toEqual([[], ['write talked', '7: talked'], false]);
  });

  it('that dies before the bridge is missed, and its caller waits for another', async () => {
    await bench.rings();
    await bench.happens(PARKED, ended('NORMAL_CLEARING'));
    expect(bench.did.slice(2)).toEqual(['write declined', '7: declined', 'the leg of 7 is lost']);
  });

  it('is promised for longer than it may ring', () => {
    expect(ringLeaseMs(bench.owner.environment)).toBeGreaterThan(RING_SEC * 1_000 + bench.owner.environment.RESERVATION_LEASE_MS);
  });

  describe('that an earlier owner had rung', () => {
    beforeEach(() => { bench.open = [{ channelId: 'old', agentId: '7', callId: 'caller', gateway: null, hasTalked: false }]; });
    const found = async (...channels: readonly ReturnType<typeof aChannel>[]): Promise<void> => {
      const there = new Map(channels.map((channel) => [channel.channelId, channel]));
      await bench.phones.find(there);
      bench.phones.compare(there, NOW_MS);
      await pass();
    };

    it.each([[false, 'unheard'], [true, 'talked']])('is not on the switch any more: nobody heard how it ended, but for the talk that is written: %j', async (hasTalked, how) => {
      bench.open = bench.open.map((ring) => ({ ...ring, hasTalked }));
      await found();
      expect([bench.did, bench.phones.all()]).toEqual([[`write ${how}`], []]);
    });

    it('rings, or is answered, for nobody now: it is hung up', async () => {
      await found(aChannel('old', { callState: 'RINGING' }));
      expect([bench.told, bench.phones.agentOn('old')]).toEqual([['hangup old ORIGINATOR_CANCEL'], '7']);
    });

    it('talks with its caller: it goes on', async () => {
      bench.call.agent = { agentId: '7', token: 't', legChannelId: 'old' };
      await found(aChannel('old', { state: 'CS_EXCHANGE_MEDIA' }));
      expect([bench.told, bench.phones.all()]).toEqual([[], [expect.objectContaining({ agentId: '7', channelId: 'old' })]]);
    });
  });

  it('is bridged when the switch shows it answered, and nobody heard of it', async () => {
    await bench.rings();
    bench.phones.compare(new Map([[bench.leg, aChannel(bench.leg)]]), NOW_MS);
    expect(bench.did).toContain('connect');
  });

  it('is over when the switch does not show it, unless its command may be on its way', async () => {
    await bench.rings();
    bench.phones.compare(new Map(), NOW_MS + 1_000);
    expect(bench.call.rung).not.toBeNull();
    bench.phones.compare(new Map(), NOW_MS + 10_000);
    await pass();
    expect(bench.did.slice(1)).toEqual(['write unheard', '7: unheard', 'release 7 t', 'offer caller']);
  });
});
