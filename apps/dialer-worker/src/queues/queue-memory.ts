import { RECALLED_MS, recalledArrivals, type ArrivalsHeard, type UsualArrivals } from '@paceline/domain/queue/arrivals';
import type { FreeingHeard } from '@paceline/domain/queue/freeing';
import { dayBeganAtMs, fixedZone } from '@paceline/domain/compliance/zone';
import type { QueueHeard } from '@paceline/domain/queue/queue-learned';
import { usualArrivals, type EarlierDay } from '@paceline/domain/queue/usual-arrivals';
import { earlierDaysOf, lastEndsIn, lastTalksOf, type QueueStay } from '@paceline/persistence';
import type { OwnerContext } from '../context/owner-context';
import type { StaysBook } from './stays-book';

/** Earlier days are told apart by what is the same everywhere. */
const UTC = fixedZone(0);
const EARLIER_DAYS = 28;
/** So far back the last calls, and the last talks, may lie; more of them than so many teach nothing more. */
const LAST_ENDS = { withinMs: 14 * 24 * 60 * 60_000, most: 300 } as const;
const LAST_TALKS = { withinMs: 3 * 24 * 60 * 60_000, most: 200 } as const;

/** What the rows tell of queues: the earlier days once a day, all else once, when somebody begins to look after them. */
export class QueueMemory {
  private readonly days = new Map<string, { readonly dayBeganAtMs: number; readonly days: readonly EarlierDay[] }>();

  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'dataSource' | 'environment'>, private readonly stays: StaysBook) {}

  /** How many calls are usual at an instant of about now, by earlier days: the same hour by UTC, by which all days are counted. */
  async usual(queueId: string): Promise<(atMs: number) => UsualArrivals> {
    const today = dayBeganAtMs(UTC, this.owner.clock.nowMs());
    let known = this.days.get(queueId);
    if (known?.dayBeganAtMs !== today) {
      known = { dayBeganAtMs: today, days: await earlierDaysOf(this.owner.dataSource, queueId, today, EARLIER_DAYS) };
      this.days.set(queueId, known);
    }
    const { days } = known;
    return (atMs) => usualArrivals(days, atMs - today);
  }

  /** As it would be known to somebody who had been there in the last hour. */
  async arrivals(queueId: string, usualAt: (atMs: number) => UsualArrivals): Promise<ArrivalsHeard> {
    await this.stays.look(queueId);
    const nowMs = this.owner.clock.nowMs();
    const came = this.staysOf(queueId).map(({ enteredAtMs }) => enteredAtMs).filter((atMs) => atMs >= nowMs - RECALLED_MS && atMs < nowMs);
    return recalledArrivals(came, usualAt, nowMs);
  }

  /** Today's, and who waits, as they were read last. */
  staysOf(queueId: string): readonly QueueStay[] {
    return this.stays.of(queueId);
  }

  async lastEnds(queueId: string): Promise<QueueHeard> {
    return await lastEndsIn(this.owner.dataSource, queueId, this.ago(LAST_ENDS.withinMs), LAST_ENDS.most);
  }

  async lastTalks(clientId: string): Promise<FreeingHeard> {
    return await lastTalksOf(this.owner.dataSource, { clientId, switchId: this.owner.environment.SWITCH_ID }, this.ago(LAST_TALKS.withinMs), LAST_TALKS.most);
  }

  private ago(ms: number): Date {
    return new Date(this.owner.clock.nowMs() - ms);
  }
}
