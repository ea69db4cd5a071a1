import type { PoolSnapshot } from '@paceline/agent-pool';
import { OUTBOUND_OUTCOMES, wasAnswered, wasDialed, type OutboundOutcome } from '@paceline/domain/call/outcome';
import type { PacingReason } from '@paceline/domain/pacing';
import { lineOfCampaign } from '@paceline/domain/routing/line';
import type { Campaign, TargetRepository } from '@paceline/persistence';
import type { OwnerContext } from '../context/owner-context';
import type { CallRegistry } from '../calls/call-registry';
import { agentsShown, type AgentsShown } from './agents-now';
import { FreshFigures } from './fresh-figures';

const TELL_EVERY_MS = 1_000;

type Totals = Readonly<Partial<Record<OutboundOutcome, number>>>;

/** Running campaigns as the screens are told of them. */
export class CampaignTold {
  private readonly fresh: FreshFigures;
  private readonly toldAtMs = new Map<string, number>();

  constructor(
    private readonly owner: Pick<OwnerContext, 'calls' | 'clock' | 'known' | 'publish'>,
    private readonly registry: Pick<CallRegistry, 'all'>, private readonly targets: Pick<TargetRepository, 'counts'>,
  ) {
    this.fresh = new FreshFigures(owner.clock);
  }

  /** Its status has changed: told whenever it was told last, with figures read after the change. */
  async tellNow(campaign: Campaign): Promise<void> {
    this.forget(campaign.id);
    await this.tell(campaign, []);
  }

  /**
   * At most once a second: the screens need no more, and the counts cost something.
   * @param pool the agents whom the reasons speak of: a screen never says that nobody is idle beside somebody who is
   */
  async tell(campaign: Campaign, reasons: readonly PacingReason[], pool: PoolSnapshot = this.owner.known.view()): Promise<void> {
    const nowMs = this.owner.clock.monotonicMs();
    if (nowMs - (this.toldAtMs.get(campaign.id) ?? Number.NEGATIVE_INFINITY) < TELL_EVERY_MS) return;
    this.toldAtMs.set(campaign.id, nowMs);
    const line = lineOfCampaign(campaign.id);
    const agents: AgentsShown = agentsShown(line, pool);
    const [totals, targets] = await Promise.all([
      this.fresh.of<Totals>('totals', campaign.id, () => this.owner.calls.totals(campaign.id, new Date(0))),
      this.fresh.of('targets', campaign.id, () => this.targets.counts(campaign.id)),
    ]);
    // Something newer was told while these were counted: that the campaign is over, say.
    if (this.toldAtMs.get(campaign.id) !== nowMs) return;
    this.owner.publish({
      type: 'campaign', clientId: campaign.clientId, campaignId: campaign.id, status: campaign.status,
      reasons: reasons.map((reason) => ({ ...reason, figures: { ...reason.figures } })),
      lines: this.linesOf(line), agents,
      totals: {
        dialed: sum(totals, wasDialed), answered: sum(totals, wasAnswered), connected: totals.connected ?? 0,
        abandoned: totals.abandoned ?? 0, hungUpWaiting: totals['hung-up-waiting'] ?? 0,
      },
      targets, at: new Date(this.owner.clock.nowMs()).toISOString(),
    });
  }

  forget(campaignId: string): void {
    this.fresh.forget(campaignId, 'totals', 'targets');
    this.toldAtMs.delete(campaignId);
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
}

function sum(totals: Totals, counts: (outcome: OutboundOutcome) => boolean): number {
  return OUTBOUND_OUTCOMES.reduce((total, outcome) => total + (counts(outcome) ? totals[outcome] ?? 0 : 0), 0);
}
