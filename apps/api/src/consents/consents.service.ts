import { Injectable } from '@nestjs/common';
import type { ConsentRecord, ConsentView, GiveConsent, RevokeConsent } from '@paceline/contracts/consents';
import { coverage } from '@paceline/domain/compliance/consent';
import { ClientCalls, ClientConsents, ClientContacts, addConsent, inTransaction, serverTime, wordOf, type Consent, type ContactWithPhones } from '@paceline/persistence';
import { notFound } from '@paceline/platform/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { invalid } from '../edge/validation';

/** The record of what contacts have said of being called: only ever added to. */
@Injectable()
export class ConsentsService {
  constructor(private readonly dataSource: DataSource) {}

  async find(caller: CurrentUser, contactId: string): Promise<ConsentRecord> {
    const { phones } = known(await new ClientContacts(this.dataSource, caller).find(contactId), contactId);
    const [history, now] = await Promise.all([new ClientConsents(this.dataSource, caller).of(contactId), serverTime(this.dataSource)]);
    return { covered: coverage(history.map(wordOf), phones, now.getTime()).map((one) => ({ ...one })), history: history.map(toView) };
  }

  async give(caller: CurrentUser, contactId: string, { at, until, ...consent }: GiveConsent): Promise<ConsentRecord> {
    await this.add(caller, contactId, async (manager) => {
      const saidAt = await said(manager, at);
      if (until !== null && Date.parse(until) <= saidAt.getTime()) throw invalid('until', 'not-after', { of: 'at' });
      await new ClientConsents(manager, caller).callAgain(contactId);
      return { kind: 'given', ...consent, at: saidAt, until: until === null ? null : new Date(until) };
    });
    return await this.find(caller, contactId);
  }

  async revoke(caller: CurrentUser, contactId: string, { at, ...no }: RevokeConsent): Promise<ConsentRecord> {
    await this.add(caller, contactId, async (manager) => ({ kind: 'revoked', ...no, at: await said(manager, at), until: null, form: null, seller: null }));
    return await this.find(caller, contactId);
  }

  private async add(caller: CurrentUser, contactId: string, wordFor: (manager: EntityManager) => Promise<Omit<Parameters<typeof addConsent>[2], 'contactId'>>): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const contact = known(await new ClientContacts(manager, caller).lock(contactId), contactId);
      const word = await wordFor(manager);
      word.phones?.forEach((phone, at) => { if (!contact.phones.includes(phone)) throw invalid(`phones.${String(at)}`, 'not-the-contacts', { phone }); });
      if (word.callId !== null && await new ClientCalls(manager, caller).find(word.callId) === null) throw notFound('call', word.callId);
      await addConsent(manager, actorOf(caller), { ...word, contactId });
    });
  }
}

/** By the clock of the database; what somebody will say nobody knows. */
async function said(manager: EntityManager, at: string | undefined): Promise<Date> {
  const now = await serverTime(manager);
  if (at === undefined) return now;
  if (Date.parse(at) > now.getTime()) throw invalid('at', 'in-the-future');
  return new Date(at);
}

function known(contact: ContactWithPhones | null, id: string): ContactWithPhones {
  if (contact === null) throw notFound('contact', id);
  return contact;
}

function toView({ id, kind, purposes, deliveries, phones, at, until, form, seller, words, proof, callId, writtenAt, writtenBy }: Consent): ConsentView {
  return {
    id, kind, purposes, deliveries, phones, at: at.toISOString(), until: until?.toISOString() ?? null, form, seller, words, proof, callId,
    writtenAt: writtenAt.toISOString(), writtenBy,
  };
}
