import { abandonedByCallers } from '@paceline/domain/metrics/abandonment';
import { serviceLevel, type ServiceLevelTarget } from '@paceline/domain/metrics/service-level';
import { waitsOf } from '@paceline/domain/metrics/waits';
import { targetOf } from '@paceline/domain/queue/queue-settings';
import type { Stay } from '@paceline/domain/queue/stays';
import { abandonmentLawOf } from '@paceline/domain/compliance/law-profiles';
import { wasAnswered, type Outcome } from '@paceline/domain/call/outcome';
import { Campaign, Queue, rows, staysIn } from '@paceline/persistence';
import type { DataSource } from 'typeorm';
import type { DayResult } from './blended-day';
import type { DemoLine } from './set-up';

/** What became of those who were offered to the agents on one line. */
export interface LineFigures {
  readonly line: string;
  readonly name: string;
  /** So much of them should be answered so soon. */
  readonly targetPercent: number;
  readonly targetSec: number;
  readonly offered: number;
  readonly answered: number;
  /** Null: nobody was offered. */
  readonly serviceLevelPercent: number | null;
  /** Of the offered; who gave up at once were not. */
  readonly abandoned: number;
  readonly shortAbandoned: number;
  readonly abandonedPercent: number | null;
  /** Of those answered, until their agent. */
  readonly meanWaitMs: number | null;
  readonly p90WaitMs: number | null;
}

/** The campaign's line first, then the queues', by one definition. */
export async function lineFigures(dataSource: DataSource, { campaign, queues, from }: DayResult): Promise<LineFigures[]> {
  const figures = [await ofCampaign(dataSource, campaign)];
  for (const queue of queues) figures.push(await ofQueue(dataSource, queue, from));
  return figures;
}

/** A person who answered waits from then on for an agent: the law says how long, and how many may meet none. */
async function ofCampaign(dataSource: DataSource, { id, line, name }: DemoLine): Promise<LineFigures> {
  const law = abandonmentLawOf(await dataSource.manager.findOneByOrFail(Campaign, { id }));
  const calls = await rows<{ outcome: Outcome; answeredAt: Date; connectedAt: Date | null; endedAt: Date }>(dataSource,
    'SELECT outcome, answered_at AS answeredAt, connected_at AS connectedAt, COALESCE(safe_harbour_at, ended_at) AS endedAt FROM calls WHERE campaign_id = ? AND answered_at IS NOT NULL', [id]);
  const stays = calls.filter(({ outcome }) => wasAnswered(outcome)).map(({ answeredAt, connectedAt, endedAt }): Stay => ({
    enteredAtMs: answeredAt.getTime(), left: connectedAt === null ? { atMs: endedAt.getTime(), how: 'abandoned' } : { atMs: connectedAt.getTime(), how: 'answered' },
  }));
  return figuresOf({ id, line, name }, stays, { ratio: 1 - law.abandonCapRatio, withinMs: law.connectWithinMs, shortAbandonMs: 0 });
}

async function ofQueue(dataSource: DataSource, queue: DemoLine, from: Date): Promise<LineFigures> {
  const target = targetOf(await dataSource.manager.findOneByOrFail(Queue, { id: queue.id }));
  return figuresOf(queue, await staysIn(dataSource, queue.id, from), target);
}

function figuresOf({ line, name }: DemoLine, stays: readonly Stay[], target: ServiceLevelTarget): LineFigures {
  const level = serviceLevel(stays, target, -Infinity, Infinity, Date.now());
  const { answered: waited } = waitsOf(stays, -Infinity, Infinity);
  return {
    line, name, targetPercent: Math.round(100 * target.ratio), targetSec: target.withinMs / 1_000, offered: level.offered, answered: level.answered,
    serviceLevelPercent: percent(level.ratio), abandoned: level.abandoned - level.shortAbandoned, shortAbandoned: level.shortAbandoned, abandonedPercent: percent(abandonedByCallers(level)),
    meanWaitMs: waited === null ? null : Math.round(waited.meanMs), p90WaitMs: waited?.p90Ms ?? null,
  };
}

function percent(ratio: number | null): number | null {
  return ratio === null ? null : Number((100 * ratio).toFixed(1));
}

/** A table for people. */
export function lineTable(lines: readonly LineFigures[]): string[] {
  const rowsOfText = lines.map(({ name, offered, answered, abandoned, shortAbandoned, serviceLevelPercent, targetPercent, targetSec, meanWaitMs, p90WaitMs }) => [
    name, String(offered), String(answered), serviceLevelPercent === null ? '-' : `${serviceLevelPercent} %`, `${targetPercent} % in ${targetSec} s`, String(abandoned), String(shortAbandoned),
    seconds(meanWaitMs), seconds(p90WaitMs),
  ]);
  const table = [['line', 'offered', 'answered', 'service level', 'target', 'abandoned', 'at once', 'mean wait', '90 % within'], ...rowsOfText];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table.map((row) => row.map((cell, column) => column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)).join('  '));
}

function seconds(ms: number | null): string {
  return ms === null ? '-' : `${(ms / 1_000).toFixed(2)} s`;
}
