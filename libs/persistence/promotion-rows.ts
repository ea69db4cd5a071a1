import type { FirstPurchase, SaidToOffer } from '@paceline/domain/metrics/promotion-figures';
import type { Group } from '@paceline/domain/metrics/conversion';
import type { TrunkRate } from '@paceline/domain/metrics/trunk-cost';
import type { Campaign } from './entities/campaigns';
import type { Database } from './database';
import { rows } from './transaction';

type Promoted = Pick<Campaign, 'id' | 'clientId' | 'startedAt'>;

/** A call that was dialed, as far as it costs and counts. */
export interface PromotedCallRow {
  readonly id: string;
  readonly contactId: string;
  readonly gateway: string;
  readonly phone: string;
  readonly plannedAt: Date;
  readonly answered: boolean;
  readonly answeredMs: number;
  readonly agentId: string | null;
  readonly handledMs: number;
  readonly listId: string | null;
}

/** Calls of one statement. */
const PAGE = 2_000;

/** The calls of a campaign that were dialed and are over, in the order of their time. */
export async function* promotedCalls(on: Database, { id: campaignId, clientId }: Promoted, atOnce = PAGE): AsyncGenerator<PromotedCallRow> {
  let [afterAt, afterId] = [new Date(0), ''];
  for (;;) {
    const page = await rows<Omit<PromotedCallRow, 'answered' | 'answeredMs' | 'handledMs'> & { answeredMs: string | null; handledMs: string | null }>(on,
      `SELECT c.id, c.contact_id AS contactId, c.gateway, c.phone, c.planned_at AS plannedAt, TIMESTAMPDIFF(MICROSECOND, c.answered_at, c.ended_at) DIV 1000 AS answeredMs,
              (SELECT t.agent_id FROM talks t WHERE t.call_id = c.id ORDER BY t.from_at DESC LIMIT 1) AS agentId,
              (SELECT SUM(TIMESTAMPDIFF(MICROSECOND, t.from_at, COALESCE(t.wrap_up_until, t.to_at))) DIV 1000 FROM talks t WHERE t.call_id = c.id) AS handledMs,
              (SELECT l.list_id FROM campaign_lists l JOIN list_contacts m ON m.list_id = l.list_id AND m.contact_id = c.contact_id
                WHERE l.campaign_id = c.campaign_id ORDER BY l.priority, l.list_id LIMIT 1) AS listId
         FROM calls c FORCE INDEX (calls_campaign)
        WHERE c.campaign_id = ? AND c.client_id = ? AND (c.planned_at > ? OR (c.planned_at = ? AND c.id > ?))
          AND c.direction = 'outbound' AND c.ended_at IS NOT NULL AND c.outcome <> 'not-dialed' AND c.contact_id IS NOT NULL
        ORDER BY c.planned_at, c.id LIMIT ?`, [campaignId, clientId, afterAt, afterAt, afterId, atOnce]);
    for (const { answeredMs, handledMs, ...call } of page) yield { ...call, answered: answeredMs !== null, answeredMs: Number(answeredMs ?? 0), handledMs: Number(handledMs ?? 0) };
    const last = page.at(-1);
    if (last === undefined || page.length < atOnce) return;
    [afterAt, afterId] = [last.plannedAt, last.id];
  }
}

/** What people said to offers on the campaign's calls. */
export async function saidOnCampaign(on: Database, { id, clientId }: Promoted): Promise<SaidToOffer[]> {
  const found = await rows<Omit<SaidToOffer, 'isReturned'> & { returned: string | number }>(on,
    'SELECT call_id AS callId, offer_id AS offerId, result, returned_at IS NOT NULL AS returned FROM offer_takings WHERE client_id = ? AND campaign_id = ? ORDER BY id', [clientId, id]);
  return found.map(({ returned, ...said }) => ({ ...said, isReturned: Number(returned) === 1 }));
}

/** The first purchase, since the campaign began, of each of its contacts and each offer that it promotes; those of the control group too. */
export async function purchasesOf(on: Database, { id, clientId, startedAt }: Promoted): Promise<(FirstPurchase & { readonly isControl: boolean })[]> {
  if (startedAt === null) return [];
  const found = await rows<{ contactId: string; offerId: string; at: Date; control: string | number }>(on,
    `SELECT p.contact_id AS contactId, p.offer_id AS offerId, MIN(p.at) AS at, MAX(COALESCE(t.result, '') = 'control-group') AS control
       FROM campaign_offers k JOIN offer_purchases p ON p.offer_id = k.offer_id AND p.client_id = ? AND p.at >= ?
       JOIN targets t ON t.campaign_id = k.campaign_id AND t.contact_id = p.contact_id
      WHERE k.campaign_id = ? GROUP BY p.contact_id, p.offer_id ORDER BY p.contact_id, p.offer_id`, [clientId, startedAt, id]);
  return found.map(({ control, at, ...one }) => ({ ...one, atMs: at.getTime(), isControl: Number(control) === 1 }));
}

/** How many people a campaign was to call, and how many it keeps for comparison. */
export async function groupsOf(on: Database, { id }: Promoted): Promise<Readonly<Record<'called' | 'control', Group['people']>>> {
  const [found] = await rows<{ people: string; control: string | null }>(on,
    "SELECT COUNT(*) AS people, SUM(result = 'control-group') AS control FROM targets WHERE campaign_id = ?", [id]);
  const control = Number(found?.control ?? 0);
  return { called: Number(found?.people ?? 0) - control, control };
}

/** What the gateways of a switch charge. */
export async function ratesOf(on: Database, switchId: string): Promise<TrunkRate[]> {
  return await rows<TrunkRate>(on,
    `SELECT gateway, prefix, since, micros_per_minute AS microsPerMinute, currency, first_sec AS firstSec, step_sec AS stepSec FROM gateway_rates
      WHERE switch_id = ? ORDER BY gateway, prefix, since`, [switchId]);
}

/** Replaces all that a gateway charges. */
export async function putRates(on: Database, switchId: string, gateway: string, rates: readonly Omit<TrunkRate, 'gateway'>[]): Promise<void> {
  await on.query('DELETE FROM gateway_rates WHERE switch_id = ? AND gateway = ?', [switchId, gateway]);
  if (rates.length === 0) return;
  await on.query(
    `INSERT INTO gateway_rates (switch_id, gateway, prefix, since, micros_per_minute, currency, first_sec, step_sec) VALUES ${rates.map(() => '(?, ?, ?, ?, ?, ?, ?, ?)').join(', ')}`,
    rates.flatMap(({ prefix, since, microsPerMinute, currency, firstSec, stepSec }) => [switchId, gateway, prefix, since, microsPerMinute, currency, firstSec, stepSec]));
}
