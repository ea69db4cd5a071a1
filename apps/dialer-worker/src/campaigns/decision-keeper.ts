import type { Heard, PacingState } from '@paceline/domain/pacing';
import { alsoHeard, isWorthKeeping, type KeptDecision } from '@paceline/domain/pacing-history/kept-decision';
import { packDecisions, type PacingRepository } from '@paceline/persistence';

/** A crash costs what has not been written yet; each write is a row. */
const WRITE_EVERY_MS = 15_000;
const AT_MOST = 120;
const PRUNE_EVERY_MS = 10 * 60_000;
const KEEP_HOURS = 24;
const PRUNED_AT_ONCE = 500;

/** Keeps a campaign's decisions for a day. What is not worth a line of its own is heard in the next one that is. */
export class DecisionKeeper {
  private readonly unwritten: KeptDecision[] = [];
  private stateBefore: PacingState | null = null;
  /** What was heard since the last one that was kept, and the state before any of it was learned. */
  private passedOver: { readonly heard: Heard; readonly stateBefore: PacingState } | null = null;
  private prunedAtMs = Number.NEGATIVE_INFINITY;
  newest: KeptDecision | null = null;

  constructor(private readonly campaignId: string, private readonly repository: Pick<PacingRepository, 'addDecisions' | 'prune'>) {}

  /** @param stateBefore of the decision; a stretch of decisions begins with it */
  note(decision: KeptDecision, stateBefore: PacingState): void {
    const { passedOver } = this;
    const heard = passedOver === null ? decision.snapshot.heard : alsoHeard(passedOver.heard, decision.snapshot.heard);
    const before = passedOver?.stateBefore ?? stateBefore;
    if (!isWorthKeeping(decision, this.newest)) { this.passedOver = { heard, stateBefore: before }; return; }
    this.passedOver = null;
    this.stateBefore ??= before;
    this.newest = { ...decision, snapshot: { ...decision.snapshot, heard } };
    this.unwritten.push(this.newest);
  }

  get isDue(): boolean {
    const [first, last] = [this.unwritten[0], this.unwritten.at(-1)];
    return first !== undefined && last !== undefined && (this.unwritten.length >= AT_MOST || last.atMs - first.atMs >= WRITE_EVERY_MS);
  }

  async write(nowMs: number): Promise<void> {
    const decisions = this.unwritten.splice(0);
    const [first, last] = [decisions[0], decisions.at(-1)];
    if (first === undefined || last === undefined) return;
    const stretch = { stateBefore: this.stateBefore ?? {}, decisions };
    this.stateBefore = null;
    await this.repository.addDecisions(this.campaignId, first.atMs, last.atMs, await packDecisions(stretch));
    if (nowMs - this.prunedAtMs < PRUNE_EVERY_MS) return;
    this.prunedAtMs = nowMs;
    await this.repository.prune(KEEP_HOURS, PRUNED_AT_ONCE);
  }
}
