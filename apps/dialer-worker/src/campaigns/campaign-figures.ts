import type { PoolSnapshot } from '@paceline/agent-pool';
import { abandonmentBudget, windowFromMs, type AbandonmentBudget } from '@paceline/domain/compliance/abandonment-budget';
import { lineOfAgents } from '@paceline/domain/campaign/broadcast';
import type { FrequencyRefusal } from '@paceline/domain/compliance/frequency';
import { abandonmentLawOf } from '@paceline/domain/compliance/law-profiles';
import type { CallersNow, Circumstances, PacingReason, PacingSnapshot } from '@paceline/domain/pacing';
import { lineOfCampaign } from '@paceline/domain/routing/line';
import {
  agentsOfLine, answersByHour, completeCampaign, putOffOf, type Campaign, type ClaimSlot, type TargetRepository,
} from '@paceline/persistence';
import type { OwnerContext } from '../context/owner-context';
import type { CallRegistry } from '../calls/call-registry';
import { agentsNow } from './agents-now';
import { crewOf, type Phones } from './crew';
import { broadcastOf } from '../lines/line-of';
import type { HeardBook } from './heard-book';
import { callsNow } from './calls-now';
import { FreshFigures } from './fresh-figures';

/** Due targets are counted up to this: more than any claim takes. */
const DUE_AT_MOST = 2_000;
/** What the list still asks for within this time counts to its end: a retry tomorrow is an answer of another window of the law. */
const LEFT_WITHIN_SEC = 2 * 60 * 60;

/** A campaign's share of agents is given up when it could dial nobody for so long. */
const COULD_DIAL_FOR_MS = 3_000;

/** What the pacer sees, and what it does not: for whoever asks why. `pool`: the agents whom it sees. */
export interface SeenCampaign extends Omit<Circumstances, 'others'> { readonly snapshot: PacingSnapshot; readonly pool: PoolSnapshot }

/** Who keeps agents for callers: what a campaign's pacer is to leave to them at this moment; null: nothing. */
export interface QueuesGuard { callersOf(campaign: string, dialing: readonly string[], pool: PoolSnapshot): CallersNow | null }

/** The figures of running campaigns, as their pacers see them. */
export class CampaignFigures {
  private readonly fresh: FreshFigures;
  private readonly due = new Map<string, number>();
  private readonly left = new Map<string, number>();

  /** When each campaign's line last had somebody to dial and a gateway to dial by. */
  private readonly couldDialAtMs = new Map<string, number>();

  constructor(
    private readonly owner: Pick<OwnerContext, 'clock' | 'dataSource' | 'known' | 'log' | 'metrics'>, private readonly registry: CallRegistry,
    private readonly targets: TargetRepository, private readonly heard: HeardBook, private readonly phones: Phones,
    private readonly guard: QueuesGuard,
  ) {
    this.fresh = new FreshFigures(owner.clock);
  }

  async slots(campaignId: string): Promise<readonly ClaimSlot[]> {
    return await this.fresh.of('slots', campaignId, () => this.targets.slots(campaignId));
  }

  /**
   * What the pacer sees. The lines in the tick in which the agents are read: an agent who is given a call in between would
   * look idle beside a line that is not dialing any more, and somebody would be dialed for nobody.
   */
  async snapshot(campaign: Campaign, line: string, slots: readonly ClaimSlot[], trunkLinesFree: number): Promise<SeenCampaign> {
    const { answers, used } = await this.budget(campaign);
    await this.fresh.of('due', campaign.id, async () => {
      this.due.set(campaign.id, await this.targets.countDue(campaign.id, slots, DUE_AT_MOST));
      this.left.set(campaign.id, await this.targets.countDue(campaign.id, slots, DUE_AT_MOST, LEFT_WITHIN_SEC));
    });
    const targetsReady = this.due.get(campaign.id) ?? 0;
    const targetsLeft = Math.max(targetsReady, this.left.get(campaign.id) ?? 0);
    const nextTargetAtMs = targetsReady > 0 ? null
      : await this.fresh.of('next', campaign.id, async () => (await this.targets.nextDue(campaign.id, slots))?.getTime() ?? null);
    // Who presses 1 for a queue has its agents, as far as its guard leaves them.
    const serving = lineOfAgents(campaign.id, broadcastOf(campaign));
    const people = await this.fresh.of('people', line, () => agentsOfLine(this.owner.dataSource, serving));
    const pool = this.owner.known.view();
    const nowMs = this.owner.clock.nowMs();
    if (targetsReady > 0 && trunkLinesFree > 0) this.couldDialAtMs.set(serving, nowMs);
    const dialing = this.dialing(nowMs);
    const callers = this.guard.callersOf(serving, dialing, pool);
    const snapshot = {
      takenAtMs: nowMs,
      agents: agentsNow(serving, pool, dialing, this.registry, nowMs),
      lines: callsNow(line, this.registry.all(), nowMs),
      ...callers === null ? {} : { callers },
      heard: this.heard.open(line),
      budget: { answers, abandoned: used },
      trunkLinesFree, targetsReady,
      // Counted no further: such a list has no end in sight.
      ...targetsLeft < DUE_AT_MOST ? { targetsLeft } : {},
    };
    return { snapshot, pool, nextTargetAtMs, crew: crewOf(serving, people, pool, dialing, this.phones) };
  }

  /** The pacer has learned from the last snapshot. */
  learned(line: string): void {
    this.heard.close(line);
  }

  /** The law's budget: the same numbers that the API shows. */
  private async budget(campaign: Campaign): Promise<AbandonmentBudget> {
    return await this.fresh.of('budget', campaign.id, async () => {
      const nowMs = this.owner.clock.nowMs();
      const law = abandonmentLawOf(campaign);
      const budget = abandonmentBudget(law, await answersByHour(this.owner.dataSource, campaign, windowFromMs(law, nowMs), nowMs), nowMs);
      this.owner.metrics.abandonmentUsed.set({ campaign: campaign.id }, budget.used);
      this.owner.metrics.abandonmentAllowed.set({ campaign: campaign.id }, budget.allowed);
      return budget;
    });
  }

  /** Lines for whose agents campaigns had targets and gateways a moment ago: an agent is not kept for one that dials nobody. */
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
    return await this.fresh.of('complete', campaignId, () => this.targets.allDone(campaignId));
  }

  /** How many of its contacts wait because of earlier calls, of whatever campaign; nothing when none does. */
  async calledLately(campaignId: string): Promise<readonly PacingReason[]> {
    const putOff = await this.fresh.of('put off', campaignId, () => putOffOf(this.owner.dataSource, campaignId));
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
    this.fresh.forget(campaignId, 'complete');
    return done;
  }

  /** A campaign that runs no more: its figures are read afresh when it runs again. */
  forget(campaignId: string): void {
    this.fresh.forget(campaignId, 'slots', 'due', 'next', 'complete', 'budget', 'put off');
    this.fresh.forget(lineOfCampaign(campaignId), 'people');
    this.due.delete(campaignId);
    this.left.delete(campaignId);
    this.couldDialAtMs.delete(lineOfCampaign(campaignId));
    for (const gauge of [this.owner.metrics.abandonmentUsed, this.owner.metrics.abandonmentAllowed]) gauge.remove({ campaign: campaignId });
  }
}
