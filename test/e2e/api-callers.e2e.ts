import { randomUUID } from 'node:crypto';
import { addAgent, addCampaign } from './support/data';
import { startApi, type Client, type TestApi } from './support/api';
import { having } from './support/matching';

const UNKNOWN = '+12125550142';

describe('who calls', () => {
  let api: TestApi;
  let sara: Client;
  let agentId: string;

  beforeAll(async () => {
    api = await startApi();
    ({ agentId } = await addAgent(api, 'sara'));
    await addAgent(api, 'ali');
    sara = await api.login('sara');
  });
  afterAll(async () => { await api.stop(); });

  const comesIn = async (phone: string | null, columns: Readonly<Record<string, unknown>> = {}): Promise<string> => {
    const id = randomUUID();
    const row = { id, direction: 'inbound', state: 'talking', switch_id: api.environment.SWITCH_ID, line: 'queue-1', phone, planned_at: new Date(), connected_at: new Date(), agent_id: agentId, ...columns };
    await api.write(`INSERT INTO calls (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map(() => '?').join(', ')})`, Object.values(row));
    return id;
  };
  interface Target { readonly id: string; readonly contactId: string; readonly phone: string }
  const targetOf = async (campaignId: string): Promise<Target> => {
    const [target] = await api.rows<Target>(
      'SELECT t.id, t.contact_id AS contactId, p.phone FROM targets t JOIN contact_phones p ON p.contact_id = t.contact_id WHERE t.campaign_id = ? ORDER BY t.id LIMIT 1', [campaignId]);
    if (target === undefined) throw new Error('the campaign has no target');
    return target;
  };

  it('is told to their agent and to supervisors: the contact, what campaigns want of them, and the last calls', async () => {
    const campaignId = await addCampaign(api, 1);
    const { id, contactId, phone } = await targetOf(campaignId);
    const before = await comesIn(phone, { state: 'ended', outcome: 'answered', ended_at: new Date(), settled_at: new Date(), disposition_code: 'interested', disposition_by: 'agent', note: 'in May' });
    const callId = await comesIn(phone);
    const card = {
      phone, hasMore: false, contacts: [having({ id: contactId, fields: { city: 'Karaj' }, phones: [phone], targets: [having({ id, campaignId, state: 'ready', attempts: 0 })] })],
      lastCalls: [having({ id: before, direction: 'inbound', agentId, agent: 'sara', outcome: 'answered', disposition: { code: 'interested', by: 'agent' }, note: 'in May' })],
    };
    for (const who of [sara, api.as.supervisor, api.as.quality]) expect((await who.get(`/calls/${callId}/caller`)).body).toEqual(card);
    for (const who of [await api.login('ali'), api.as.agent]) expect([403, 404]).toContain((await who.get(`/calls/${callId}/caller`)).status);
  });

  it.each([['whoever withholds the number', null], ['somebody new', UNKNOWN]])('is nobody of %s', async (_who, phone) => {
    const callId = await comesIn(phone);
    expect((await sara.get(`/calls/${callId}/caller`)).body).toEqual({ phone, contacts: [], hasMore: false, lastCalls: [] });
  });

  it('is not told of a call that is not there', async () => {
    expect((await sara.get(`/calls/${randomUUID()}/caller`)).status).toBe(404);
  });
});
