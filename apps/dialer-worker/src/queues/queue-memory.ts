import { RECALLED_MS, recalledArrivals, type ArrivalsHeard, type UsualArrivals } from '@paceline/domain/queue/arrivals';
import type { FreeingHeard } from '@paceline/domain/queue/freeing';
import { dayBeganAtMs, localTime, type Zone } from '@paceline/domain/compliance/zone';
import type { QueueHeard } from '@paceline/domain/queue/queue-learned';
import { QUARTER_MS, earlierDays, usualArrivals, type EarlierDay } from '@paceline/domain/queue/usual-arrivals';
import { callsByQuarterIn, lastEndsIn, lastTalksOf, type QueueStay } from '@paceline/persistence';
import type { OwnerContext } from '../context/owner-context';
import type { StaysBook } from './stays-book';

const DAY_MS = 24 * 60 * 60_000;
const EARLIER_MS = 28 * DAY_MS;
/** So far back the last calls, and the last talks, may lie; more of them than so many teach nothing more. */
const LAST_ENDS = { withinMs: 14 * DAY_MS, most: 300 } as const;
const LAST_TALKS = { withinMs: 3 * DAY_MS, most: 200 } as const;

/** What the rows tell of queues: the earlier days once a day, all else once, when somebody begins to look after them. */
export class QueueMemory {
  private readonly days = new Map<string, { readonly dayBeganAtMs: number; readonly days: readonly EarlierDay[] }>();

  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'dataSource' | 'environment'>, private readonly stays: StaysBook) {}

  /** How many calls are usual at an instant of about now, by the same hour of earlier days on the queue's own clock. */
  async usual(queueId: string, zone: Zone): Promise<(atMs: number) => UsualArrivals> {
    const nowMs = this.owner.clock.nowMs();
    const today = dayBeganAtMs(zone, nowMs);
    let known = this.days.get(queueId);
    if (known?.dayBeganAtMs !== today) {
      // Every zone's days begin with a quarter of an hour of UTC.
      const from = Math.floor((today - EARLIER_MS) / QUARTER_MS) * QUARTER_MS;
      const counts = await callsByQuarterIn(this.owner.dataSource, queueId, new Date(from), new Date(today));
      known = { dayBeganAtMs: today, days: earlierDays(counts, zone, nowMs) };
      this.days.set(queueId, known);
    }
    const { days } = known;
    return (atMs) => usualArrivals(days, localTime(zone, atMs).minute * 60_000);
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
