import { redialAfterMs, registeringHelps } from '@paceline/domain/agent/redial';
import type { NoPhone, PhoneTrouble } from '@paceline/domain/agent/phone-trouble';
import type { DoorRefusal } from '../dialing/dial-door';
import type { OwnerContext } from '../context/owner-context';

/** A phone that was not called, by a rule: asking again dials nobody. */
const ASK_AGAIN_MS = 5_000;

/** How a call to a phone came to nothing, as the switch said it. */
export interface FailedCall extends Readonly<Pick<PhoneTrouble, 'cause' | 'sipStatus' | 'upForMs'>> { readonly rang: boolean }

type RedialOwner = Pick<OwnerContext, 'clock' | 'environment' | 'agents' | 'run'>;

/** When agents' phones that did not take our calls are called again, and what the switch said of them. */
export class LegRedials {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  /** Calls in a row that came to nothing, whatever kept them. */
  private readonly failures = new Map<string, number>();
  private readonly troubles = new Map<string, PhoneTrouble>();
  private readonly refusals = new Map<string, DoorRefusal>();
  /** Phones that were not there: that one registers is news. */
  private readonly away = new Set<string>();
  private stopped = false;

  constructor(
    private readonly owner: RedialOwner, private readonly callAgain: (agentId: string) => Promise<void>,
    /** The agent's row tells of another trouble than before, or of none. */
    private readonly rowChanged: (agentId: string) => void,
  ) {}

  /** Whether the phone is to be called again later. */
  isDue(agentId: string): boolean {
    return this.timers.has(agentId);
  }

  /** Why the agent has no phone; null while it is up, or was not called yet. */
  why(agentId: string): NoPhone | null {
    const trouble = this.troubles.get(agentId);
    if (trouble !== undefined) return { said: { cause: trouble.cause, sipStatus: trouble.sipStatus, upForMs: trouble.upForMs } };
    const refusal = this.refusals.get(agentId);
    return refusal === undefined ? null : { refusal };
  }

  get anybodyAway(): boolean {
    return this.away.size > 0;
  }

  /** Whether a phone that has registered need not wait for its turn. */
  helpsToRegister(agentId: string): boolean {
    return this.timers.has(agentId) && this.away.has(agentId);
  }

  failed(agentId: string, call: FailedCall): void {
    const waitMs = this.again(agentId);
    const nowMs = this.owner.clock.nowMs();
    const trouble = {
      cause: call.cause, sipStatus: call.sipStatus, upForMs: call.upForMs, failures: (this.troubles.get(agentId)?.failures ?? 0) + 1,
      sinceAtMs: this.troubles.get(agentId)?.sinceAtMs ?? nowMs, failedAtMs: nowMs, nextAtMs: nowMs + waitMs,
    };
    this.refusals.delete(agentId);
    this.troubles.set(agentId, trouble);
    if (call.upForMs === null && registeringHelps(call)) this.away.add(agentId); else this.away.delete(agentId);
    this.toRow(agentId, trouble);
  }

  /** Something of ours kept the call: it says nothing of the phone. */
  again(agentId: string): number {
    const failures = (this.failures.get(agentId) ?? 0) + 1;
    this.failures.set(agentId, failures);
    const waitMs = redialAfterMs(failures, this.owner.environment.AGENT_LEG_RETRY_MS);
    this.after(agentId, waitMs);
    return waitMs;
  }

  /** Nothing was sent. What has to change is an administrator's to do, and is shown until then; the rule is asked again later. */
  refused(agentId: string, why: DoorRefusal): void {
    this.refusals.set(agentId, why);
    this.after(agentId, ASK_AGAIN_MS);
  }

  /** The phone took the call: what was said of it is over. How often it failed is forgotten when it has held the call for a while. */
  answered(agentId: string): void {
    this.troubles.delete(agentId);
    this.refusals.delete(agentId);
    this.away.delete(agentId);
  }

  /** Its phone is called: no rule is in the way any more. */
  called(agentId: string): void {
    if (this.refusals.delete(agentId)) this.rowChanged(agentId);
  }

  proved(agentId: string): void {
    this.failures.delete(agentId);
  }

  /** Another phone, another line, a new working day: nothing is held against it. */
  forget(agentId: string): void {
    this.cancel(agentId);
    this.proved(agentId);
    if (!this.troubles.has(agentId)) return;
    this.answered(agentId);
    this.toRow(agentId, null);
  }

  private toRow(agentId: string, trouble: PhoneTrouble | null): void {
    this.owner.run('tell why a phone is not reached', async () => {
      await this.owner.agents.legTrouble(agentId, trouble);
      this.rowChanged(agentId);
    });
  }

  cancel(agentId: string): void {
    clearTimeout(this.timers.get(agentId));
    this.timers.delete(agentId);
  }

  stop(): void {
    this.stopped = true;
    for (const agentId of [...this.timers.keys()]) this.cancel(agentId);
  }

  private after(agentId: string, ms: number): void {
    if (this.stopped) return;
    this.cancel(agentId);
    this.timers.set(agentId, setTimeout(() => {
      this.timers.delete(agentId);
      this.owner.run('call an agent\'s phone again', () => this.callAgain(agentId));
    }, ms));
  }
}
