import type { AgentRecord, Span } from '@paceline/domain/agent/agent-time';
import type { AgentStatus, LegMode } from '@paceline/domain/agent/agent-state';
import type { DataSource } from 'typeorm';
import { rows } from './transaction';

/** A talk, or a contact that is looked at, that began earlier than this before the time in question is over by then. */
const LONGEST_HOURS = 24;

interface Of { readonly agentId: string }
interface Part extends Of { readonly fromAt: Date; readonly toAt: Date | null }
type Talk = Part & { readonly wrapUpUntil: Date | null };
type Status = Of & { readonly status: AgentStatus; readonly reason: string | null; readonly at: Date };

/**
 * What is written of these agents' time from `from` to `to`, by their ids; agents that there are not are left out. From it
 * `libs/domain/agent/agent-time` tells what each did: nothing is written for that while calls are made.
 */
export async function agentRecords(dataSource: DataSource, agentIds: readonly string[], { from, to }: { readonly from: Date; readonly to: Date }): Promise<ReadonlyMap<string, AgentRecord>> {
  if (agentIds.length === 0) return new Map();
  const agents = await rows<{ id: string; legMode: LegMode }>(dataSource, 'SELECT id, leg_mode AS legMode FROM agents WHERE id IN (?)', [agentIds]);
  const [statuses, talks, shown, rung, phones] = await Promise.all([
    rows<Status>(dataSource,
      `SELECT l.agent_id AS agentId, l.status, l.reason, l.at FROM agent_status_log l
        WHERE l.agent_id IN (?) AND l.at < ? AND l.at >= COALESCE((SELECT MAX(b.at) FROM agent_status_log b WHERE b.agent_id = l.agent_id AND b.at <= ?), l.at)
        ORDER BY l.at, l.id`, [agentIds, to, from]),
    rows<Talk>(dataSource,
      `SELECT agent_id AS agentId, from_at AS fromAt, to_at AS toAt, wrap_up_until AS wrapUpUntil FROM talks
        WHERE agent_id IN (?) AND from_at < ? AND from_at > TIMESTAMPADD(HOUR, ?, ?)`, [agentIds, to, -LONGEST_HOURS, from]),
    rows<Part>(dataSource,
      `SELECT c.agent_id AS agentId, e.at AS fromAt, COALESCE(c.connected_at, c.ended_at) AS toAt
         FROM calls c JOIN call_events e ON e.call_id = c.id AND e.kind = 'shown'
        WHERE c.agent_id IN (?) AND c.planned_at < ? AND c.planned_at > TIMESTAMPADD(HOUR, ?, ?)`, [agentIds, to, -LONGEST_HOURS, from]),
    rows<Part>(dataSource,
      `SELECT agent_id AS agentId, rung_at AS fromAt, COALESCE(answered_at, ended_at) AS toAt FROM agent_rings
        WHERE agent_id IN (?) AND rung_at < ? AND rung_at > TIMESTAMPADD(HOUR, ?, ?)`, [agentIds, to, -LONGEST_HOURS, from]),
    rows<Part>(dataSource,
      `SELECT agent_id AS agentId, up_at AS fromAt, gone_at AS toAt FROM agent_phones
        WHERE agent_id IN (?) AND up_at < ? AND (gone_at IS NULL OR gone_at > ?)`, [agentIds, to, from]),
  ]);
  const [statusesOf, talksOf, keptOf, phonesOf] = [byAgent(statuses), byAgent(talks), byAgent([...shown, ...rung]), byAgent(phones)];
  return new Map(agents.map(({ id, legMode }) => [id, {
    statuses: (statusesOf.get(id) ?? []).map(({ status, reason, at }) => ({ status, reason, atMs: at.getTime() })),
    talks: (talksOf.get(id) ?? []).map((talk) => ({ ...spanOf(talk), wrapUpUntilMs: talk.wrapUpUntil?.getTime() ?? null })),
    kept: (keptOf.get(id) ?? []).map(spanOf),
    phoneUp: legMode === 'on-demand' ? null : (phonesOf.get(id) ?? []).map(spanOf),
  }]));
}

function byAgent<Row extends Of>(found: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of found) {
    const group = groups.get(row.agentId);
    if (group === undefined) groups.set(row.agentId, [row]);
    else group.push(row);
  }
  return groups;
}

function spanOf({ fromAt, toAt }: Part): Span {
  return { fromMs: fromAt.getTime(), toMs: toAt?.getTime() ?? null };
}
