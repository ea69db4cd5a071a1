import { serviceLevel, type ServiceLevelTarget } from '@paceline/domain/metrics/service-level';
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
  readonly abandoned: number;
  /** Of those answered, until their agent. */
  readonly meanWaitMs: number | null;
}

/** The campaign's line first, then the queues', by one definition. */
export async function lineFigures(dataSource: DataSource, { campaign, queues }: DayResult): Promise<LineFigures[]> {
  const figures = [await ofCampaign(dataSource, campaign)];
  for (const queue of queues) figures.push(await ofQueue(dataSource, queue));
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

async function ofQueue(dataSource: DataSource, queue: DemoLine): Promise<LineFigures> {
  const target = targetOf(await dataSource.manager.findOneByOrFail(Queue, { id: queue.id }));
  return figuresOf(queue, await staysIn(dataSource, queue.id, new Date(0)), target);
}

function figuresOf({ line, name }: DemoLine, stays: readonly Stay[], target: ServiceLevelTarget): LineFigures {
  const { offered, answered, ratio, abandoned, meanAnswerMs } = serviceLevel(stays, target, -Infinity, Infinity, Date.now());
  return {
    line, name, targetPercent: Math.round(100 * target.ratio), targetSec: target.withinMs / 1_000, offered, answered,
    serviceLevelPercent: ratio === null ? null : Number((100 * ratio).toFixed(1)), abandoned, meanWaitMs: meanAnswerMs === null ? null : Math.round(meanAnswerMs),
  };
}

/** A table for people. */
export function lineTable(lines: readonly LineFigures[]): string[] {
  const rowsOfText = lines.map(({ name, offered, answered, abandoned, serviceLevelPercent, targetPercent, targetSec, meanWaitMs }) => [
    name, String(offered), String(answered), serviceLevelPercent === null ? '-' : `${serviceLevelPercent} %`, `${targetPercent} % in ${targetSec} s`, String(abandoned),
    meanWaitMs === null ? '-' : `${(meanWaitMs / 1_000).toFixed(2)} s`,
  ]);
  const table = [['line', 'offered', 'answered', 'service level', 'target', 'abandoned', 'mean wait'], ...rowsOfText];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table.map((row) => row.map((cell, column) => column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)).join('  '));
}
