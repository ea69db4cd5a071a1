import type { PoolAgent } from '@paceline/agent-pool';
import { endsWith } from '@paceline/domain/call/legs';
import type { SwitchEvent } from '@paceline/domain/call/switch-event';
import { TalkRepository, type LeaseRepository } from '@paceline/persistence';
import { commandQueue, originateQueue, startProcessor, type Producers } from '@paceline/queues';
import type { LinkState } from '@paceline/telephony/port/switch-port';
import type { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { AgentDesk } from '../agents/agent-desk';
import { AgentLegs } from '../agents/agent-legs';
import { ScreenWatch } from '../agents/screen-watch';
import { CallEnding } from '../calls/call-ending';
import { AgentPlan } from '../calls/agent-plan';
import { CallFlow } from '../calls/call-flow';
import type { CallPlan } from '../calls/call-plan';
import { CallJournal } from '../calls/call-journal';
import { CallRegistry } from '../calls/call-registry';
import { HandOff } from '../calls/hand-off';
import { LongestCall } from '../calls/longest-call';
import { Originator } from '../calls/originator';
import { Previews } from '../calls/previews';
import { Recordings } from '../calls/recordings';
import { SafeHarbour } from '../calls/safe-harbour';
import { Vouching } from '../calls/vouching';
import { WrapUp } from '../calls/wrap-up';
import { CampaignBook } from '../campaigns/campaign-book';
import { CampaignDesk } from '../campaigns/campaign-desk';
import { CampaignFigures } from '../campaigns/campaign-figures';
import { TrunkLines } from '../trunks/trunk-lines';
import { Laws } from '../campaigns/laws';
import { HeardBook } from '../campaigns/heard-book';
import { DialDoor, type Dialer } from '../dialing/dial-door';
import { DialingSwitch } from '../dialing/dialing-switch';
import { CommandDesk } from '../commands/command-desk';
import type { OwnerContext } from './owner-context';
import { PoolBuilder } from './pool-builder';
import { Reconciler } from './reconciler';
import { endStray } from './stray-channels';
import { Sweeper } from './sweeper';
import { SwitchClock } from './switch-clock';

const RECONCILE_EVERY_MS = 15_000;
const ORIGINATES_AT_ONCE = 64;
const COMMANDS_AT_ONCE = 8;

export interface SessionServices {
  readonly leases: LeaseRepository;
  readonly dialer: Dialer;
  readonly producers: Producers;
  readonly workerRedis: Redis;
  readonly ownerName: string;
}

/**
 * The time during which this process owns a switch: from the taking of the lease to its loss. Everything
 * that acts for the switch is made at its beginning and gone at its end, so nothing of an earlier
 * ownership can act in a later one.
 */
export class SwitchSession {
  private readonly registry = new CallRegistry();
  private readonly journal: CallJournal;
  private readonly vouching: Vouching;
  private readonly legs: AgentLegs;
  private readonly desk: AgentDesk;
  private readonly handOff: HandOff;
  private readonly plan: CallPlan;
  private readonly flow: CallFlow;
  private readonly pool: PoolBuilder;
  private readonly reconciler: Reconciler;
  private readonly sweeper: Sweeper;
  private readonly originator: Originator;
  private readonly campaigns: CampaignDesk;
  private readonly commands: CommandDesk;
  private readonly time: SwitchClock;
  private readonly workers: Worker[] = [];
  private readonly stops: (() => void)[] = [];
  private reconciled = false;
  /** The switch was not heard for a while since the last reconcile. */
  private deaf = true;
  private restartedAtMs = 0;
  private rebuilding = false;
  private stopped = false;
  private work: Promise<void> = Promise.resolve();

  constructor(private readonly owner: OwnerContext, private readonly services: SessionServices) {
    const journal = new CallJournal(owner);
    this.journal = journal;
    this.time = new SwitchClock(owner.clock);
    this.vouching = new Vouching(owner, this.time);
    const book = new CampaignBook(owner.dataSource, owner.clock);
    const laws = new Laws(owner.dataSource, owner.clock);
    const { targets } = owner;
    const gateways = new TrunkLines(owner, this.registry, (gateway) => this.legs.onGateway(gateway));
    const dialing = new DialingSwitch(owner.dataSource, owner.clock);
    const door = new DialDoor(owner, services.dialer, gateways, dialing);
    const agentIdle = (agentId: string): void => { this.agentIdle(agentId); };
    const agentChanged = (agentId: string): void => { owner.run('tell what an agent does', () => this.desk.tell(agentId)); };
    this.legs = new AgentLegs(owner, door, gateways, this.registry.legs, { up: agentIdle, lost: (agentId, channelId) => { this.legLost(agentId, channelId); }, complained: agentChanged });
    const heard = new HeardBook();
    const safeHarbour = new SafeHarbour(owner, journal, heard);
    this.handOff = new HandOff(owner, this.registry, journal, agentIdle, (call) => { safeHarbour.reconsider(call); this.allocate(); }, agentChanged,
      (call, legChannelId) => { this.flow.bridgeSeen(call, legChannelId); }, () => this.reconciled);
    const wrapUp = new WrapUp(owner, journal, agentIdle, agentChanged, heard);
    const ending = new CallEnding(owner, this.registry, journal, this.handOff, wrapUp, gateways, heard);
    const [longest, recordings] = [new LongestCall(owner, journal), new Recordings(owner)];
    this.plan = new AgentPlan(owner, { journal, handOff: this.handOff, safeHarbour, vouching: this.vouching, longest, recordings });
    this.flow = new CallFlow(owner, journal, this.plan, ending, recordings, gateways, heard,
      (legChannelId) => this.registry.legs.of(legChannelId)?.callId === null ? this.legs.agentOn(legChannelId) : null, (call) => { this.handOff.letGo(call); });
    const previews = new Previews(owner, { registry: this.registry, journal, ending, handOff: this.handOff, producers: services.producers, dialing, agentChanged });
    this.desk = new AgentDesk(owner, this.legs, this.registry, agentIdle, (agentId) => previews.left(agentId));
    this.pool = new PoolBuilder(owner, this.registry, this.legs, this.desk);
    this.reconciler = new Reconciler(owner, { registry: this.registry, legs: this.legs, journal, talks: new TalkRepository(owner.dataSource), ending, flow: this.flow, handOff: this.handOff, safeHarbour, plan: this.plan, longest });
    this.sweeper = new Sweeper(owner, this.registry, ending, wrapUp, new ScreenWatch(owner, this.legs, (commandId) => this.commands.handle(commandId)), agentIdle, () => { this.allocate(); }, () => { this.poolIsGone(); });
    this.originator = new Originator(owner, this.registry, book, laws, door, dialing, ending);
    const figures = new CampaignFigures(owner, this.registry, targets, heard, this.legs);
    this.campaigns = new CampaignDesk(owner, services.leases, services.ownerName, {
      registry: this.registry, ending, journal, gateways, dialing, book, laws, targets, producers: services.producers, previews, figures, mayDial: () => this.reconciled,
    });
    this.commands = new CommandDesk(owner, { desk: this.desk, wrapUp, previews, registry: this.registry, ending, campaigns: this.campaigns });
  }

  start(): void {
    this.stops.push(this.owner.switchPort.onEvent((event) => { this.dispatch(event); }));
    this.stops.push(this.owner.switchPort.onLink((link) => { this.link(link); }));
    this.owner.run('connect to the switch', () => this.owner.switchPort.connect());
    const timer = setInterval(() => { this.reconcileSoon('periodic'); }, RECONCILE_EVERY_MS);
    this.stops.push(() => { clearInterval(timer); });
  }

  async stop(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    this.reconciled = false;
    for (const stop of this.stops) stop();
    this.sweeper.stop();
    this.vouching.stop();
    this.legs.stop();
    this.registry.clear();
    // Each part ends whatever becomes of the others: an owner that half remains would take the next one's jobs.
    const ended = await Promise.allSettled([this.campaigns.stop(), ...this.workers.map((worker) => worker.close(true)), this.owner.switchPort.close()]);
    await this.work;
    await this.journal.flush();
    this.registry.clear(); // once more: what a reconcile that was under way has added
    for (const end of ended) if (end.status === 'rejected') throw end.reason;
  }

  get isReconciled(): boolean {
    return this.reconciled;
  }

  private dispatch(event: SwitchEvent): void {
    if (this.stopped) return;
    if (event.type === 'phone-registration' && event.registered) this.legs.phoneIsBack(event.user);
    if (!('channelId' in event)) return;
    const readAtMs = this.owner.clock.monotonicMs();
    const call = this.registry.get(event.channelId);
    if (this.reconciler.awaits(event.channelId)) this.reconciler.keep(this.time.inOurTime(event));
    else if (call !== undefined) this.flow.handle(call, this.time.inOurTime(event), readAtMs);
    else if (this.registry.legs.has(event.channelId)) this.legs.handle(event);
    else if (event.type === 'channel-created' && this.reconciled) endStray(this.owner, event);
  }

  private link(link: LinkState): void {
    if (!link.up) {
      this.reconciled = false;
      this.deaf = true;
      // The sign that a bridge came may be missed now; what the switch says afterwards decides.
      for (const call of this.registry.all()) call.cancel('bridge');
      this.tellSwitch(link.reason);
      return;
    }
    this.time.forget();
    if (link.restarted) this.restartedAtMs = this.owner.clock.nowMs();
    this.reconcileSoon(link.restarted ? 'the switch was restarted' : 'connected');
  }

  /** One at a time; nothing new is dialed until the first of a connection is through. */
  private reconcileSoon(why: string): void {
    this.work = this.work.then(() => this.reconcile(why)).catch((thrown: unknown) => {
      this.owner.log.warn({ err: thrown, why }, 'not reconciled; dialing waits');
      this.reconciled = false;
      if (!this.stopped) setTimeout(() => { this.reconcileSoon(why); }, 1_000).unref();
    });
  }

  private async reconcile(why: string): Promise<void> {
    if (this.stopped || !this.owner.switchPort.up || !this.owner.lease.isHeld()) return;
    const { deaf } = this;
    this.deaf = false;
    try {
      await this.reconciler.reconcile({ afresh: deaf, startedAtMs: this.restartedAtMs });
    } catch (thrown) {
      this.deaf ||= deaf;
      throw thrown;
    }
    if (!this.reconciled) {
      await this.rebuildPool();
      if (this.stopped || !this.owner.switchPort.up) return;
      this.reconciled = true;
      this.tellSwitch(why);
      if (this.workers.length === 0) this.startWork();
    } else this.owner.run('call the phones of who has no leg', async () => { this.callPhones((await this.owner.pool.snapshot()).agents); });
    await this.commands.catchUp();
    this.allocate();
  }

  /** Of those who are signed in and have no leg. */
  private callPhones(agents: readonly PoolAgent[]): void {
    for (const { agentId, legMode, legChannelId } of agents) {
      if (legMode === 'connected' && legChannelId === null) this.owner.run('call an agent\'s phone', () => this.legs.ensure(agentId));
    }
  }

  private startWork(): void {
    const { REDIS_PREFIX: prefix, SWITCH_ID } = this.owner.environment;
    const common = { connection: this.services.workerRedis, prefix, onError: (error: Error) => { this.owner.log.warn({ err: error }, 'queue'); } };
    this.workers.push(
      startProcessor({ ...common, queue: originateQueue(SWITCH_ID), concurrency: ORIGINATES_AT_ONCE, handle: (job) => this.originator.handle(job) }),
      startProcessor({ ...common, queue: commandQueue(SWITCH_ID), concurrency: COMMANDS_AT_ONCE, handle: (job) => this.commands.handle(job.commandId) }),
    );
    this.sweeper.start();
    this.campaigns.start();
  }

  private async rebuildPool(): Promise<void> {
    await this.handOff.whileStill(() => this.pool.rebuild());
    const { agents } = await this.owner.pool.snapshot();
    this.callPhones(agents);
    for (const { agentId } of agents) this.owner.run('tell what an agent does', () => this.desk.tell(agentId));
  }

  /** Redis was away and came back, perhaps with an older state than it had. */
  redisCameBack(): void {
    this.restorePool('Redis came back: building the agent pool anew');
  }

  /** Redis refused to write what has happened. Until it takes the whole pool again, nothing is dialed. */
  poolMissedAChange(): void {
    if (!this.rebuilding) this.restorePool('a change of the agent pool was refused: building it anew');
  }

  private poolIsGone(): void {
    if (!this.rebuilding) this.restorePool('the agent pool is empty: Redis was flushed; building it anew');
  }

  /** Also the wake-ups of commands may have gone with the pool. */
  private restorePool(why: string): void {
    if (!this.reconciled) return; // the reconcile that is to come builds it
    this.owner.log.warn(why);
    this.rebuilding = true;
    this.owner.run('rebuild the agent pool', async () => {
      try {
        await this.rebuildPool();
        this.allocate();
        await this.commands.catchUp();
      } catch (thrown) {
        this.reconciled = false;
        this.reconcileSoon('the agent pool could not be built');
        throw thrown;
      } finally {
        this.rebuilding = false;
      }
    });
  }

  private legLost(agentId: string, channelId: string): void {
    const [leg, call] = [this.registry.legs.of(channelId), this.registry.ofLeg(channelId)];
    if (leg !== undefined && call !== undefined && endsWith(leg.role) === 'talk') this.plan.agentLeft(call);
    this.owner.run('tell that a leg was lost', () => this.desk.tell(agentId));
  }

  private agentIdle(agentId: string): void {
    this.allocate();
    this.owner.run('tell what an agent does', () => this.desk.tell(agentId));
  }

  private allocate(): void {
    if (!this.stopped) this.owner.run('allocate', () => this.handOff.allocate());
  }

  private tellSwitch(reason: string): void {
    this.owner.metrics.switchUp.set({ switch: this.owner.environment.SWITCH_ID }, this.reconciled ? 1 : 0);
    this.owner.publish({
      type: 'switch', switchId: this.owner.environment.SWITCH_ID, up: this.owner.switchPort.up, reconciled: this.reconciled, reason, at: new Date(this.owner.clock.nowMs()).toISOString(),
    });
  }
}

