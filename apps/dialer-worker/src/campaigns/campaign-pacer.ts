import { NOTHING_HEARD, decide, type Pacer, type PacingDecision, type PacingReason, type PacingSettings, type PacingSnapshot, type PacingState } from '@paceline/domain/pacing';
import type { PacingRepository } from '@paceline/persistence';
import type { OwnerContext } from '../context/owner-context';
import { DecisionKeeper } from './decision-keeper';
import { fallBack } from './fall-back';

const SAVE_EVERY_MS = 3_000;
/** An answer rate of last week says nothing of today; the law's budget is counted from the rows, however old. */
const STATE_GOOD_FOR_MS = 7 * 24 * 60 * 60_000;

export type PacerOwner = Pick<OwnerContext, 'clock' | 'metrics' | 'log' | 'run'>;

/** The pacer of one campaign, with what it has learned: kept with the campaign under the fence of its lease. */
export class CampaignPacer {
  private state: PacingState = {};
  private savedAtMs = 0;
  private saving: Promise<void> | null = null;
  private readonly keeper: DecisionKeeper;

  constructor(
    private readonly owner: PacerOwner, private readonly campaignId: string, private readonly fence: bigint,
    private readonly repository: PacingRepository, private readonly pacer: Pacer = decide,
  ) {
    this.keeper = new DecisionKeeper(campaignId, repository);
  }

  /** What an earlier owner learned; what is broken or too old begins afresh. */
  async load(): Promise<void> {
    const kept = await this.repository.load(this.campaignId);
    if (kept === null) return;
    const usable = isState(kept.state) && this.owner.clock.nowMs() - kept.atMs < STATE_GOOD_FOR_MS;
    if (usable) this.state = kept.state;
    else this.owner.log.warn({ campaignId: this.campaignId }, 'the pacer\'s state is broken or old: it learns afresh');
  }

  /**
   * @param explain the pacer's reasons with all others that hold the campaign back
   * @param carryOut cancels and dials; says how many of each it did
   */
  async pace(
    snapshot: PacingSnapshot, settings: PacingSettings, learned: () => void, explain: (decided: readonly PacingReason[]) => readonly PacingReason[],
    carryOut: (decision: PacingDecision) => Promise<{ readonly dialed: number; readonly cancelled: number }>,
  ): Promise<PacingDecision> {
    const stateBefore = this.state;
    const decision = this.decide(snapshot, settings);
    if (decision !== null) { this.state = decision.state; learned(); }
    const decided = decision ?? fallBack(snapshot, this.state);
    const carriedOut = { ...decided, reasons: explain(decided.reasons) };
    let done = { dialed: 0, cancelled: 0 };
    try {
      done = await carryOut(carriedOut);
    } finally {
      const { dial, cancel, reasons } = carriedOut;
      const limit = reasons[0]?.limit ?? 'none';
      this.owner.metrics.pacingDialed.inc({ limit }, done.dialed);
      this.owner.metrics.pacingCancelled.inc({ limit }, done.cancelled);
      // What nobody learned from is heard again in the next snapshot.
      const learnedFrom = decision === null ? { ...snapshot, heard: NOTHING_HEARD } : snapshot;
      this.keeper.note({ atMs: snapshot.takenAtMs, snapshot: learnedFrom, settings, dial, cancel, ...done, reasons }, stateBefore);
      this.saveSoon();
    }
    return carriedOut;
  }

  /** The last words of this ownership. */
  async stop(): Promise<void> {
    await this.saving;
    await this.save(true);
  }

  private decide(snapshot: PacingSnapshot, settings: PacingSettings): PacingDecision | null {
    const beganAtMs = this.owner.clock.monotonicMs();
    try {
      return this.pacer(snapshot, settings, this.state, this.owner.clock.nowMs());
    } catch (thrown) {
      this.owner.metrics.pacingFallbacks.inc();
      this.owner.log.error({ campaignId: this.campaignId, err: thrown }, 'the pacer failed: one line for each idle agent instead');
      return null;
    } finally {
      this.owner.metrics.pacingDecisionMs.observe(this.owner.clock.monotonicMs() - beganAtMs);
    }
  }

  private saveSoon(): void {
    const nowMs = this.owner.clock.monotonicMs();
    if (this.saving !== null || nowMs - this.savedAtMs < SAVE_EVERY_MS) return;
    this.savedAtMs = nowMs;
    this.owner.run('keep the pacer\'s state', () => this.saving = this.save(false).finally(() => { this.saving = null; }));
  }

  private async save(everything: boolean): Promise<void> {
    const saved = await this.repository.save(this.campaignId, this.fence, this.state, this.keeper.newest);
    // A newer owner paces it: what this one has left to say is still true of its time.
    if (!saved) this.owner.log.warn({ campaignId: this.campaignId }, 'the pacer\'s state was not kept: a newer owner has written');
    if (everything || this.keeper.isDue) await this.keeper.write(this.owner.clock.monotonicMs());
  }
}

/** Numbers and lists of numbers by name, as the pacer writes it. */
function isState(value: unknown): value is PacingState {
  const isNumber = (one: unknown): boolean => typeof one === 'number' && Number.isFinite(one);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    && Object.values(value).every((one) => isNumber(one) || (Array.isArray(one) && one.every(isNumber)));
}
