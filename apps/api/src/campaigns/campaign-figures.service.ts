import { Injectable } from '@nestjs/common';
import type { CampaignFigures } from '@paceline/contracts/campaigns';
import type { PacingReason } from '@paceline/domain/pacing';
import { OUTBOUND_OUTCOMES, isStrictlyAbandoned, wantedAgent, wasAnswered, wasDialed, type OutboundOutcome } from '@paceline/domain/call/outcome';
import { lineOfCampaign } from '@paceline/domain/routing/line';
import type { ClientScope } from '@paceline/domain/client/client';
import { CallRepository, ClientCalls, ClientCampaigns, TargetRepository, dialingStop } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { notFound } from '@paceline/platform/errors';
import { EventStream } from '@paceline/queues';
import { DataSource } from 'typeorm';
import { AgentPools } from '../infrastructure/agent-pools';
import { within } from '../infrastructure/within';
import { toReasonView } from './reason-view';

const READ_WITHIN_MS = 1_000;

type ByOutcome = Readonly<Partial<Record<OutboundOutcome, number>>>;

/** What came of a campaign so far, from the rows, and what its agents do now. */
@Injectable()
export class CampaignFiguresService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly targets: TargetRepository,
    private readonly calls: CallRepository,
    private readonly pools: AgentPools,
    private readonly stream: EventStream,
    private readonly clock: Clock,
  ) {}

  async figures(scope: ClientScope, id: string): Promise<CampaignFigures> {
    const campaign = await new ClientCampaigns(this.dataSource, scope).find(id);
    if (campaign === null) throw notFound('campaign', id);
    const [targets, byOutcome, liveByState, agents, why] = await Promise.all([
      this.targets.counts(id), this.calls.totals(id, new Date(0)), new ClientCalls(this.dataSource, scope).liveOfCampaign(id, campaign.switchId), this.pools.lineCounts(campaign.switchId, lineOfCampaign(id)),
      this.why(id),
    ]);
    const dialing = Object.entries(liveByState).reduce((total, [state, n]) => total + (state === 'planned' ? 0 : n), 0);
    const answered = sum(byOutcome, wasAnswered);
    const wanted = sum(byOutcome, wantedAgent);
    const abandoned = byOutcome.abandoned ?? 0;
    return {
      campaignId: id, status: campaign.status, at: new Date(this.clock.nowMs()).toISOString(), targets,
      calls: { byOutcome, liveByState },
      dialed: dialing + sum(byOutcome, wasDialed), answered, connected: byOutcome.connected ?? 0, abandoned, hungUpWaiting: byOutcome['hung-up-waiting'] ?? 0,
      abandonedRatio: ratio(abandoned, wanted), strictAbandonedRatio: ratio(sum(byOutcome, isStrictlyAbandoned), wanted),
      agents, why,
    };
  }

  /** Of a Redis that is away nothing is known: the rest of the figures is still true. */
  private async why(id: string): Promise<CampaignFigures['why']> {
    // In the database: true without a worker, and without Redis.
    const stop = await dialingStop(this.dataSource);
    if (stop !== null) {
      const reason: PacingReason = { limit: 'dialing-stopped', detail: `${stop.byUsername}: ${stop.reason}`, figures: { sinceAtMs: stop.at.getTime() } };
      return [toReasonView(reason)];
    }
    const now = await within(READ_WITHIN_MS, this.stream.campaignNow(id)).catch(() => null);
    return now?.reasons.map((reason) => toReasonView(reason as PacingReason)) ?? null; // the worker's own reasons
  }
}

function sum(byOutcome: ByOutcome, counts: (outcome: OutboundOutcome) => boolean): number {
  return OUTBOUND_OUTCOMES.reduce((total, outcome) => total + (counts(outcome) ? byOutcome[outcome] ?? 0 : 0), 0);
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
