import { Injectable } from '@nestjs/common';
import type { CampaignPacing, PacingDecisionView, PacingQuery, PacingReplay, ReplayPacing } from '@paceline/contracts/pacing';
import { abandonmentBudget, windowFromMs } from '@paceline/domain/compliance/abandonment-budget';
import { abandonmentLawOf } from '@paceline/domain/compliance/law-profiles';
import { decide } from '@paceline/domain/pacing';
import type { KeptDecision } from '@paceline/domain/pacing-history/kept-decision';
import { Replay } from '@paceline/domain/pacing-history/replay';
import { abandonedByUs } from '@paceline/domain/metrics/abandonment';
import { ClientCampaigns, PacingRepository, answersByHour, unpackDecisions, type Campaign } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import type { CurrentUser } from '../auth/current-user';
import { invalid } from '../edge/validation';
import { toDecisionView } from './pacing-views';

const DAY_MS = 24 * 60 * 60_000;
/** Other requests have their turn between so many decisions of a replay. */
const DECISIONS_AT_ONCE = 200;

const CAVEAT = 'Each figure is what the changed settings decide on when they see what was really there at that moment: the agents, the '
  + 'lines out and the answers of that day. Lines that they would have dialed before, or not dialed, are not played on. So it tells '
  + 'how much bolder or more careful the other settings are, and when; it cannot tell the abandonment or the waits that would have come of it.';

/** Why a campaign dialed as much as it did: the law's budget, the decisions of the last day, and the same day by other settings. */
@Injectable()
export class CampaignPacingService {
  constructor(private readonly dataSource: DataSource, private readonly repository: PacingRepository, private readonly clock: Clock) {}

  async pacing(caller: CurrentUser, id: string, query: PacingQuery): Promise<CampaignPacing> {
    const campaign = await this.find(caller, id);
    const nowMs = this.clock.nowMs();
    const { fromMs, toMs } = stretch(query.from, query.to, nowMs);
    const [budget, kept, decisions] = await Promise.all([this.budget(campaign, nowMs), this.repository.load(id), this.newestFirst(id, fromMs, toMs, query.limit)]);
    return {
      campaignId: id, mode: campaign.mode, abandonTargetRatio: campaign.abandonTargetRatio, at: new Date(nowMs).toISOString(), budget, decisions,
      newest: isKept(kept?.newest) ? toDecisionView(kept.newest) : null,
    };
  }

  async replay(caller: CurrentUser, id: string, { from, to, intervalSec, ...changes }: ReplayPacing): Promise<PacingReplay> {
    await this.find(caller, id);
    const { fromMs, toMs } = stretch(from, to, this.clock.nowMs());
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    let replay: Replay | null = null;
    const times: number[] = [];
    for await (const { packed } of this.repository.decisions(id, fromMs, toMs)) {
      const { stateBefore, decisions } = await unpackDecisions(packed);
      // What the pacer had learned when the stretch begins; from then on it learns under the changed settings.
      replay ??= new Replay(decide, given, intervalSec * 1000, stateBefore);
      for (const [at, decision] of decisions.filter(({ atMs }) => atMs <= toMs).entries()) {
        const asked = decision.atMs >= fromMs;
        replay.play(decision, asked);
        if (asked) times.push(decision.atMs);
        if (at % DECISIONS_AT_ONCE === 0) await new Promise((resolve) => { setImmediate(resolve); });
      }
    }
    const intervals = replay?.result() ?? [];
    const [first, last] = [times[0], times.at(-1)];
    if (first === undefined || last === undefined) throw new PacelineError('no-decisions-kept', 'none-of-that-time');
    const sum = (what: 'dialed' | 'wouldDial' | 'cancelled' | 'wouldCancel'): number => intervals.reduce((total, interval) => total + interval[what], 0);
    return {
      campaignId: id, decisions: times.length, from: new Date(first).toISOString(), to: new Date(last).toISOString(),
      total: { dialed: sum('dialed'), wouldDial: sum('wouldDial'), cancelled: sum('cancelled'), wouldCancel: sum('wouldCancel') },
      intervals: intervals.map(({ fromMs: beginsMs, ...sums }) => ({ from: new Date(beginsMs).toISOString(), ...sums })),
      caveat: CAVEAT,
    };
  }

  private async find(caller: CurrentUser, id: string): Promise<Campaign> {
    const campaign = await new ClientCampaigns(this.dataSource, caller).find(id);
    if (campaign === null) throw notFound('campaign', id);
    return campaign;
  }

  private async budget(campaign: Campaign, nowMs: number): Promise<CampaignPacing['budget']> {
    const law = abandonmentLawOf(campaign);
    const { windowFromMs: fromMs, projected: { atMs, ...projected }, ...now } =
      abandonmentBudget(law, await answersByHour(this.dataSource, campaign, windowFromMs(law, nowMs), nowMs), nowMs);
    return {
      ...now, law: campaign.lawProfile, capRatio: law.abandonCapRatio, windowFrom: fromMs === null ? null : new Date(fromMs).toISOString(),
      usedRatio: abandonedByUs({ answers: now.answers, abandoned: now.used }), projected: { at: new Date(atMs).toISOString(), ...projected },
    };
  }

  private async newestFirst(id: string, fromMs: number, toMs: number, limit: number): Promise<PacingDecisionView[]> {
    const found: PacingDecisionView[] = [];
    for await (const { packed } of this.repository.decisions(id, fromMs, toMs, true)) {
      const { decisions } = await unpackDecisions(packed);
      found.push(...decisions.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs).reverse().map(toDecisionView));
      if (found.length >= limit) break;
    }
    return found.slice(0, limit);
  }
}

/** Within the day for which decisions are kept. */
function stretch(from: string | undefined, to: string | undefined, nowMs: number): { fromMs: number; toMs: number } {
  const toMs = to === undefined ? nowMs : Date.parse(to);
  const fromMs = from === undefined ? nowMs - DAY_MS : Date.parse(from);
  if (fromMs > toMs) throw invalid('from', 'after', { of: 'to' });
  return { fromMs: Math.max(fromMs, nowMs - DAY_MS), toMs };
}

/** The worker's own word; an older version's may lack a part of it. */
function isKept(value: unknown): value is KeptDecision {
  return typeof value === 'object' && value !== null && ['atMs', 'snapshot', 'settings', 'dial', 'dialed', 'cancel', 'cancelled', 'reasons'].every((part) => part in value);
}
