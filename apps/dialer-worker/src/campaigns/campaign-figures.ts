import { OUTBOUND_OUTCOMES, wasAnswered, wasDialed, type OutboundOutcome } from '@paceline/domain/call/outcome';
import { abandonmentBudget, windowFromMs, type AbandonmentBudget } from '@paceline/domain/compliance/abandonment-budget';
import type { FrequencyRefusal } from '@paceline/domain/compliance/frequency';
import { abandonmentLawOf } from '@paceline/domain/compliance/law-profiles';
import type { Circumstances, PacingReason, PacingSnapshot } from '@paceline/domain/pacing';
import { lineOfCampaign } from '@paceline/domain/routing/line';
import {
  agentsOfLine, answersByHour, completeCampaign, putOffOf, type Campaign, type ClaimSlot, type TargetRepository,
} from '@paceline/persistence';
import type { OwnerContext } from '../context/owner-context';
import type { CallRegistry } from '../calls/call-registry';
import { agentsNow } from './agents-now';
import { crewOf, type Phones } from './crew';
import type { HeardBook } from './heard-book';
import { callsNow } from './calls-now';

/** Age at which figures that change slowly are read again. */
const TOTALS_FRESH_MS = 1_000;
const TELL_EVERY_MS = 1_000;
/** Due targets are counted up to this: more than any claim takes. */
const DUE_AT_MOST = 2_000;
/** What the list still asks for within this time counts to its end: a retry tomorrow is an answer of another window of the law. */
const LEFT_WITHIN_SEC = 2 * 60 * 60;

/** A campaign's share of agents is given up when it could dial nobody for so long. */
const COULD_DIAL_FOR_MS = 3_000;

interface Cached<T> { readonly value: T; readonly readAtMs: number; readonly freshMs: number }

type Totals = Readonly<Partial<Record<OutboundOutcome, number>>>;

/** What the pacer sees, and what it does not: for whoever asks why. */
export interface SeenCampaign extends Omit<Circumstances, 'others'> { readonly snapshot: PacingSnapshot }

/** The figures of running campaigns: what the pacer sees and what the screens show are the same numbers. */
export class CampaignFigures {
  private readonly cache = new Map<string, Cached<unknown>>();
  private readonly toldAtMs = new Map<string, number>();
  private readonly due = new Map<string, number>();
  private readonly left = new Map<string, number>();

  /** When each campaign's line last had somebody to dial and a gateway to dial by. */
  private readonly couldDialAtMs = new Map<string, number>();

  constructor(
    private readonly owner: Pick<OwnerContext, 'calls' | 'clock' | 'dataSource' | 'known' | 'log' | 'metrics' | 'pool' | 'publish'>, private readonly registry: CallRegistry,
    private readonly targets: TargetRepository, private readonly heard: HeardBook, private readonly phones: Phones,
  ) {}

  async slots(campaignId: string): Promise<readonly ClaimSlot[]> {
    return await this.fresh(`slots ${campaignId}`, TOTALS_FRESH_MS, () => this.targets.slots(campaignId));
  }

  /**
   * What the pacer sees. The lines in the tick in which the agents are read: an agent who is given a call in between would
   * look idle beside a line that is not dialing any more, and somebody would be dialed for nobody.
   */
  async snapshot(campaign: Campaign, line: string, slots: readonly ClaimSlot[], trunkLinesFree: number): Promise<SeenCampaign> {
    const { answers, used } = await this.budget(campaign);
    await this.fresh(`due ${campaign.id}`, TOTALS_FRESH_MS, async () => {
      this.due.set(campaign.id, await this.targets.countDue(campaign.id, slots, DUE_AT_MOST));
      this.left.set(campaign.id, await this.targets.countDue(campaign.id, slots, DUE_AT_MOST, LEFT_WITHIN_SEC));
    });
    const targetsReady = this.due.get(campaign.id) ?? 0;
    const targetsLeft = Math.max(targetsReady, this.left.get(campaign.id) ?? 0);
    const nextTargetAtMs = targetsReady > 0 ? null
      : await this.fresh(`next ${campaign.id}`, TOTALS_FRESH_MS, async () => (await this.targets.nextDue(campaign.id, slots))?.getTime() ?? null);
    const people = await this.fresh(`people ${line}`, TOTALS_FRESH_MS, () => agentsOfLine(this.owner.dataSource, line));
    const pool = this.owner.known.view();
    const nowMs = this.owner.clock.nowMs();
    if (targetsReady > 0 && trunkLinesFree > 0) this.couldDialAtMs.set(line, nowMs);
    const dialing = this.dialing(nowMs);
    const snapshot = {
      takenAtMs: nowMs,
      agents: agentsNow(line, pool, dialing, this.registry, nowMs),
      lines: callsNow(line, this.registry.all(), nowMs),
      heard: this.heard.open(line),
      budget: { answers, abandoned: used },
      trunkLinesFree, targetsReady,
      // Counted no further: such a list has no end in sight.
      ...targetsLeft < DUE_AT_MOST ? { targetsLeft } : {},
    };
    return { snapshot, nextTargetAtMs, crew: crewOf(line, people, pool, dialing, this.phones) };
  }

  /** The pacer has learned from the last snapshot. */
  learned(line: string): void {
    this.heard.close(line);
  }

  /** The law's budget: the same numbers that the API shows. */
  private async budget(campaign: Campaign): Promise<AbandonmentBudget> {
    return await this.fresh(`budget ${campaign.id}`, TOTALS_FRESH_MS, async () => {
      const nowMs = this.owner.clock.nowMs();
      const law = abandonmentLawOf(campaign);
      const budget = abandonmentBudget(law, await answersByHour(this.owner.dataSource, campaign, windowFromMs(law, nowMs), nowMs), nowMs);
      this.owner.metrics.abandonmentUsed.set({ campaign: campaign.id }, budget.used);
      this.owner.metrics.abandonmentAllowed.set({ campaign: campaign.id }, budget.allowed);
      return budget;
    });
  }

  /** Lines of campaigns that had targets and gateways a moment ago: an agent is not kept for one that dials nobody. */
  private dialing(nowMs: number): string[] {
    return [...this.couldDialAtMs].filter(([, atMs]) => nowMs - atMs <= COULD_DIAL_FOR_MS).map(([line]) => line);
  }

  /** What a claim took: the count of due targets is right again without reading it. */
  claimed(campaignId: string, taken: number, setAside: number, wanted: number): void {
    const due = this.due.get(campaignId) ?? 0;
    this.due.set(campaignId, taken + setAside < wanted ? 0 : Math.max(0, due - taken - setAside));
    this.left.set(campaignId, Math.max(0, (this.left.get(campaignId) ?? 0) - taken));
  }

  async isComplete(campaignId: string): Promise<boolean> {
    return await this.fresh(`complete ${campaignId}`, TOTALS_FRESH_MS, () => this.targets.allDone(campaignId));
  }

  /** How many of its contacts wait because of earlier calls, of whatever campaign; nothing when none does. */
  async calledLately(campaignId: string): Promise<readonly PacingReason[]> {
    const putOff = await this.fresh(`put off ${campaignId}`, TOTALS_FRESH_MS, () => putOffOf(this.owner.dataSource, campaignId));
    if (putOff.length === 0) return [];
    const count = (reason: FrequencyRefusal): number => putOff.find((one) => one.reason === reason)?.targets ?? 0;
    return [{
      limit: 'called-lately',
      figures: {
        onCall: count('number-on-call'), calledLately: count('called-lately'), rungTooOften: count('rung-too-often'),
        nextAtMs: Math.min(...putOff.map(({ nextAt }) => nextAt.getTime())),
      },
    }];
  }

  /** False when somebody paused or stopped it in this moment, or it has new targets. */
  async complete(campaignId: string): Promise<boolean> {
    const done = await completeCampaign(this.owner.dataSource, campaignId);
    if (done) this.owner.log.info({ campaignId }, 'campaign completed: every target has its result');
    // It may be started again, with more targets.
    this.cache.delete(`complete ${campaignId}`);
    return done;
  }

  /** A campaign that runs no more: its figures are read afresh when it runs again. */
  forget(campaignId: string): void {
    for (const what of ['slots', 'due', 'next', 'complete', 'totals', 'targets', 'budget', 'put off']) this.cache.delete(`${what} ${campaignId}`);
    this.cache.delete(`people ${lineOfCampaign(campaignId)}`);
    this.toldAtMs.delete(campaignId);
    this.due.delete(campaignId);
    this.left.delete(campaignId);
    this.couldDialAtMs.delete(lineOfCampaign(campaignId));
    for (const gauge of [this.owner.metrics.abandonmentUsed, this.owner.metrics.abandonmentAllowed]) gauge.remove({ campaign: campaignId });
  }

  /** Its status has changed: told whenever it was told last, with figures read after the change. */
  async tellNow(campaign: Campaign, line: string, reasons: readonly PacingReason[]): Promise<void> {
    this.toldAtMs.delete(campaign.id);
    for (const what of ['totals', 'targets']) this.cache.delete(`${what} ${campaign.id}`);
    await this.tell(campaign, line, reasons);
  }

  /** At most once a second: the screens need no more, and the counts cost something. */
  async tell(campaign: Campaign, line: string, reasons: readonly PacingReason[]): Promise<void> {
    const nowMs = this.owner.clock.monotonicMs();
    if (nowMs - (this.toldAtMs.get(campaign.id) ?? Number.NEGATIVE_INFINITY) < TELL_EVERY_MS) return;
    this.toldAtMs.set(campaign.id, nowMs);
    const [agents, totals, targets] = await Promise.all([this.owner.pool.lineCounts(line), this.totals(campaign.id), this.targetCounts(campaign.id)]);
    // Something newer was told while these were counted: that the campaign is over, say.
    if (this.toldAtMs.get(campaign.id) !== nowMs) return;
    this.owner.publish({
      type: 'campaign', clientId: campaign.clientId, campaignId: campaign.id, status: campaign.status,
      reasons: reasons.map((reason) => ({ ...reason, figures: { ...reason.figures } })),
      lines: this.linesOf(line),
      agents: { idle: agents.idle, reserved: agents.reserved, talking: agents.talking, wrapUp: agents.wrapUp, onBreak: agents.onBreak },
      totals: {
        dialed: sum(totals, wasDialed), answered: sum(totals, wasAnswered), connected: totals.connected ?? 0,
        abandoned: totals.abandoned ?? 0, hungUpWaiting: totals['hung-up-waiting'] ?? 0,
      },
      targets, at: new Date(this.owner.clock.nowMs()).toISOString(),
    });
  }

  private linesOf(line: string): { dialing: number; waiting: number; talking: number } {
    const lines = { dialing: 0, waiting: 0, talking: 0 };
    for (const call of this.registry.all()) {
      if (call.facts.line.id !== line || !call.isOutbound()) continue;
      if (call.state === 'planned' || call.state === 'originating' || call.state === 'ringing') lines.dialing++;
      else if (call.state === 'talking' || call.state === 'connecting') lines.talking++;
      else lines.waiting++;
    }
    return lines;
  }

  private async totals(campaignId: string): Promise<Totals> {
    return await this.fresh(`totals ${campaignId}`, TOTALS_FRESH_MS, () => this.owner.calls.totals(campaignId, new Date(0)));
  }

  private async targetCounts(campaignId: string): Promise<Record<'ready' | 'calling' | 'done', number>> {
    return await this.fresh(`targets ${campaignId}`, TOTALS_FRESH_MS, () => this.targets.counts(campaignId));
  }

  /** A reading that took long is kept longer: figures never take more than a twentieth of the database's time. */
  private async fresh<T>(key: string, freshMs: number, read: () => Promise<T>): Promise<T> {
    const startedAtMs = this.owner.clock.monotonicMs();
    const cached = this.cache.get(key) as Cached<T> | undefined; // only this method writes, with one type a key
    if (cached !== undefined && startedAtMs - cached.readAtMs < cached.freshMs) return cached.value;
    const value = await read();
    const readAtMs = this.owner.clock.monotonicMs();
    this.cache.set(key, { value, readAtMs, freshMs: Math.max(freshMs, (readAtMs - startedAtMs) * 20) });
    return value;
  }
}

function sum(totals: Totals, counts: (outcome: OutboundOutcome) => boolean): number {
  return OUTBOUND_OUTCOMES.reduce((total, outcome) => total + (counts(outcome) ? totals[outcome] ?? 0 : 0), 0);
}
