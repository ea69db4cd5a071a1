import { LEFT_AT_ONCE, type LaterSurveys } from '@paceline/persistence';
import type { OwnerContext } from '../context/owner-context';
import { Rounds } from '../context/rounds';
import type { AfterCall } from './after-call';

const LOOK_EVERY_MS = 2_000;
/** A talk's end is written moments after it; when the database was away, minutes. */
const LOOK_BACK_SEC = 600;

export interface LaterCallsParts {
  readonly rule: Pick<AfterCall, 'asks'>;
  readonly rows: Pick<LaterSurveys, 'left' | 'putOn' | 'follow' | 'takeOff'>;
}

/**
 * Customers who hung up before they could be asked, where their rule has them called later. They are found by their rows, so that it
 * is nothing to them which worker had their call, or that it died; whether they are asked is judged as of everybody.
 */
export class LaterCalls {
  private readonly rounds: Rounds;
  /** A new owner looks at all whom rules still reach. */
  private withinSec: number | null = null;

  constructor(private readonly owner: Pick<OwnerContext, 'lease' | 'run'>, private readonly parts: LaterCallsParts) {
    this.rounds = new Rounds(owner, LOOK_EVERY_MS, 'look for customers who left before they were asked', () => this.look());
  }

  start(): void {
    this.rounds.start();
  }

  stop(): void {
    this.rounds.stop();
  }

  async look(): Promise<void> {
    const { rows, rule } = this.parts;
    const left = await rows.left(this.withinSec);
    for (const talk of left) {
      const told = await rule.asks(talk, talk.talkedMs, talk.endedAgoMs);
      if (!this.owner.lease.isHeld()) return;
      if (told.ask) await rows.putOn(talk, told.ruleId);
    }
    if (left.length < LEFT_AT_ONCE) this.withinSec = LOOK_BACK_SEC;
    await rows.follow();
    await rows.takeOff();
  }
}
