import { Injectable } from '@nestjs/common';
import type { QueueDay, QueueDayQuery } from '@paceline/contracts/queues';
import type { ClientScope } from '@paceline/domain/client/client';
import { dayFigures, dayNow, dayOf, type PeriodFigures } from '@paceline/domain/metrics/day-figures';
import { targetOf } from '@paceline/domain/queue/queue-settings';
import { ClientQueues, staysIn } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { notFound } from '@paceline/platform/errors';
import { zoneNamed } from '@paceline/platform/zones';
import { DataSource } from 'typeorm';

const DAY_MS = 24 * 60 * 60_000;

/** What became of the callers of a queue, day by day of its own clock, from the rows. */
@Injectable()
export class QueueDaysService {
  constructor(private readonly dataSource: DataSource, private readonly clock: Clock) {}

  async day(client: ClientScope, id: string, { date }: QueueDayQuery): Promise<QueueDay> {
    const queue = await new ClientQueues(this.dataSource, client).find(id);
    if (queue === null) throw notFound('queue', id);
    const [nowMs, zone] = [this.clock.nowMs(), zoneNamed(queue.zone)];
    const dayNumber = date === undefined ? dayNow(zone, nowMs) : Date.parse(date) / DAY_MS;
    const day = dayOf(zone, dayNumber);
    const stays = await staysIn(this.dataSource, id, new Date(day.fromMs), new Date(day.toMs));
    const { total, periods } = dayFigures(stays, targetOf(queue), day, nowMs);
    return {
      queueId: id, zone: queue.zone, date: new Date(dayNumber * DAY_MS).toISOString().slice(0, 10), from: new Date(day.fromMs).toISOString(), to: new Date(day.toMs).toISOString(),
      total: shown(total), periods: periods.map(shown),
    };
  }
}

function shown({ fromMs, ...figures }: PeriodFigures): QueueDay['total'] {
  return { from: new Date(fromMs).toISOString(), ...figures };
}
