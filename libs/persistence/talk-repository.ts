import type { DataSource } from 'typeorm';
import { Talk } from './entities/calls';
import { rows } from './transaction';

/** What an agent did on calls: durations in milliseconds. */
export interface Handled {
  readonly agentId: string;
  readonly talks: number;
  readonly talkMs: number;
  readonly wrapUpMs: number;
  /** Talk and wrap-up: what the calls cost the agent. */
  readonly handleMs: number;
  /** Given to somebody else. */
  readonly transferred: number;
  /** The agent's leg was gone while the customer was there. */
  readonly lost: number;
}

export interface LineTalks { readonly line: string; readonly talks: number; readonly talkMs: number; readonly lastAt: Date }

type HandledRow = Readonly<Record<keyof Handled, string>>;

/** Who talked on which call, and for how long. Written with the calls themselves (`talk-writes`). */
export class TalkRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** In the order in which they talked. */
  async ofCall(callId: string): Promise<Talk[]> {
    return await this.dataSource.manager.find(Talk, { where: { callId }, order: { fromAt: 'ASC' } });
  }

  /** The last one of each of these calls that has any, by the call's id. */
  async lastOf(callIds: readonly string[]): Promise<ReadonlyMap<string, Talk>> {
    if (callIds.length === 0) return new Map();
    const found = await this.dataSource.manager.createQueryBuilder(Talk, 't').where('t.callId IN (:...callIds)', { callIds }).orderBy('t.fromAt').getMany();
    return new Map(found.map((talk) => [talk.callId, talk]));
  }

  /** The talks that the agent began from `from` on, by line: how many, what those that are over lasted, in milliseconds, and when the last began. */
  async byLine(agentId: string, from: Date): Promise<LineTalks[]> {
    const found = await rows<Record<'line' | 'talks' | 'talkMs', string> & { lastAt: Date }>(this.dataSource,
      `SELECT c.line, COUNT(*) AS talks, COALESCE(SUM(TIMESTAMPDIFF(MICROSECOND, t.from_at, t.to_at)) DIV 1000, 0) AS talkMs, MAX(t.from_at) AS lastAt
         FROM talks t JOIN calls c ON c.id = t.call_id WHERE t.agent_id = ? AND t.from_at >= ? GROUP BY c.line ORDER BY c.line`, [agentId, from]);
    return found.map(({ line, talks, talkMs, lastAt }) => ({ line, talks: Number(talks), talkMs: Number(talkMs), lastAt }));
  }

  /**
   * What agents did in talks that began from `from` on and before `to`, those that go on left out; the wrap-up of one that
   * is not over counts as long as it may last.
   * @param agentId null for everybody who talked
   */
  async handled({ from, to, agentId }: { readonly from: Date; readonly to: Date; readonly agentId: string | null }): Promise<Handled[]> {
    const found = await rows<HandledRow>(this.dataSource,
      `SELECT agent_id AS agentId, COUNT(*) AS talks, SUM(TIMESTAMPDIFF(MICROSECOND, from_at, to_at)) DIV 1000 AS talkMs,
              SUM(TIMESTAMPDIFF(MICROSECOND, to_at, wrap_up_until)) DIV 1000 AS wrapUpMs,
              SUM(TIMESTAMPDIFF(MICROSECOND, from_at, wrap_up_until)) DIV 1000 AS handleMs,
              SUM(ended_by = 'transferred') AS transferred, SUM(ended_by = 'agent-lost') AS lost
         FROM talks WHERE from_at >= ? AND from_at < ? AND to_at IS NOT NULL${agentId === null ? '' : ' AND agent_id = ?'}
        GROUP BY agent_id ORDER BY agent_id`, [from, to, ...agentId === null ? [] : [agentId]]);
    return found.map((row) => ({
      agentId: row.agentId, talks: Number(row.talks), talkMs: Number(row.talkMs), wrapUpMs: Number(row.wrapUpMs), handleMs: Number(row.handleMs),
      transferred: Number(row.transferred), lost: Number(row.lost),
    }));
  }
}
