import type { PoolAgent } from '@paceline/agent-pool';
import type { Clock } from '@paceline/platform/clock';

const DAY_MS = 86_400_000;

/** What an agent has done today: talks begun, what those that are over have lasted, and when the last one of each line began. */
export interface AgentDay { readonly calls: number; readonly talkMs: number; readonly lastCallAtMs: ReadonlyMap<string, number> }

const NOTHING_YET: AgentDay = { calls: 0, talkMs: 0, lastCallAtMs: new Map() };

/**
 * By what some strategies choose: each agent's day, read from their talks once, and counted on by what the pool says of them. The
 * day is UTC's, as a gateway's is: who shares calls with whom is not told by anybody's midnight, and all begin anew together.
 */
export class AgentDays {
  private readonly days = new Map<string, AgentDay>();
  private day: number;

  constructor(private readonly clock: Pick<Clock, 'nowMs'>) {
    this.day = this.today();
  }

  /** Since when talks count, in milliseconds since the epoch. */
  beganAtMs(): number {
    return this.today() * DAY_MS;
  }

  /** Whether it goes on being counted: it need not be read. */
  has(agentId: string): boolean {
    this.turn();
    return this.days.has(agentId);
  }

  is(agentId: string, day: AgentDay): void {
    this.turn();
    this.days.set(agentId, day);
  }

  of(agentId: string): AgentDay {
    this.turn();
    return this.days.get(agentId) ?? NOTHING_YET;
  }

  /** @param before as they were known, if they were; a talk that they were not seen to begin is in the rows. @param line of the call, as far as it is known */
  seen(before: PoolAgent | undefined, now: PoolAgent, line: string | undefined): void {
    if (before === undefined) return;
    const day = this.of(now.agentId);
    const [talked, talks] = [before.state === 'talking', now.state === 'talking'];
    if (talked && !talks) this.days.set(now.agentId, { ...day, talkMs: day.talkMs + Math.max(0, now.stateSinceAtMs - before.stateSinceAtMs) });
    if (talked || !talks) return;
    const lastCallAtMs = line === undefined ? day.lastCallAtMs : new Map(day.lastCallAtMs).set(line, now.stateSinceAtMs);
    this.days.set(now.agentId, { ...day, calls: day.calls + 1, lastCallAtMs });
  }

  /** Yesterday's are nobody's any more. */
  private turn(): void {
    const today = this.today();
    if (today === this.day) return;
    this.day = today;
    for (const agentId of this.days.keys()) this.days.set(agentId, NOTHING_YET);
  }

  private today(): number {
    return Math.floor(this.clock.nowMs() / DAY_MS);
  }
}
