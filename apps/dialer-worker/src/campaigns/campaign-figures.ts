import { isStrictlyAbandoned, OUTCOMES, wasAnswered, type Outcome } from '@paceline/domain/call/outcome';
import type { Heard, PacingReason, PacingSnapshot } from '@paceline/domain/pacing';
import { write, type Campaign, type ClaimSlot, type TargetRepository } from '@paceline/persistence';
import type { OwnerContext } from '../owner/owner-context';
import type { CallRegistry } from '../calls/call-registry';

/** Age at which figures that change slowly are read again. */
const TOTALS_FRESH_MS = 1_000;
const TELL_EVERY_MS = 1_000;
/** Due targets are counted up to this: more than any claim takes. */
const DUE_AT_MOST = 2_000;

/** Until it is told by the calls themselves, the pacer goes by its prior. */
const NOTHING_HEARD: Heard = { answeredAfterMs: [], machines: 0, failedAfterMs: [], cancelledAfterMs: [], talkedForMs: [], wrappedForMs: [], abandoned: 0 };

interface Cached<T> { readonly value: T; readonly readAtMs: number; readonly freshMs: number }

type Totals = Readonly<Partial<Record<Outcome, number>>>;

/** The figures of running campaigns: what the pacer sees and what the screens show are the same numbers. */
export class CampaignFigures {
  private readonly cache = new Map<string, Cached<unknown>>();
  private readonly toldAtMs = new Map<string, number>();
  private readonly due = new Map<string, number>();

  constructor(private readonly owner: OwnerContext, private readonly registry: CallRegistry, private readonly targets: TargetRepository) {}

  async slots(campaignId: string): Promise<readonly ClaimSlot[]> {
    return await this.fresh(`slots ${campaignId}`, TOTALS_FRESH_MS, () => this.targets.slots(campaignId));
  }

  async snapshot(campaignId: string, line: string, slots: readonly ClaimSlot[], trunkLinesFree: number): Promise<PacingSnapshot> {
    const totals = await this.totals(campaignId);
    await this.fresh(`due ${campaignId}`, TOTALS_FRESH_MS, async () => { this.due.set(campaignId, await this.targets.countDue(campaignId, slots, DUE_AT_MOST)); });
    // Last, and the lines in the tick in which the agents are read: an agent who is given a call in between would
    // look idle beside a line that is not dialing any more, and somebody would be dialed for nobody.
    const agents = await this.owner.pool.lineCounts(line);
    const nowMs = this.owner.clock.nowMs();
    const { outForMs, waitingForMs, talkingForMs } = this.agesOf(line, nowMs);
    return {
      takenAtMs: nowMs,
      // The pool counts agents and names no instants: whose time is not known has only begun.
      agents: { idle: agents.idle, reserved: agents.reserved, talkingForMs: exactly(agents.talking, talkingForMs), wrappingForMs: exactly(agents.wrapUp, []) },
      // When a call began to ring is not kept: none may be cancelled.
      lines: { outForMs, ringingForMs: [], waitingForMs },
      heard: NOTHING_HEARD,
      budget: { answers: sum(totals, wasAnswered), abandoned: sum(totals, isStrictlyAbandoned) },
      trunkLinesFree, targetsReady: this.due.get(campaignId) ?? 0,
    };
  }

  /** What a claim took: the count of due targets is right again without reading it. */
  claimed(campaignId: string, taken: number, setAside: number, wanted: number): void {
    const due = this.due.get(campaignId) ?? 0;
    this.due.set(campaignId, taken + setAside < wanted ? 0 : Math.max(0, due - taken - setAside));
  }

  async isComplete(campaignId: string): Promise<boolean> {
    return await this.fresh(`complete ${campaignId}`, TOTALS_FRESH_MS, () => this.targets.allDone(campaignId));
  }

  /** False when somebody paused or stopped it in this moment. */
  async complete(campaignId: string): Promise<boolean> {
    const done = await write(this.owner.dataSource,
      "UPDATE campaigns SET status = 'completed', ended_at = UTC_TIMESTAMP(3) WHERE id = ? AND status = 'running'", [campaignId]);
    if (done.affectedRows === 1) this.owner.log.info({ campaignId }, 'campaign completed: every target has its result');
    // It may be started again, with more targets.
    this.cache.delete(`complete ${campaignId}`);
    return done.affectedRows === 1;
  }

  /** A campaign that runs no more: its figures are read afresh when it runs again. */
  forget(campaignId: string): void {
    for (const what of ['slots', 'due', 'complete', 'totals', 'targets']) this.cache.delete(`${what} ${campaignId}`);
    this.toldAtMs.delete(campaignId);
    this.due.delete(campaignId);
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
      type: 'campaign', campaignId: campaign.id, status: campaign.status,
      reasons: reasons.map((reason) => ({ ...reason, figures: { ...reason.figures } })),
      lines: this.linesOf(line),
      agents: { idle: agents.idle, reserved: agents.reserved, talking: agents.talking, wrapUp: agents.wrapUp, onBreak: agents.onBreak },
      totals: {
        dialed: sum(totals, (outcome) => outcome !== 'not-dialed'), answered: sum(totals, wasAnswered), connected: totals.connected ?? 0,
        abandoned: totals.abandoned ?? 0, hungUpWaiting: totals['hung-up-waiting'] ?? 0,
      },
      targets, at: new Date(this.owner.clock.nowMs()).toISOString(),
    });
  }

  private linesOf(line: string): { dialing: number; waiting: number; talking: number } {
    const lines = { dialing: 0, waiting: 0, talking: 0 };
    for (const call of this.registry.all()) {
      if (call.facts.line !== line) continue;
      if (call.state === 'planned' || call.state === 'originating' || call.state === 'ringing') lines.dialing++;
      else if (call.state === 'talking' || call.state === 'connecting') lines.talking++;
      else lines.waiting++;
    }
    return lines;
  }

  private agesOf(line: string, nowMs: number): { outForMs: number[]; waitingForMs: number[]; talkingForMs: number[] } {
    const ages = { outForMs: [] as number[], waitingForMs: [] as number[], talkingForMs: [] as number[] };
    for (const call of this.registry.all()) {
      if (call.facts.line !== line) continue;
      if (call.state === 'planned' || call.state === 'originating' || call.state === 'ringing') ages.outForMs.push(nowMs - (call.originatingAtMs ?? nowMs));
      else if (call.state === 'talking') ages.talkingForMs.push(nowMs - (call.connectedAtMs ?? nowMs));
      else if (call.state !== 'connecting') ages.waitingForMs.push(nowMs - call.waitingSinceMs);
    }
    return ages;
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

function sum(totals: Totals, counts: (outcome: Outcome) => boolean): number {
  return OUTCOMES.reduce((total, outcome) => total + (counts(outcome) ? totals[outcome] ?? 0 : 0), 0);
}

/** So many ages: what is known, and zeros for the rest. */
function exactly(count: number, knownMs: readonly number[]): number[] {
  return Array.from({ length: count }, (_, index) => knownMs[index] ?? 0);
}
