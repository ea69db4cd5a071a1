import type { CallerCard } from '@paceline/contracts/caller-card';
import type { ClientScope } from '@paceline/domain/client/client';
import type { Database } from './database';
import { ClientContacts } from './of-client/contacts';
import { offersFor } from './offers-for';
import { rows } from './transaction';

const CONTACTS_AT_MOST = 5;
/** A switchboard is the number of thousands: so many of those who have it are looked at. */
const LOOKED_AT = 200;
const TARGETS_AT_MOST = 20;
const CALLS_AT_MOST = 10;
/** Of a contact's numbers only so many are looked at for calls. */
const PHONES_AT_MOST = 20;

type KnownTarget = CallerCard['contacts'][number]['targets'][number];
type LastCall = CallerCard['lastCalls'][number];

/**
 * Who has this number, what campaigns still want of them, and what came of the last calls: each by an index and bounded, however many
 * share the number and however often it was called.
 * @param phone E.164; null: withheld, and nobody is known
 * @param except the call in which they call now
 */
export async function callerCardOf(on: Database, client: ClientScope, phone: string | null, except: string): Promise<CallerCard> {
  if (phone === null) return { phone, contacts: [], hasMore: false, lastCalls: [] };
  const ids = await contactsWith(on, client, phone);
  const contacts = await new ClientContacts(on, client).of(ids.slice(0, CONTACTS_AT_MOST));
  const numbers = [...new Set([phone, ...contacts.flatMap(({ phones }) => phones)])].slice(0, PHONES_AT_MOST);
  const known = contacts.map(({ id }) => id);
  const [targets, lastCalls, offers] = await Promise.all([openTargets(on, client, known), callsWith(on, client, numbers, except), offersFor(on, client, known, null)]);
  return {
    phone, hasMore: ids.length > CONTACTS_AT_MOST, lastCalls,
    contacts: contacts.map(({ id, name, zone, fields, phones }) => ({
      id, name, zone, fields, phones, targets: targets.get(id) ?? [], offers: (offers.get(id) ?? []).map((offer) => ({ id: offer.id, name: offer.name, texts: offer.texts })),
    })),
  };
}

/** The newest first; one more than are told, when there are more. */
async function contactsWith(on: Database, { clientId }: ClientScope, phone: string): Promise<string[]> {
  const found = await rows<{ id: string }>(on,
    `SELECT DISTINCT c.id FROM (SELECT contact_id FROM contact_phones FORCE INDEX (contact_phones_phone) WHERE phone = ? ORDER BY id DESC LIMIT ${LOOKED_AT}) p
       JOIN contacts c ON c.id = p.contact_id WHERE c.client_id = ? ORDER BY c.id DESC LIMIT ${CONTACTS_AT_MOST + 1}`, [phone, clientId]);
  return found.map(({ id }) => id);
}

async function openTargets(on: Database, { clientId }: ClientScope, contactIds: readonly string[]): Promise<ReadonlyMap<string, KnownTarget[]>> {
  if (contactIds.length === 0) return new Map();
  const found = await rows<Omit<KnownTarget, 'nextAt'> & { readonly contactId: string; readonly nextAt: Date }>(on,
    `SELECT t.id, t.contact_id AS contactId, t.campaign_id AS campaignId, k.name AS campaign, t.state, t.attempts, t.next_at AS nextAt
       FROM targets t JOIN campaigns k ON k.id = t.campaign_id
      WHERE t.client_id = ? AND t.contact_id IN (?) AND t.state IN ('ready', 'calling') AND k.status IN ('running', 'paused') ORDER BY t.next_at, t.id LIMIT ${TARGETS_AT_MOST}`,
    [clientId, contactIds]);
  const targets = new Map<string, KnownTarget[]>();
  for (const { contactId, nextAt, ...target } of found) targets.set(contactId, [...targets.get(contactId) ?? [], { ...target, nextAt: nextAt.toISOString() }]);
  return targets;
}

interface CallRow extends Omit<LastCall, 'at' | 'disposition' | 'waitedMs'> {
  readonly at: Date;
  readonly code: string | null;
  readonly by: NonNullable<LastCall['disposition']>['by'] | null;
  readonly waitedMs: string | null;
}

async function callsWith(on: Database, { clientId }: ClientScope, phones: readonly string[], except: string): Promise<LastCall[]> {
  const newest = `(SELECT id FROM calls FORCE INDEX (calls_phone) WHERE phone = ? AND planned_at > TIMESTAMPADD(YEAR, -1, UTC_TIMESTAMP(3))
    AND client_id = ? AND ended_at IS NOT NULL AND outcome <> 'not-dialed' AND id <> ? ORDER BY planned_at DESC LIMIT ${CALLS_AT_MOST})`;
  const found = await rows<CallRow>(on,
    `SELECT c.id, c.direction, c.planned_at AS at, c.phone, c.outcome, c.line, c.note, c.disposition_code AS code, c.disposition_by AS \`by\`,
            IF(c.connected_at IS NULL, NULL, a.id) AS agentId, IF(c.connected_at IS NULL, NULL, a.name) AS agent,
            COALESCE((SELECT k.name FROM campaigns k WHERE k.id = c.campaign_id),
                     (SELECT q.name FROM waits w JOIN queues q ON q.id = w.queue_id WHERE w.call_id = c.id ORDER BY w.from_at DESC LIMIT 1)) AS lineName,
            (SELECT SUM(TIMESTAMPDIFF(MICROSECOND, w.from_at, w.to_at)) DIV 1000 FROM waits w WHERE w.call_id = c.id) AS waitedMs,
            (SELECT MAX(v.id) FROM voicemails v WHERE v.call_id = c.id) AS voicemailId
       FROM (${phones.map(() => newest).join(' UNION ')}) n JOIN calls c ON c.id = n.id LEFT JOIN agents a ON a.id = c.agent_id
      ORDER BY c.planned_at DESC, c.id LIMIT ${CALLS_AT_MOST}`, phones.flatMap((phone) => [phone, clientId, except]));
  return found.map(({ at, code, by, waitedMs, ...call }) => ({
    ...call, at: at.toISOString(), disposition: code === null || by === null ? null : { code, by }, waitedMs: Number(waitedMs ?? 0),
  }));
}
