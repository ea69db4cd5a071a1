import type { OfferChanged } from '@paceline/contracts/realtime';
import type { ClientScope } from '@paceline/domain/client/client';
import { whyNotTaken, type Offer, type OfferRefusal } from '@paceline/domain/offer/offer';
import type { EntityManager } from 'typeorm';
import { recordChange, type Actor } from './audit-trail';
import { managerOf, type Database } from './database';
import { OfferRow, OfferTaking, type TakingResult, type TakingWay } from './entities/offers';
import { serverTime } from './server-time';
import { rows, write } from './transaction';

/** What somebody said to an offer, and where. */
export interface SaidToAnOffer extends ClientScope {
  readonly offerId: string;
  readonly contactId: string;
  /** On which; null: on none. */
  readonly callId: string | null;
  readonly campaignId: string | null;
  readonly agentId: string | null;
  readonly way: TakingWay;
  readonly result: TakingResult;
}

/** `out`: how many of it are out now: taken, and not given back. */
export interface Said { readonly taking: OfferTaking; readonly out: number }
export type Taken = Said | { readonly refusal: OfferRefusal | 'unknown' };

/** An offer as the rules know it. */
export function offerOf({ validFrom, validUntil, stock, taken, perContact, withdrawnAt }: OfferRow): Offer {
  return { validFromMs: validFrom.getTime(), validUntilMs: validUntil?.getTime() ?? null, stock, taken, perContact, isWithdrawn: withdrawnAt !== null };
}

/**
 * Writes down that somebody takes an offer, or refuses it; within the caller's transaction. Under the lock of the offer's row, so that of
 * any number of takers at once no more have it than there is, and nobody more than they may. The same word on the same call again is the
 * same taking with the same code, so that a key pressed twice, or told again after a crash, takes one; a refusal can become a taking.
 * @param newCode makes a code, see libs/domain/offer/code; another one where somebody has it
 */
export async function sayToOffer(manager: EntityManager, actor: Actor, said: SaidToAnOffer, newCode: () => string): Promise<Taken> {
  const { clientId, offerId, contactId, callId, result } = said;
  const offer = await manager.findOne(OfferRow, { where: { clientId, id: offerId }, lock: { mode: 'pessimistic_write' } });
  if (offer === null) return { refusal: 'unknown' };
  const before = callId === null ? null : await manager.findOneBy(OfferTaking, { clientId, callId, offerId });
  if (before !== null && (before.result === 'taken' || result === 'refused')) return { taking: before, out: offer.taken };
  if (result === 'taken') {
    const has = await countTaken(manager, clientId, offerId, contactId);
    const refusal = whyNotTaken(offerOf(offer), { has, isMeant: await isMeant(manager, offer, contactId) }, (await serverTime(manager)).getTime());
    if (refusal !== null) return { refusal };
    await write(manager, 'UPDATE offers SET taken = taken + 1 WHERE client_id = ? AND id = ?', [clientId, offerId]);
  }
  const taking = await writeTaking(manager, said, before, result === 'taken' ? newCode : null);
  await recordChange(manager, actor, { resource: 'offer', resourceId: offerId, action: 'changed', was: null, became: { taking: taking.id, contactId, callId, result } });
  return { taking, out: offer.taken + (result === 'taken' ? 1 : 0) };
}

async function writeTaking(manager: EntityManager, said: SaidToAnOffer, before: OfferTaking | null, newCode: (() => string) | null): Promise<OfferTaking> {
  const { clientId, result, agentId, way } = said;
  const code = newCode === null ? null : await freeCode(manager, said, newCode);
  if (before !== null) await manager.update(OfferTaking, { clientId, id: before.id }, { result, code, agentId, way });
  const id = before?.id ?? String((await manager.insert(OfferTaking, { ...said, code })).identifiers[0]?.['id']);
  return await manager.findOneByOrFail(OfferTaking, { clientId, id });
}

async function freeCode(manager: EntityManager, client: ClientScope, newCode: () => string): Promise<string> {
  for (;;) {
    const code = newCode();
    if (await takingOfCode(manager, client, code) === null) return code;
  }
}

/** Gives back what was taken: it is there for others again. Null: it is not there. What is back, or was refused, stays as it is. */
export async function returnTaking(manager: EntityManager, actor: Actor, id: string, why: string): Promise<Said | null> {
  const { clientId } = actor;
  const known = await manager.findOneBy(OfferTaking, { clientId, id });
  if (known === null) return null;
  // The offer's lock first, as whoever takes one.
  const offer = await manager.findOneOrFail(OfferRow, { where: { clientId, id: known.offerId }, lock: { mode: 'pessimistic_write' } });
  const { affectedRows } = await write(manager,
    "UPDATE offer_takings SET returned_at = UTC_TIMESTAMP(3), returned_by = ?, returned_why = ? WHERE client_id = ? AND id = ? AND result = 'taken' AND returned_at IS NULL",
    [actor.name, why, clientId, id]);
  const taking = await manager.findOneByOrFail(OfferTaking, { clientId, id });
  if (affectedRows === 1) {
    await write(manager, 'UPDATE offers SET taken = taken - 1 WHERE client_id = ? AND id = ?', [clientId, taking.offerId]);
    await recordChange(manager, actor, {
      resource: 'offer', resourceId: taking.offerId, action: 'changed', was: { taking: id, returnedAt: null }, became: { taking: id, returnedAt: taking.returnedAt?.toISOString() ?? null }, reason: why,
    });
  }
  return { taking, out: offer.taken - affectedRows };
}

/** As the screens are told it. */
export function offerEvent({ taking, out }: Said, at: Date): OfferChanged {
  const { id, clientId, offerId, contactId, callId, campaignId, agentId, way, result, returnedAt } = taking;
  return { type: 'offer', clientId, offerId, takingId: id, contactId, callId, campaignId, agentId, way, result: returnedAt === null ? result : 'returned', out, at: at.toISOString() };
}

async function countTaken(on: Database, clientId: string, offerId: string, contactId: string): Promise<number> {
  const [found] = await rows<{ n: string }>(on,
    "SELECT COUNT(*) AS n FROM offer_takings WHERE client_id = ? AND offer_id = ? AND contact_id = ? AND result = 'taken' AND returned_at IS NULL", [clientId, offerId, contactId]);
  return Number(found?.n ?? 0);
}

async function isMeant(on: Database, { lists }: OfferRow, contactId: string): Promise<boolean> {
  if (lists.length === 0) return true;
  return (await rows(on, 'SELECT 1 FROM list_contacts WHERE contact_id = ? AND list_id IN (?) LIMIT 1', [contactId, lists])).length > 0;
}

/** The taking of a code as it is read; null when it is nobody's. */
export async function takingOfCode(on: Database, { clientId }: ClientScope, code: string): Promise<OfferTaking | null> {
  return await managerOf(on).findOneBy(OfferTaking, { clientId, code });
}
