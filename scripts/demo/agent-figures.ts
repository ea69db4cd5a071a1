import { stretchesOf, timesOf } from '@paceline/domain/agent/agent-time';
import { handlingOf } from '@paceline/domain/metrics/handling';
import { occupancyOf } from '@paceline/domain/metrics/occupancy';
import { TalkRepository, agentRecords } from '@paceline/persistence';
import type { DataSource } from 'typeorm';
import type { DayResult } from './blended-day';

/** What the day was to its agents, whatever line they talked on. */
export interface AgentFigures {
  readonly talks: number;
  readonly meanHandleMs: number;
  readonly meanTalkMs: number;
  readonly occupancyPercent: number;
}

export async function agentFigures(dataSource: DataSource, { agentIds, from, to }: DayResult): Promise<AgentFigures> {
  const handled = (await new TalkRepository(dataSource).handled({ from, to, agentId: null })).filter(({ agentId }) => agentIds.includes(agentId));
  const records = await agentRecords(dataSource, agentIds, { from, to });
  const occupancy = occupancyOf([...records.values()].map((record) => timesOf(stretchesOf(record, from.getTime(), to.getTime()))));
  const handling = handlingOf(handled);
  return {
    talks: handled.reduce((sum, { talks }) => sum + talks, 0), meanHandleMs: Math.round(handling?.meanHandleMs ?? 0), meanTalkMs: Math.round(handling?.meanTalkMs ?? 0),
    occupancyPercent: Number((100 * (occupancy ?? 0)).toFixed(1)),
  };
}
