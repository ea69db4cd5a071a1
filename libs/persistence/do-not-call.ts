import type { EntityManager } from 'typeorm';
import type { DoNotCallReasons } from '@paceline/contracts/messages/do-not-call-reasons';
import type { Message } from '@paceline/contracts/messages/message';
import { dialer, recordChange, type Actor, type AuditedFields } from './audit-trail';
import { revokeForPhones } from './consents';
import { DoNotCall } from './entities/organisation';
import type { Settlement } from './settlement';
import { rows, write } from './transaction';

/** Why numbers go on the list of a client, and who puts them there for it. */
export interface Forbidding extends Readonly<Pick<DoNotCall, 'source' | 'callId' | 'importId'>> {
  readonly why: Message<DoNotCallReasons>;
  readonly actor: Actor;
}

export interface Forbidden { readonly added: number; readonly present: number }

/** So many numbers have an entry each in the trail, by which a number's history is found; more have one in common. */
const FEW = 20;

/**
 * Puts numbers (E.164) on the do-not-call list, and writes it down in the same transaction. A number that is there
 * stays as it is, except that what a person said on a call weighs more than what else it came from. What its people had agreed to is revoked.
 */
export async function forbid(manager: EntityManager, phones: readonly string[], forbidding: Forbidding): Promise<Forbidden> {
  // In one order, whoever inserts them: two at once wait for each other.
  const numbers = [...new Set(phones)].sort();
  if (numbers.length === 0) return { added: 0, present: 0 };
  await revokeForPhones(manager, forbidding.actor, numbers, { words: wordsOf(forbidding.why) ?? null, callId: forbidding.callId });
  if (numbers.length > FEW && forbidding.source !== 'call') return await forbidMany(manager, numbers, forbidding);
  let added = 0;
  for (const phone of numbers) if (await forbidOne(manager, phone, forbidding)) added += 1;
  return { added, present: numbers.length - added };
}

/**
 * Puts all phones of a call's contact on the list, and the other party's number, whoever called: the contact may have
 * another by now, or none, and of a caller nobody may know one. It is the agent's doing unless somebody else said it.
 */
export async function forbidPhonesOf(manager: EntityManager, callId: string, { disposition, byUserId }: NonNullable<Settlement['doNotCall']>): Promise<void> {
  const phones = await rows<{ phone: string }>(manager,
    `SELECT p.phone FROM calls c JOIN contact_phones p ON p.contact_id = c.contact_id WHERE c.id = ?
      UNION SELECT c.phone FROM calls c WHERE c.id = ? AND c.phone IS NOT NULL`, [callId, callId]);
  const [by] = await rows<{ clientId: string; userId: string | null; name: string | null }>(manager,
    `SELECT c.client_id AS clientId, u.id AS userId, u.username AS name FROM calls c LEFT JOIN agents a ON a.id = c.agent_id
       LEFT JOIN users u ON u.id = COALESCE(?, a.user_id) WHERE c.id = ?`, [byUserId, callId]);
  if (by === undefined) return;
  const actor = by.name === null ? dialer(by) : { ...by, name: by.name };
  await forbid(manager, phones.map(({ phone }) => phone), { source: 'call', callId, importId: null, why: { code: 'said-on-call', params: { disposition } }, actor });
}

/** An entry as the trail and the API tell it. */
export function doNotCallFields({ phone, reason, params, source, callId, importId, addedAt, addedBy }: DoNotCall) {
  return { phone, reason, params: params ?? {}, source, callId, importId, addedAt: addedAt.toISOString(), addedBy };
}

async function forbidOne(manager: EntityManager, phone: string, { source, callId, importId, why, actor }: Forbidding): Promise<boolean> {
  const { affectedRows } = await write(manager,
    'INSERT IGNORE INTO do_not_call (client_id, phone, reason, params, source, call_id, import_id, added_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    [actor.clientId, phone, why.code, JSON.stringify(why.params), source, callId, importId, actor.name]);
  const added = affectedRows === 1;
  const { clientId } = actor;
  const entry = await manager.findOneOrFail(DoNotCall, { where: { clientId, phone }, lock: { mode: 'pessimistic_write' } });
  const was = added ? null : doNotCallFields(entry);
  if (!added) {
    if (source !== 'call' || entry.source === 'call') return false;
    await manager.update(DoNotCall, { clientId, phone }, { source, callId });
  }
  const became: AuditedFields = { ...doNotCallFields(entry), source, callId };
  await recordChange(manager, actor, { resource: 'do-not-call', resourceId: phone, action: added ? 'created' : 'changed', was, became, reason: wordsOf(why) });
  return added;
}

async function forbidMany(manager: EntityManager, phones: readonly string[], { source, importId, why, actor }: Forbidding): Promise<Forbidden> {
  const { affectedRows: added } = await write(manager,
    `INSERT IGNORE INTO do_not_call (client_id, phone, reason, params, source, import_id, added_by) VALUES ${phones.map(() => '(?, ?, ?, ?, ?, ?, ?)').join(', ')}`,
    phones.flatMap((phone) => [actor.clientId, phone, why.code, JSON.stringify(why.params), source, importId, actor.name]));
  const present = phones.length - added;
  if (added > 0) {
    // A file's numbers are told by the entries, which name the import.
    const became = { source, importId, reason: why.code, params: why.params, added, present, ...(importId === null && { phones }) };
    await recordChange(manager, actor, { resource: 'do-not-call', resourceId: importId === null ? 'several' : `import ${importId}`, action: 'created', was: null, became, reason: wordsOf(why) });
  }
  return { added, present };
}

/** What a person wrote: now, or in the flow whose key was pressed; nobody wrote the other reasons. */
function wordsOf(why: Forbidding['why']): string | undefined {
  return why.code === 'by-hand' || why.code === 'said-by-key' ? why.params.words : undefined;
}
