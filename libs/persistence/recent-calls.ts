import type { DataSource, EntityManager } from 'typeorm';
import type { Outcome } from '@paceline/domain/call/outcome';
import type { Direction } from '@paceline/domain/call/parties';
import { LOOK_BACK_MS, asksForAnother, reachOf, type RecentCall } from '@paceline/domain/compliance/frequency';
import type { DispositionMeaning } from '@paceline/domain/retry/retry';
import { rows } from './transaction';

/** Somebody who may be called: whose earlier calls are asked for. */
export interface Callee {
  readonly phone: string;
  readonly contactId: string | null;
  readonly targetId: string | null;
  /** Every number of the contact: whoever calls us with one of them at this moment is not called on another. Left out: as far as is known, none. */
  readonly phones?: readonly string[];
}

interface CallRow {
  readonly id: string;
  readonly direction: Direction;
  readonly phone: string | null;
  readonly contactId: string | null;
  readonly targetId: string | null;
  readonly outcome: Outcome | null;
  readonly rang: string | number;
  readonly meaning: DispositionMeaning | null;
  readonly endedAgoMs: string | null;
  /** The targets by which they are to be asked about it, see `LaterSurveys`; null: by none. */
  readonly askedBy: string | null;
}

/** A call is looked for by when it was planned, and judged by when it ended: the longest that one lasts, four hours, and what goes before its answer. */
const LONGEST_CALL_MS = 5 * 60 * 60_000;

const COLUMNS = `c.id, c.direction, c.phone, c.contact_id AS contactId, c.target_id AS targetId, c.outcome,
  c.ringing_at IS NOT NULL OR c.answered_at IS NOT NULL AS rang, d.meaning,
  TIMESTAMPDIFF(MICROSECOND, c.ended_at, UTC_TIMESTAMP(3)) DIV 1000 AS endedAgoMs,
  (SELECT GROUP_CONCAT(t.id) FROM survey_invitations v JOIN campaign_lists cl ON cl.list_id = v.later_list_id
     JOIN targets t FORCE INDEX (targets_campaign_contact) ON t.campaign_id = cl.campaign_id AND t.contact_id = v.later_contact_id
    WHERE v.client_id = c.client_id AND v.call_id = c.id AND v.later_closed_at IS NULL) AS askedBy`;
const FROM = 'LEFT JOIN dispositions d ON d.client_id = c.client_id AND d.code = c.disposition_code';
const DIALED = "(c.outcome IS NULL OR c.outcome <> 'not-dialed')";

/**
 * What the frequency rule is judged by: the calls of these people that it looks back on, found by the index of phones and
 * so at the same cost however many calls there are. The calls of all clients: a person is spared whoever calls. Of somebody's other phones only calls that were made
 * to them count, and theirs to us while they live.
 * @param phones every phone of the contacts, those to be called among them
 * @param attempted targets that were called before: all of their calls are read, however old
 * @param except the call that is about to be sent
 */
export async function recentCalls(
  on: DataSource | EntityManager, phones: readonly string[], attempted: readonly string[], except: string | null = null,
): Promise<(callee: Callee) => readonly RecentCall[]> {
  if (phones.length === 0) return () => [];
  const found = await rows<CallRow>(on,
    `SELECT ${COLUMNS} FROM calls c FORCE INDEX (calls_phone) ${FROM}
      WHERE c.phone IN (?) AND c.planned_at > TIMESTAMPADD(MICROSECOND, -? * 1000, UTC_TIMESTAMP(3)) AND ${DIALED}
     UNION ALL SELECT ${COLUMNS} FROM calls c FORCE INDEX (calls_one_live_per_phone) ${FROM} WHERE c.live_phone IN (?)
     ${attempted.length === 0 ? '' : `UNION ALL SELECT ${COLUMNS} FROM calls c FORCE INDEX (calls_target) ${FROM} WHERE c.target_id IN (?) AND ${DIALED}`}`,
    [phones, LOOK_BACK_MS + LONGEST_CALL_MS, phones, ...attempted.length === 0 ? [] : [attempted]]);
  const calls = [...new Map(found.filter(({ id }) => id !== except).map((call) => [call.id, call])).values()];
  return (callee) => calls.filter((call) => isOf(call, callee)).map((call) => recentCallOf(call, callee));
}

function isOf(call: CallRow, { phone, contactId, targetId, phones = [] }: Callee): boolean {
  const callsNow = call.direction === 'inbound' && call.endedAgoMs === null && call.phone !== null && phones.includes(call.phone);
  return callsNow || call.phone === phone || (contactId !== null && call.contactId === contactId) || (targetId !== null && call.targetId === targetId);
}

function recentCallOf({ outcome, rang, meaning, endedAgoMs, targetId, askedBy }: CallRow, callee: Callee): RecentCall {
  const trace = { outcome, rang: Number(rang) === 1, meaning };
  return {
    // The end may be timed by a clock that is a little ahead of the database's.
    endedAgoMs: endedAgoMs === null ? null : Math.max(0, Number(endedAgoMs)),
    reach: reachOf(trace), ofThisTarget: targetId !== null && targetId === callee.targetId, wanted: asksForAnother(trace),
    ...callee.targetId !== null && askedBy?.split(',').includes(callee.targetId) === true && { isAskedAbout: true },
  };
}
