import { randomUUID } from 'node:crypto';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { makeCampaign, makeTargets, openMigrated } from './fixtures.int-helper';
import { optOutCaller } from './opt-out';
import { rows, write } from './transaction';

const UNKNOWN = '+14155550100';

describe('a caller who wants no calls', () => {
  const database = useTestDatabase(openMigrated);
  const optOut = async (phone: string, contactId: string | null = null): Promise<string> => {
    const callId = randomUUID();
    await optOutCaller(database.source, { clientId: '1', callId, phone, contactId, words: 'key 9 of the number that our calls show' });
    return callId;
  };
  const listed = async (): Promise<string[]> => (await rows<{ phone: string }>(database.source, 'SELECT phone FROM do_not_call WHERE client_id = 1 ORDER BY phone', [])).map(({ phone }) => phone);
  const phonesOf = async (contacts: number): Promise<string[][]> => {
    const campaignId = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId, count: contacts, phones: 2 });
    const found = await rows<{ id: string; phone: string }>(database.source,
      'SELECT t.contact_id AS id, p.phone FROM targets t JOIN contact_phones p ON p.contact_id = t.contact_id WHERE t.campaign_id = ? ORDER BY t.contact_id, p.position', [campaignId]);
    return [...new Set(found.map(({ id }) => id))].map((id) => found.filter((one) => one.id === id).map(({ phone }) => phone));
  };

  it('is on the list with the number that calls, why, and by which call; once, however often they press', async () => {
    const callId = await optOut(UNKNOWN);
    await optOut(UNKNOWN);
    const entries = await rows(database.source, 'SELECT phone, reason, source, call_id AS callId, added_by AS addedBy FROM do_not_call', []);
    expect(entries).toEqual([{ phone: UNKNOWN, reason: 'said-by-key', source: 'call', callId, addedBy: 'dialer' }]);
    const [trail] = await rows<{ reason: string }>(database.source, "SELECT reason FROM audit_trail WHERE resource = 'do-not-call'", []);
    expect(trail?.reason).toBe('key 9 of the number that our calls show');
  });

  it('is on it with all numbers of the contact whom it tells', async () => {
    const [phones = []] = await phonesOf(1);
    await optOut(phones[1] ?? '');
    await expect(listed()).resolves.toEqual([...phones].sort());
  });

  it('is on it with all numbers of the contact whom we had called, though others share the one that was dialed', async () => {
    const [one = [], other = []] = await phonesOf(2);
    const shared = one[0] ?? '';
    await write(database.source, 'UPDATE contact_phones SET phone = ? WHERE phone = ?', [shared, other[0] ?? '']);
    const [contact] = await rows<{ id: string }>(database.source, 'SELECT contact_id AS id FROM contact_phones WHERE phone = ?', [other[1] ?? '']);
    await optOut(shared, contact?.id ?? '');
    await expect(listed()).resolves.toEqual([shared, other[1] ?? ''].sort());
  });

  it('is on it with the number alone that several share, and nobody else\'s', async () => {
    const [one = [], other = []] = await phonesOf(2);
    const shared = one[0] ?? '';
    await write(database.source, 'UPDATE contact_phones SET phone = ? WHERE phone = ?', [shared, other[0] ?? '']);
    await optOut(shared);
    await expect(listed()).resolves.toEqual([shared]);
  });
});
