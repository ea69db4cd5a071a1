import { isDeepStrictEqual } from 'node:util';
import { PoolNotBuiltError, type PoolSnapshot } from '@paceline/agent-pool';
import { uuidv7 } from '@paceline/platform/uuid';
import { intersectHours, withinCallingHours } from '@paceline/domain/compliance/calling-hours';
import { mayReach } from '@paceline/domain/compliance/destination';
import { allReasons, type PacingDecision, type PacingReason } from '@paceline/domain/pacing';
import { lineOfCampaign } from '@paceline/domain/routing/line';
import type { Line } from '@paceline/domain/routing/line-policy';
import { PacingRepository, type Campaign, type ClaimCandidate, type ClaimSlot, type ClaimVerdict, type ClaimedCall, type TargetRepository } from '@paceline/persistence';
import { askGate, asksConsent } from '@paceline/platform/law/gate';
import type { LawBook } from '@paceline/platform/law/law-book';
import { zonesOf } from '@paceline/platform/zones';
import type { Producers } from '@paceline/queues';
import type { HeldLease } from '../leases/held-lease';
import type { DialingSwitch } from '../dialing/dialing-switch';
import { eachOf } from '../context/each-of';
import type { OwnerContext } from '../context/owner-context';
import type { Ownership } from '../context/ownership';
import type { Allocator } from '../calls/allocator';
import type { CallEnding } from '../calls/call-ending';
import type { CallJournal } from '../calls/call-journal';
import type { CallRegistry } from '../calls/call-registry';
import { listenerOf } from '../calls/caller-now';
import { LiveCall, type OutboundCall } from '../calls/live-call';
import type { Previews } from '../calls/previews';
import { CampaignPacer } from './campaign-pacer';
import type { CampaignBook } from '../lines/campaign-book';
import type { CampaignFigures } from './campaign-figures';
import type { FreeGateway, TrunkLines, KnownGateway } from '../trunks/trunk-lines';
import type { Laws } from '../lines/laws';
import { lineOf } from '../lines/line-of';
import type { CampaignTold } from './campaign-told';
import { callsToGiveUp } from './calls-now';
import { settingsOf } from './settings-of';
import { SpokenMessages, unsaid } from './spoken-messages';

/**
 * Seconds that FreeSWITCH fires before its `originate_timeout` (4 s fired at 3.85 s): asked for one more,
 * so that a legal minimum ring is really rung.
 */
const RING_MARGIN_SEC = 1;
const LOAD_AGAIN_MS = 1_000;
/** Nothing is named for its gateways: its contacts wait until an administrator has. */
const ASK_AGAIN_MS = 60_000;

export type RunnerOwner = Pick<OwnerContext, 'clock' | 'dataSource' | 'environment' | 'fence' | 'lease' | 'log' | 'metrics' | 'run' | 'switchPort'>;

export interface RunnerParts {
  readonly registry: CallRegistry;
  readonly ending: CallEnding;
  readonly journal: CallJournal;
  readonly gateways: TrunkLines;
  readonly dialing: DialingSwitch;
  readonly book: CampaignBook;
  readonly laws: Laws;
  readonly targets: TargetRepository;
  readonly producers: Producers;
  readonly previews: Previews;
  readonly figures: CampaignFigures;
  readonly told: CampaignTold;
  /** Nothing new is dialed while the switch's state is not known. */
  readonly ownership: Pick<Ownership, 'reconciled'>;
  readonly allocator: Pick<Allocator, 'callersGoFirst'>;
}

/** The pacing loop of one campaign, under its lease: snapshot, decision, claim, jobs. */
export class CampaignRunner {
  private readonly pacer: CampaignPacer;
  private readonly messages: SpokenMessages;
  private timer: NodeJS.Timeout | null = null;
  private turn: Promise<void> = Promise.resolve();
  private stopped = false;
  private lineBefore: Line | null = null;
  private stopping: Promise<void> | null = null;

  constructor(
    private readonly owner: RunnerOwner,
    readonly campaignId: string,
    private readonly lease: HeldLease,
    private readonly parts: RunnerParts,
  ) {
    this.messages = new SpokenMessages(owner);
    this.pacer = new CampaignPacer(owner, campaignId, lease.fence, new PacingRepository(owner.dataSource));
  }

  get line(): string {
    return lineOfCampaign(this.campaignId);
  }

  start(): void {
    this.turn = this.begin();
  }

  /** Once, whoever asks: its desk, and the loss of its lease. */
  async stop(): Promise<void> {
    await (this.stopping ??= this.end());
  }

  private async end(): Promise<void> {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.turn;
    // Whoever stops goes on stopping; the next owner learns again what could not be kept.
    await this.pacer.stop().catch((thrown: unknown) => { this.owner.log.warn({ campaignId: this.campaignId, err: thrown }, 'what the pacer knows could not be kept'); });
  }

  /** Nothing is paced before it is known what an earlier owner had learned. */
  private async begin(): Promise<void> {
    try {
      await this.pacer.load();
      if (!this.stopped) this.tick();
    } catch (thrown) {
      this.owner.metrics.ownerErrors.inc({ where: 'pacing' });
      this.owner.log.error({ campaignId: this.campaignId, err: thrown }, 'the pacer\'s state was not read; it is tried again');
      if (!this.stopped) this.timer = setTimeout(() => { this.start(); }, LOAD_AGAIN_MS);
    }
  }

  private tick(): void {
    const startedAtMs = this.owner.clock.monotonicMs();
    this.turn = this.pace().catch((thrown: unknown) => {
      if (thrown instanceof PoolNotBuiltError) return; // its owner builds it; without it nobody is known to be idle
      this.owner.metrics.ownerErrors.inc({ where: 'pacing' });
      this.owner.log.error({ campaignId: this.campaignId, err: thrown }, 'pacing failed; nothing was dialed this time');
    }).then(() => {
      const tookMs = this.owner.clock.monotonicMs() - startedAtMs;
      if (!this.stopped) this.timer = setTimeout(() => { this.tick(); }, Math.max(10, this.owner.environment.PACING_INTERVAL_MS - tookMs));
    });
  }

  private async pace(): Promise<void> {
    const campaign = await this.parts.book.find(this.campaignId);
    if (campaign?.status !== 'running' || !this.lease.isHeld() || !this.owner.lease.isHeld()) return;
    if (!this.parts.ownership.reconciled) { this.tell(campaign, [{ limit: 'switch', figures: {} }]); return; }

    const held = await this.heldBack(campaign);
    if (held !== null) { this.tell(campaign, [held]); return; }

    const law = await this.parts.laws.now();
    const slots = await this.parts.figures.slots(this.campaignId);
    const open = slots.filter((slot) => this.mayClaim(campaign, slot, law));
    const gateways = await this.parts.gateways.free(campaign.gateways);
    const others = [...this.parts.gateways.outages(campaign.gateways), ...outsideHours(slots, open), ...await this.parts.figures.calledLately(this.campaignId)];
    const { decision, pool } = await this.decide(campaign, open, gateways, others);
    if (decision.dial === 0 && await this.parts.figures.isComplete(this.campaignId)) { await this.complete(campaign); return; }
    this.tell(campaign, decision.reasons, pool);
  }

  /** Nothing is claimed for a call that could not be made: the contacts stay as they are. */
  private async heldBack(campaign: Campaign): Promise<PacingReason | null> {
    const stop = await this.parts.dialing.stop();
    if (stop !== null) await this.parts.previews.paused(this.campaignId, 'DIALING_STOPPED');
    if (stop !== null) return { limit: 'dialing-stopped', detail: `${stop.byUsername}: ${stop.reason}`, figures: { sinceAtMs: stop.at.getTime() } };
    if (this.parts.allocator.callersGoFirst(this.line)) return { limit: 'callers-first', figures: {} };
    return await this.parts.gateways.allowNothing(campaign.gateways) ? { limit: 'nothing-allowed', figures: {} } : null;
  }

  private async complete(campaign: Campaign): Promise<void> {
    if (!await this.parts.figures.complete(this.campaignId)) return;
    this.parts.book.changed(this.campaignId);
    await this.parts.told.tellNow({ ...campaign, status: 'completed' });
  }

  /** A zone within hours now. One that nobody knows is claimed too: the gate refuses its targets, with that reason. */
  private mayClaim(campaign: Campaign, slot: ClaimSlot, law: LawBook): boolean {
    const lawful = law.ofZone(slot.zone, campaign);
    const hours = lawful === null ? campaign.callingHours : intersectHours(campaign.callingHours, lawful.hours);
    const decision = withinCallingHours(zonesOf(slot.zone), hours, this.owner.clock.callingNowMs(), lawful?.closedDays);
    return decision.allow || decision.reason === 'unknown-zone';
  }

  private async decide(campaign: Campaign, open: readonly ClaimSlot[], gateways: readonly FreeGateway[], others: readonly PacingReason[]): Promise<{ decision: PacingDecision; pool: PoolSnapshot }> {
    const { snapshot, pool, ...circumstances } = await this.parts.figures.snapshot(campaign, this.line, open, gateways.reduce((sum, gateway) => sum + gateway.trunkLines, 0));
    const settings = settingsOf(campaign, this.owner.environment);
    const decision = await this.pacer.pace(snapshot, settings, () => { this.parts.figures.learned(this.line); }, (decided) => allReasons(decided, { ...circumstances, others }), async ({ dial, cancel }) => {
      const cancelled = this.giveUp(cancel, settings.minRingMs);
      const calls = dial > 0 ? await this.parts.gateways.inTurn(() => this.claim(campaign, open, dial)) : [];
      await (settings.mode === 'preview' ? this.show(calls) : this.queue(calls));
      return { dialed: calls.length, cancelled };
    });
    return { decision, pool };
  }

  /** Hangs up what has rung longest. An answer that comes first, or crosses the command and survives it, is an answer like any other. */
  private giveUp(count: number, minRingMs: number): number {
    if (count <= 0 || !this.lease.isHeld() || !this.owner.lease.isHeld()) return 0;
    const calls = callsToGiveUp(this.line, this.parts.registry.all(), count, minRingMs, this.owner.clock.nowMs());
    for (const call of calls) {
      call.givenUp = true;
      this.parts.journal.note(call, 'given-up', { rangForMs: Math.round(this.owner.clock.nowMs() - (call.ringingAtMs ?? 0)) });
      this.owner.run('give up a ringing call', () => this.hangUp(call));
    }
    return calls.length;
  }

  private async hangUp(call: LiveCall): Promise<void> {
    let ok = false;
    try {
      ({ ok } = await this.owner.switchPort.hangup(call.callId, 'ORIGINATOR_CANCEL'));
    } finally {
      // It rings on: the pacer must reckon with its answer again.
      if (!ok) call.givenUp = false;
    }
  }

  private async claim(campaign: Campaign, slots: readonly ClaimSlot[], wanted: number): Promise<readonly LiveCall[]> {
    // Counted again: another campaign may have taken lines since the decision.
    const gateways = await this.parts.gateways.free(campaign.gateways);
    const count = Math.min(wanted, gateways.reduce((sum, gateway) => sum + gateway.trunkLines, 0));
    if (count <= 0 || this.stopped) return [];
    const all = await this.parts.gateways.known(campaign.gateways);
    const law = await this.parts.laws.now();
    const messageOf = await this.messages.of(campaign);
    const readAtMs = this.owner.clock.monotonicMs();
    const claimed = await this.parts.targets.claim({
      clientId: campaign.clientId, campaignId: campaign.id, switchId: this.owner.environment.SWITCH_ID, line: this.line, slots, count,
      asksConsent: (phone, zone) => asksConsent(campaign, phone, zone),
      sendWithinMs: this.owner.environment.ORIGINATE_NOT_AFTER_MS + (campaign.mode === 'preview' ? this.owner.environment.PREVIEW_MS : 0), fence: this.owner.fence,
      lease: { name: this.lease.name, fence: this.lease.fence },
      ...messageOf !== null && { messageOf },
      newJudge: () => {
        const left = new Map(gateways.map((gateway) => [gateway.name, gateway.trunkLines]));
        return (candidate) => this.judge(campaign, candidate, all, left, law);
      },
    });
    this.parts.figures.claimed(campaign.id, claimed.calls.length, claimed.setAside, count);
    const line = this.lineNow(campaign);
    return claimed.calls.map((call) => this.follow(campaign, line, call, readAtMs));
  }

  /** One for all calls until it changes. */
  private lineNow(campaign: Campaign): Line {
    const line = lineOf(this.line, campaign, this.owner.environment);
    if (!isDeepStrictEqual(line, this.lineBefore)) this.lineBefore = line;
    return this.lineBefore ?? line;
  }

  private async queue(calls: readonly LiveCall[]): Promise<void> {
    if (calls.length === 0) return;
    const notAfterMs = this.owner.clock.nowMs() + this.owner.environment.ORIGINATE_NOT_AFTER_MS;
    try {
      await this.parts.producers.originate(this.owner.environment.SWITCH_ID, { callIds: calls.map(({ callId }) => callId), notAfterMs });
    } catch (thrown) {
      this.owner.log.warn({ campaignId: this.campaignId, err: thrown }, 'planned calls could not be queued and are given back');
      // Redis may have taken the job all the same: what it has sent by then is sent.
      await eachOf(calls.filter(({ state }) => state === 'planned').map((call) => this.parts.ending.neverSent(call, 'QUEUE_UNAVAILABLE')));
    }
  }

  /** Preview: an agent looks at each before it is queued. */
  private async show(calls: readonly LiveCall[]): Promise<void> {
    for (const call of calls) {
      if (this.stopped) await this.parts.ending.neverSent(call, 'CAMPAIGN_NOT_RUNNING');
      else await this.parts.previews.show(call);
    }
  }

  private judge(campaign: Campaign, candidate: ClaimCandidate, gateways: readonly KnownGateway[], left: Map<string, number>, law: LawBook): ClaimVerdict {
    const { decision, number } = askGate(campaign, candidate, gateways.map(({ destinations }) => destinations), law, this.owner.clock.callingNowMs());
    if (!decision.allow) {
      if (decision.reason === 'nothing-allowed') return { deferUntilMs: this.owner.clock.nowMs() + ASK_AGAIN_MS, because: null };
      return decision.untilMs === undefined
        ? { refuse: decision.reason }
        : { deferUntilMs: this.owner.clock.fromCallingMs(decision.untilMs), because: decision.reason };
    }
    const waits = unsaid(candidate.message, this.owner.clock.nowMs());
    if (waits !== null) return waits;
    const gateway = gateways.find(({ name, destinations }) => (left.get(name) ?? 0) > 0 && mayReach(number, 'campaign', destinations).allow);
    if (gateway === undefined) return { deferUntilMs: this.owner.clock.nowMs() + 1_000, because: null };
    left.set(gateway.name, (left.get(gateway.name) ?? 0) - 1);
    return { plan: { callId: uuidv7(this.owner.clock.nowMs()), gateway: gateway.name, callerNumber: campaign.callerNumber, ringTimeoutSec: campaign.ringTimeoutSec + RING_MARGIN_SEC } };
  }

  private follow({ clientId }: Campaign, line: Line, claimed: ClaimedCall, readAtMs: number): OutboundCall {
    const call = new LiveCall({
      callId: claimed.callId, clientId, line, direction: 'outbound', targetId: claimed.targetId, contactId: claimed.contactId,
      phone: claimed.phone, gateway: claimed.gateway, callerNumber: claimed.callerNumber, ringTimeoutSec: claimed.ringTimeoutSec,
    }, 'planned', listenerOf(line, null, { said: claimed.said }));
    call.said = claimed.said;
    call.claimedKnowing = { ...claimed.known, readAtMs };
    this.parts.registry.add(call);
    // Its job may never come back (a flushed Redis): the target is given back when its time is over.
    this.parts.ending.neverSentAfter(call, this.owner.environment.ORIGINATE_NOT_AFTER_MS + 1_000, 'TOO_LATE');
    return call;
  }

  private tell(campaign: Campaign, reasons: readonly PacingReason[], pool?: PoolSnapshot): void {
    this.owner.run('tell a campaign\'s figures', () => this.parts.told.tell(campaign, reasons, pool));
  }
}

function outsideHours(slots: readonly ClaimSlot[], open: readonly ClaimSlot[]): PacingReason[] {
  return open.length === slots.length ? [] : [{ limit: 'hours', figures: { zonesClosed: slots.length - open.length, zonesOpen: open.length } }];
}
