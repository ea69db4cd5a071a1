/** Why a session was not created. All of them answer an originate with DESTINATION_OUT_OF_ORDER. */
export type Refusal = 'paused' | 'duplicate-uuid' | 'over-rate' | 'over-max-sessions';

export type Direction = 'inbound' | 'outbound';

/**
 * The switch's throttles, as `switch_core_session_request_uuid` applies them: pause, then the duplicate,
 * then the rate, then the number of sessions. A refused session still costs a place in the second's budget.
 */
export class Limits {
  private budget: number;
  private budgetSecond = -1;
  private spentThisSecond = 0;
  private paused = { inbound: false, outbound: false };
  /** Figures of HEARTBEAT and `status`. */
  lastPerSec = 0;
  peakPerSec = 0;

  constructor(private perSec: number, private maxSessions: number) {
    this.budget = perSec;
  }

  get sessionsPerSec(): number { return this.perSec; }
  get max(): number { return this.maxSessions; }

  /** Takes effect with the next second, as on the real switch (recorded: `limits`). Zero or less only reads. */
  setSessionsPerSec(perSec: number): number {
    if (perSec > 0) this.perSec = perSec;
    return this.perSec;
  }

  setMaxSessions(max: number): number {
    if (max > 0) this.maxSessions = max;
    return this.maxSessions;
  }

  pause(direction: Direction | 'all', on: boolean): void {
    if (direction !== 'outbound') this.paused.inbound = on;
    if (direction !== 'inbound') this.paused.outbound = on;
  }

  isPaused(direction: Direction | 'all'): boolean {
    return direction === 'all' ? this.paused.inbound && this.paused.outbound : this.paused[direction];
  }

  /** What is left of the current second. */
  remaining(nowMs: number): number {
    this.roll(nowMs);
    return Math.max(0, this.budget);
  }

  /** Spends one session of this second's budget. A limit of N admits N−1: the last unit is never given (measured). */
  admit(direction: Direction, sessions: number, duplicate: boolean, nowMs: number): Refusal | null {
    if (this.paused[direction]) return 'paused';
    if (duplicate) return 'duplicate-uuid';
    this.roll(nowMs);
    this.budget -= 1;
    this.spentThisSecond += 1;
    this.peakPerSec = Math.max(this.peakPerSec, this.spentThisSecond);
    if (this.budget <= 0) return 'over-rate';
    if (sessions + 1 > this.maxSessions) return 'over-max-sessions';
    return null;
  }

  private roll(nowMs: number): void {
    const second = Math.floor(nowMs / 1000);
    if (second === this.budgetSecond) return;
    this.lastPerSec = second === this.budgetSecond + 1 ? this.spentThisSecond : 0;
    this.budgetSecond = second;
    this.spentThisSecond = 0;
    this.budget = this.perSec;
  }
}
