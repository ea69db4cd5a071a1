import type { EntityManager } from 'typeorm';
import type { Outcome } from '@paceline/domain/call/outcome';
import { asksForAnother } from '@paceline/domain/compliance/frequency';
import type { DispositionMeaning } from '@paceline/domain/retry/retry';
import { OFF_LIST } from '@paceline/domain/retry/target-after';
import { rows, write } from './transaction';

/** SQL of whether the contact of the target `t` is on no list of its campaign: counted, for what EXISTS asks is read list by list. */
const IS_OFF = `(SELECT COUNT(*) FROM campaign_lists cl STRAIGHT_JOIN list_contacts lc FORCE INDEX (PRIMARY) ON lc.list_id = cl.list_id
   WHERE cl.campaign_id = t.campaign_id AND lc.contact_id = t.contact_id) = 0`;

/** Targets whose contacts (`after` < id ≤ `upTo`) are on none of the campaign's lists. */
export async function offList(manager: EntityManager, campaignId: string, after: string, upTo: string): Promise<string[]> {
  const found = await rows<{ id: string }>(manager,
    `SELECT t.id FROM targets t FORCE INDEX (targets_campaign_contact) WHERE t.campaign_id = ? AND t.contact_id > ? AND t.contact_id <= ? AND ${IS_OFF}`,
    [campaignId, after, upTo]);
  return found.map(({ id }) => id);
}

/**
 * Targets that may have become ready: their list may have been taken off the campaign while their call lived. Under the targets'
 * locks, so that whoever takes the list off, and looks for its targets after that, sees them, or is seen here.
 */
export async function setAsideOffList(manager: EntityManager, targetIds: readonly string[]): Promise<void> {
  if (targetIds.length === 0) return;
  const off = await rows<{ id: string }>(manager, `SELECT t.id FROM targets t FORCE INDEX (PRIMARY) WHERE t.id IN (?) AND t.state = 'ready' AND ${IS_OFF}`, [targetIds]);
  await setAside(manager, off.map(({ id }) => id));
}

/**
 * Takes targets that are off their lists out of their campaign: whoever was never dialed leaves it, whoever was stays with what
 * came of it and is not called again, but for a call that the person was promised. One that has a call is told when that has ended.
 */
export async function setAside(manager: EntityManager, targetIds: readonly string[]): Promise<void> {
  if (targetIds.length === 0) return;
  const locked = await rows<{ id: string; state: string; lastCallId: string | null }>(manager,
    'SELECT id, state, last_call_id AS lastCallId FROM targets FORCE INDEX (PRIMARY) WHERE id IN (?) ORDER BY id FOR UPDATE', [targetIds]);
  const idle = locked.filter(({ state }) => state !== 'calling');
  const dialed = await lastDials(manager, idle.filter(({ lastCallId }) => lastCallId !== null).map(({ id }) => id));
  const never = idle.filter(({ id }) => !dialed.has(id)).map(({ id }) => id);
  const over = idle.filter(({ id, state }) => state === 'ready' && dialed.get(id)?.promised === false).map(({ id }) => id);
  if (never.length > 0) await write(manager, 'DELETE FROM targets WHERE id IN (?)', [never]);
  if (over.length > 0) await write(manager, "UPDATE targets FORCE INDEX (PRIMARY) SET state = 'done', result = ? WHERE id IN (?)", [OFF_LIST, over]);
}

interface LastDial { readonly promised: boolean }

/** Of those who were dialed: whether the last call to them promised another one. */
async function lastDials(manager: EntityManager, targetIds: readonly string[]): Promise<ReadonlyMap<string, LastDial>> {
  if (targetIds.length === 0) return new Map();
  const calls = await rows<{ targetId: string; outcome: Outcome | null; meaning: DispositionMeaning | null }>(manager,
    `SELECT c.target_id AS targetId, c.outcome, d.meaning FROM calls c FORCE INDEX (calls_target) LEFT JOIN dispositions d ON d.client_id = c.client_id AND d.code = c.disposition_code
      WHERE c.target_id IN (?) AND (c.outcome IS NULL OR c.outcome <> 'not-dialed') ORDER BY c.planned_at`, [targetIds]);
  return new Map(calls.map(({ targetId, outcome, meaning }) => [targetId, { promised: asksForAnother({ outcome, meaning, rang: false }) }]));
}
