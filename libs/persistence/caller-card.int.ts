import { randomUUID } from 'node:crypto';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { callerCardOf } from './caller-card';
import { OWN_CLIENT } from '@paceline/domain/client/client';
import { makeCampaign, makeTargets, openMigrated } from './fixtures.int-helper';
import { rows, write } from './transaction';

const NOBODY = '+14155550100';

describe('the card of a caller', () => {
  const database = useTestDatabase(openMigrated);
  const card = (phone: string | null, client = OWN_CLIENT): ReturnType<typeof callerCardOf> => callerCardOf(database.source, client, phone, 'now');
  const phonesOf = async (contactId: string): Promise<string[]> =>
    (await rows<{ phone: string }>(database.source, 'SELECT phone FROM contact_phones WHERE contact_id = ? ORDER BY position', [contactId])).map(({ phone }) => phone);
  async function targetsOf(campaignId: string): Promise<{ id: string; contactId: string }[]> {
    return await rows(database.source, 'SELECT id, contact_id AS contactId FROM targets WHERE campaign_id = ? ORDER BY id', [campaignId]);
  }
  async function call(minutesAgo: number, columns: Readonly<Record<string, unknown>>): Promise<string> {
    const id = randomUUID();
    const at = new Date(Date.now() - minutesAgo * 60_000);
    const row = { id, direction: 'inbound', state: 'ended', switch_id: 'main', line: 'queue-1', phone: NOBODY, planned_at: at, ended_at: at, outcome: 'answered', ...columns };
    await write(database.source, `INSERT INTO calls (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map(() => '?').join(', ')})`, Object.values(row));
    return id;
  }

  it('is empty of whoever is unknown, or withholds the number', async () => {
    await call(1, { phone: null });
    await expect(card(null)).resolves.toEqual({ phone: null, contacts: [], hasMore: false, lastCalls: [] });
    await expect(card(NOBODY)).resolves.toEqual({ phone: NOBODY, contacts: [], hasMore: false, lastCalls: [] });
  });

  it('finds a contact by any of their numbers, with what campaigns that are not over still want of them', async () => {
    const campaignId = await makeCampaign(database.source, 'spring');
    await makeTargets(database.source, { campaignId, count: 1, phones: 3 });
    const [target] = await targetsOf(campaignId);
    if (target === undefined) throw new Error('no target');
    for (const [name, status, state] of [['stopped one', 'stopped', 'ready'], ['paused one', 'paused', 'ready'], ['done with', 'running', 'done']] as const) {
      const other = await makeCampaign(database.source, name);
      await write(database.source, 'UPDATE campaigns SET status = ? WHERE id = ?', [status, other]);
      await write(database.source, "INSERT INTO targets (campaign_id, contact_id, state, zone, priority, next_at) VALUES (?, ?, ?, '', 1, UTC_TIMESTAMP(3) + INTERVAL 1 HOUR)", [other, target.contactId, state]);
    }
    const phones = await phonesOf(target.contactId);
    for (const phone of phones) {
      const { contacts } = await card(phone);
      expect(contacts).toMatchObject([{ id: target.contactId, phones, zone: 'Asia/Tehran', fields: {}, targets: [{ id: target.id, campaignId, campaign: 'spring', state: 'ready', attempts: 0 }, { campaign: 'paused one' }] }]);
    }
    await expect(card(phones[0] ?? '', { clientId: '2' })).resolves.toMatchObject({ contacts: [] });
  });

  it('tells a few of those who share a number, the newest first, and that there are more', async () => {
    const campaignId = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId, count: 7 });
    const ids = (await targetsOf(campaignId)).map(({ contactId }) => contactId);
    for (const contactId of ids) await write(database.source, 'INSERT INTO contact_phones (contact_id, position, phone) VALUES (?, 1, ?)', [contactId, NOBODY]);
    const { contacts, hasMore } = await card(NOBODY);
    expect([contacts.map(({ id }) => id), hasMore]).toEqual([ids.reverse().slice(0, 5), true]);
  });

  it('tells the last calls with any of their numbers: who talked, what came of it, how long they waited, what they left', async () => {
    const campaignId = await makeCampaign(database.source, 'spring');
    await makeTargets(database.source, { campaignId, count: 1, phones: 2 });
    const [target] = await targetsOf(campaignId);
    const [first, second] = await phonesOf(target?.contactId ?? '');
    const { insertId: user } = await write(database.source, "INSERT INTO users (username, password_hash, role, active) VALUES ('nadia', 'x', 'agent', 1)", []);
    const { insertId: agent } = await write(database.source, "INSERT INTO agents (user_id, name, switch_id, leg_mode, leg_kind, leg_address, status, status_at) VALUES (?, 'Nadia', 'main', 'connected', 'extension', '1001', 'offline', NOW(3))", [user]);
    const talked = await call(10, { phone: second, direction: 'outbound', ring_timeout_sec: 30, not_after: new Date(), outcome: 'connected', campaign_id: campaignId, line: `campaign-${campaignId}`, connected_at: new Date(), agent_id: agent, disposition_code: 'interested', disposition_by: 'agent', note: 'call in May' });
    const waited = await call(5, { phone: first, outcome: 'voicemail', agent_id: agent });
    await write(database.source, 'INSERT INTO waits (call_id, from_at, queue_id, to_at, ended_by) VALUES (?, ?, 1, ?, \'overflowed\')', [waited, new Date(1_000_000), new Date(1_042_000)]);
    const { insertId: voicemail } = await write(database.source, "INSERT INTO voicemails (client_id, call_id, language, path, length_ms, left_at) VALUES (1, ?, 'en', 'a.wav', 4000, NOW(3))", [waited]);
    await call(3, { phone: first, direction: 'outbound', ring_timeout_sec: 30, not_after: new Date(), outcome: 'not-dialed' });
    await call(1, { phone: first, ended_at: null, outcome: null, state: 'waiting' });
    for (const phone of [first ?? '', second ?? '']) {
      expect((await card(phone)).lastCalls).toMatchObject([
        { id: waited, direction: 'inbound', outcome: 'voicemail', agentId: null, agent: null, waitedMs: 42_000, voicemailId: String(voicemail), disposition: null },
        { id: talked, direction: 'outbound', outcome: 'connected', agentId: String(agent), agent: 'Nadia', lineName: 'spring', waitedMs: 0, voicemailId: null, disposition: { code: 'interested', by: 'agent' }, note: 'call in May' },
      ]);
    }
    expect((await callerCardOf(database.source, OWN_CLIENT, first ?? '', waited)).lastCalls.map(({ id }) => id)).toEqual([talked]);
    for (let minute = 20; minute < 40; minute++) await call(minute, { phone: first });
    expect((await card(first ?? '')).lastCalls).toHaveLength(10);
  });
});
