import { randomUUID } from 'node:crypto';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { dialer } from './audit-trail';
import { dialFactsOf } from './called-person';
import { addConsent, consentWordsOf } from './consents';
import { ClientConsents } from './of-client/consents';
import { claimOf, holdLease, makeCampaign, makeTargets, openMigrated } from './fixtures.int-helper';
import { optOutCaller } from './opt-out';
import type { ClaimCandidate } from './target-candidates';
import { TargetRepository } from './target-repository';
import { inTransaction, rows, write } from './transaction';

const OURS = { clientId: '1' };
const YES = {
  kind: 'given' as const, purposes: ['sales' as const], deliveries: ['recorded' as const], phones: null, until: null, form: 'written' as const, seller: null, words: 'I agree', proof: 'form 17', callId: null,
};

describe('the record of consents', () => {
  const database = useTestDatabase(openMigrated);

  async function people(count: number): Promise<{ campaignId: string; contacts: { id: string; phones: string[] }[] }> {
    const campaignId = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId, count, phones: 2 });
    const found = await rows<{ id: string; phone: string }>(database.source,
      'SELECT t.contact_id AS id, p.phone FROM targets t JOIN contact_phones p ON p.contact_id = t.contact_id WHERE t.campaign_id = ? ORDER BY t.contact_id, p.position', [campaignId]);
    return { campaignId, contacts: [...new Set(found.map(({ id }) => id))].map((id) => ({ id, phones: found.filter((one) => one.id === id).map(({ phone }) => phone) })) };
  }
  const agree = async (contactId: string, changes: Partial<{ at: Date }> = {}): Promise<void> => {
    await inTransaction(database.source, (manager) => addConsent(manager, dialer(OURS), { ...YES, contactId, at: new Date(Date.now() - 60_000), ...changes }));
  };
  const said = async (contactId: string) => (await consentWordsOf(database.source, OURS, [contactId])).get(contactId) ?? [];
  const optOut = (phone: string): Promise<void> => optOutCaller(database.source, { ...OURS, callId: randomUUID(), phone, contactId: null, words: 'key 9' });

  it('is revoked by whoever presses the key by which they are not called any more: once, and with the evidence', async () => {
    const { contacts: [person = { id: '', phones: [] }, other = { id: '', phones: [] }] } = await people(2);
    await agree(person.id);
    await agree(other.id);
    await optOut(person.phones[1] ?? '');
    await optOut(person.phones[0] ?? '');
    expect(await said(person.id)).toMatchObject([{ kind: 'given', form: 'written' }, { kind: 'revoked', purposes: null, deliveries: null, phones: null }]);
    expect(await said(other.id)).toHaveLength(1);
    const [revocation] = await new ClientConsents(database.source, OURS).of(person.id);
    expect(revocation).toMatchObject({ words: 'key 9', writtenBy: 'dialer' });
    expect(revocation?.callId).not.toBeNull();
    const trail = await rows(database.source, "SELECT resource_id AS id FROM audit_trail WHERE resource = 'consent' AND resource_id = ?", [revocation?.id]);
    expect(trail).toHaveLength(1);
  });

  it('is revoked for the number alone that several share', async () => {
    const { contacts: [person = { id: '', phones: [] }, other = { id: '', phones: [] }] } = await people(2);
    const shared = person.phones[0] ?? '';
    await write(database.source, 'UPDATE contact_phones SET phone = ? WHERE contact_id = ? AND position = 0', [shared, other.id]);
    await agree(person.id);
    await optOut(shared);
    expect((await said(person.id)).at(-1)).toMatchObject({ kind: 'revoked', phones: [shared] });
    expect(await said(other.id)).toEqual([]);
  });

  it('is told to a claim that asks for it, and to the gate before the socket; nobody else pays for it', async () => {
    const { campaignId, contacts: [person = { id: '', phones: [] }] } = await people(1);
    await agree(person.id);
    const lease = await holdLease(database.source);
    const seen: ClaimCandidate[] = [];
    const judged = (asks: boolean) => claimOf({
      campaignId, lease, asksConsent: (phone) => asks && phone === person.phones[0], newJudge: () => (candidate) => { seen.push(candidate); return { deferUntilMs: Date.now(), because: null }; },
    });
    await new TargetRepository(database.source).claim(judged(true));
    await write(database.source, 'UPDATE targets SET next_at = UTC_TIMESTAMP(3)', []);
    await new TargetRepository(database.source).claim(judged(false));
    expect(seen.map(({ consents }) => consents?.map(({ kind }) => kind))).toEqual([['given'], undefined]);
    const call = { ...OURS, callId: randomUUID(), contactId: person.id, phone: person.phones[0] ?? '', targetId: null };
    expect((await dialFactsOf(database.source, call, () => true)).consents).toHaveLength(1);
    expect(await dialFactsOf(database.source, call)).not.toHaveProperty('consents');
    expect((await consentWordsOf(database.source, { clientId: '2' }, [person.id])).size).toBe(0);
  });

  it('that is given late has campaigns that go on call the contact whom they had passed over', async () => {
    const { campaignId, contacts: [person = { id: '', phones: [] }] } = await people(1);
    const state = async () => (await rows<{ state: string; result: string | null }>(database.source, 'SELECT state, result FROM targets WHERE campaign_id = ?', [campaignId]))[0];
    await write(database.source, "UPDATE targets SET state = 'done', result = 'no-consent' WHERE campaign_id = ?", [campaignId]);
    await new ClientConsents(database.source, { clientId: '2' }).callAgain(person.id);
    expect(await state()).toEqual({ state: 'done', result: 'no-consent' });
    await new ClientConsents(database.source, OURS).callAgain(person.id);
    expect(await state()).toEqual({ state: 'ready', result: null });
  });
});
