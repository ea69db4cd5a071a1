import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import type { GiveOffer, SayToOffer, TakingView, ToldOfferView } from '@paceline/contracts/offers';
import { readCode } from '@paceline/domain/offer/code';
import { offerText } from '@paceline/domain/offer/offer';
import {
  ClientContacts, ClientOffers, callerCardOf, inTransaction, offersFor, offerEvent, returnTaking, sayToOffer, takingOfCode, type Call, type Said, type SaidToAnOffer,
} from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { newOfferCode } from '@paceline/platform/offer-code';
import { Publisher } from '@paceline/queues';
import { DataSource } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { CallAccess } from '../calls/call-access';
import { ID_PART, decodeCursor, toPage } from '../edge/paging';
import { invalid } from '../edge/validation';
import { priceOf, toTakingView } from './offer-views';

/** What people say to offers: on calls, through the agents who tell of them, and afterwards. */
@Injectable()
export class TakingsService {
  constructor(private readonly dataSource: DataSource, private readonly access: CallAccess, private readonly live: Publisher, private readonly clock: Clock) {}

  /** Of a campaign's call what it promotes; of one that came in, or that a caller asked for, everything that they may have. */
  async toTell(caller: CurrentUser, callId: string, language: string | null): Promise<{ items: ToldOfferView[] }> {
    const call = await this.access.find(caller, callId, 'calls:read');
    const contacts = await this.contactsOf(call);
    const offers = await offersFor(this.dataSource, call, contacts, call.direction === 'inbound' ? null : call.campaignId);
    const items = contacts.flatMap((contactId) => (offers.get(contactId) ?? []).flatMap((offer) => {
      const said = offerText(offer.texts, language);
      return said === null ? [] : [{ offerId: offer.id, contactId, name: offer.name, ...said, price: priceOf(offer), validUntil: offer.validUntil?.toISOString() ?? null }];
    }));
    return { items };
  }

  async say(caller: CurrentUser, callId: string, { offerId, result, contactId: named }: SayToOffer): Promise<TakingView> {
    const call = await this.access.find(caller, callId, 'calls:control');
    const contacts = await this.contactsOf(call);
    const contactId = named ?? (contacts.length === 1 ? contacts[0] : undefined);
    if (contactId === undefined || !contacts.includes(contactId)) throw invalid('contactId', 'not-on-call');
    return await this.write(caller, {
      clientId: caller.clientId, offerId, contactId, result, callId, campaignId: call.campaignId, agentId: call.agentId, way: 'agent',
    });
  }

  /** On no call. */
  async give(caller: CurrentUser, offerId: string, { contactId, result }: GiveOffer): Promise<TakingView> {
    if (await new ClientContacts(this.dataSource, caller).find(contactId) === null) throw notFound('contact', contactId);
    return await this.write(caller, { clientId: caller.clientId, offerId, contactId, result, callId: null, campaignId: null, agentId: null, way: 'by-hand' });
  }

  async giveBack(caller: CurrentUser, id: string, why: string): Promise<TakingView> {
    const back = await inTransaction(this.dataSource, (manager) => returnTaking(manager, actorOf(caller), id, why));
    if (back === null) throw notFound('taking', id);
    if (back.taking.result === 'refused') throw new PacelineError('wrong-state', 'offer-was-refused');
    return this.told(back);
  }

  async ofCode(caller: CurrentUser, typed: string): Promise<TakingView> {
    const code = readCode(typed);
    const taking = code === null ? null : await takingOfCode(this.dataSource, caller, code);
    if (taking === null) throw new PacelineError('not-found', 'offer-code', { code: typed });
    return toTakingView(taking);
  }

  async page(caller: CurrentUser, offerId: string, { limit, cursor }: PageQuery): Promise<Page<TakingView>> {
    const offers = new ClientOffers(this.dataSource, caller);
    if (await offers.find(offerId) === null) throw notFound('offer', offerId);
    const before = cursor === undefined ? null : decodeCursor(cursor, [ID_PART])[0];
    return toPage(await offers.takings(offerId, before, limit + 1), limit, ({ id }) => [id], toTakingView);
  }

  private async write(caller: CurrentUser, said: SaidToAnOffer): Promise<TakingView> {
    const taken = await inTransaction(this.dataSource, (manager) => sayToOffer(manager, actorOf(caller), said, newOfferCode));
    if ('taking' in taken) return this.told(taken);
    if (taken.refusal === 'unknown') throw notFound('offer', said.offerId);
    throw new PacelineError('wrong-state', 'offer-not-given', { refusal: taken.refusal });
  }

  /** The screens are, too: the same again when the same was said again. */
  private told(said: Said): TakingView {
    this.live.publish(offerEvent(said, new Date(this.clock.nowMs())));
    return toTakingView(said.taking);
  }

  /** Those who may be on the other end: its own contact, or everybody who has the caller's number. */
  private async contactsOf(call: Call): Promise<string[]> {
    if (call.contactId !== null) return [call.contactId];
    return (await callerCardOf(this.dataSource, call, call.phone, call.id)).contacts.map(({ id }) => id);
  }
}
