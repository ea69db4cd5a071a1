import type { Outcome } from '@paceline/domain/call/outcome';
import { REMEMBERED_MS, historyOf, type CallerHistory } from '@paceline/domain/queue/known-caller';
import type { ClientScope } from '@paceline/domain/client/client';
import type { Database } from './database';
import { rows } from './transaction';

/** Of a number these at most are looked at, the newest: a switchboard's has thousands. */
const CALLS_AT_MOST = 20;
/** A call is looked for by when it was planned, and remembered by when it ended. */
const LONGEST_CALL_MS = 5 * 60 * 60_000;

interface CallRow { readonly outcome: Outcome; readonly agoMs: string; readonly agentId: string | null; readonly campaignId: string | null; readonly waitedMs: string | null }

/** What a client's earlier calls with this number say of whoever calls with it now: one look at the newest, by the index of numbers. */
export async function callerHistory(on: Database, { clientId }: ClientScope, phone: string): Promise<CallerHistory> {
  const found = await rows<CallRow>(on,
    `SELECT c.outcome, GREATEST(0, TIMESTAMPDIFF(MICROSECOND, c.ended_at, UTC_TIMESTAMP(3)) DIV 1000) AS agoMs, IF(c.connected_at IS NULL, NULL, c.agent_id) AS agentId, c.campaign_id AS campaignId,
            (SELECT SUM(TIMESTAMPDIFF(MICROSECOND, w.from_at, w.to_at)) DIV 1000 FROM waits w WHERE w.call_id = c.id) AS waitedMs
       FROM (SELECT id, client_id, outcome, ended_at, connected_at, agent_id, campaign_id, planned_at FROM calls FORCE INDEX (calls_phone)
              WHERE phone = ? AND planned_at > TIMESTAMPADD(MICROSECOND, -? * 1000, UTC_TIMESTAMP(3)) ORDER BY planned_at DESC LIMIT ${CALLS_AT_MOST}) c
      WHERE c.client_id = ? AND c.ended_at IS NOT NULL ORDER BY c.planned_at DESC`, [phone, REMEMBERED_MS + LONGEST_CALL_MS, clientId]);
  return historyOf(found.map(({ agoMs, waitedMs, ...call }) => ({ ...call, agoMs: Number(agoMs), waitedMs: Number(waitedMs ?? 0) })));
}

/** Whether the number is one of a client's contact's who is on one of these lists. */
export async function isOnLists(on: Database, { clientId }: ClientScope, phone: string, lists: readonly string[]): Promise<boolean> {
  if (lists.length === 0) return false;
  const [found] = await rows(on,
    `SELECT 1 FROM contact_phones p FORCE INDEX (contact_phones_phone) JOIN contacts c ON c.id = p.contact_id JOIN list_contacts lc ON lc.contact_id = p.contact_id
      WHERE p.phone = ? AND c.client_id = ? AND lc.list_id IN (?) LIMIT 1`, [phone, clientId, lists]);
  return found !== undefined;
}
