import { callerCard } from '@paceline/contracts/caller-card';
import { campaignConversion } from '@paceline/contracts/conversion';
import { taking, toldOffers } from '@paceline/contracts/offers';
import { targetPage } from '@paceline/contracts/targets';
import type { SequencedEvent } from '@paceline/contracts/live';
import { upliftOf } from '@paceline/domain/metrics/conversion';
import { waitFor } from '@paceline/testing/wait-for';
import { io } from 'socket.io-client';
import { startApi, type Answer, type TestApi } from './support/api';
import { SALES, addAgent, addCall, addGateway, addList, addOwnNumber, uniqueName } from './support/data';
import { containing, matching } from './support/matching';

describe('promotions, for the manager and the agent', () => {
  let api: TestApi;
  let nadia: TestApi['as']['agent'];
  let agentId: string;
  beforeAll(async () => {
    api = await startApi();
    await addGateway(api, 'trunk');
    await addOwnNumber(api);
    ({ agentId } = await addAgent(api, 'nadia'));
    nadia = await api.login('nadia');
  });
  afterAll(() => api.stop());

  const addOffer = async (settings: object = {}): Promise<string> => (await api.as.manager.post('/offers', { name: uniqueName('offer'), texts: { en: 'Two for one', de: 'Zwei zum Preis von einem' }, ...settings })).body.id;
  const contactsOf = async (listId: string): Promise<string[]> => (await api.rows<{ id: string }>('SELECT contact_id AS id FROM list_contacts WHERE list_id = ? ORDER BY contact_id', [listId])).map(({ id }) => id);

  /** A campaign over so many contacts that promotes these offers. */
  async function promoting(offers: readonly string[], contacts: number, controlRatio: number): Promise<{ campaignId: string; listId: string }> {
    const listId = await addList(api, contacts);
    const { body: { id: campaignId } } = await api.as.manager.post('/campaigns', { name: uniqueName('campaign'), ...SALES, gateways: ['trunk'], lists: [{ listId }] });
    expect(await api.as.manager.put(`/campaigns/${campaignId}/promotion`, { offers, controlRatio })).toMatchObject({ status: 200, body: { offers, controlRatio } });
    expect((await api.as.manager.post(`/campaigns/${campaignId}/start`)).status).toBe(200);
    return { campaignId, listId };
  }

  it('a contact\'s consents are a record: given with proof, taken back in part, and refused where they say what cannot be', async () => {
    const [id = ''] = await contactsOf(await addList(api, 1));
    const give = (body: object): Promise<Answer> => api.as.manager.post(`/contacts/${id}/consents`, { purposes: ['sales', 'survey'], deliveries: ['recorded'], form: 'digital', words: 'Call me', proof: 'form 17', ...body });
    const { phones: [phone] } = (await api.as.manager.get(`/contacts/${id}`)).body;
    expect(await give({ phones: ['+447911123456'] })).toMatchObject({ status: 400, body: { issues: [{ path: 'phones.0', message: containing('no phone of this contact') }] } });
    expect(await give({ at: '2100-01-01T00:00:00Z' })).toMatchObject({ status: 400, body: { issues: [{ path: 'at' }] } });
    expect(await give({ at: '2026-01-01T00:00:00Z', until: '2025-01-01T00:00:00Z' })).toMatchObject({ status: 400 });
    expect(await give({})).toMatchObject({ status: 201, body: { covered: [{ purpose: 'sales', delivery: 'recorded', phones: [phone] }, { purpose: 'survey' }] } });
    expect(await api.as.manager.post(`/contacts/${id}/consents/revocations`, { purposes: ['sales'], words: 'wrote to us' })).toMatchObject({
      status: 201, body: { covered: [{ purpose: 'survey' }], history: [{ kind: 'revoked', words: 'wrote to us', writtenBy: 'the-manager' }, { kind: 'given', form: 'digital', proof: 'form 17' }] },
    });
    await api.as.manager.post('/do-not-call', { phones: [phone], reason: 'called the office' });
    expect((await api.as.quality.get(`/contacts/${id}/consents`)).body).toMatchObject({ covered: [], history: [{ kind: 'revoked', phones: null, words: 'called the office' }, {}, {}] });
  });

  it('a campaign in which a machine sells where consent must be signed does not start while nobody has given one', async () => {
    const { insertId } = await api.write('INSERT INTO lists (name) VALUES (?)', [uniqueName('list')]);
    const contactId = String((await api.write("INSERT INTO contacts (name, zone, fields) VALUES ('Ann', 'America/New_York', '{}')")).insertId);
    await api.write("INSERT INTO contact_phones (contact_id, position, phone) VALUES (?, 0, '+12125550177')", [contactId]);
    await api.write('INSERT INTO list_contacts VALUES (?, ?)', [insertId, contactId]);
    const { body: { id } } = await api.as.manager.post('/campaigns', { name: uniqueName('campaign'), ...SALES, delivery: 'recorded', gateways: ['trunk'], lists: [{ listId: String(insertId) }] });
    const say = (form: string): Promise<Answer> => api.as.manager.post(`/contacts/${contactId}/consents`, { purposes: ['sales'], deliveries: ['recorded'], form, words: 'Call me', proof: 'form 18' });
    await say('oral');
    expect(await api.as.manager.post(`/campaigns/${id}/start`)).toMatchObject({ status: 409, body: { code: 'campaign-not-ready', reasons: [{ code: 'no-consents', detail: containing('64.1200') }] } });
    await say('written');
    expect((await api.as.manager.post(`/campaigns/${id}/start`)).status).toBe(200);
  });

  it('an agent reads an offer in the contact\'s language; it is taken with a code to read aloud, and given back: the screens are told of each', async () => {
    const screen = io(`${api.url}/realtime`, { auth: { token: api.as.manager.token }, transports: ['websocket'], reconnection: false, forceNew: true });
    const live: object[] = [];
    screen.on('event', ({ event }: SequencedEvent) => { if (event.type === 'offer') live.push(event); });
    await new Promise<void>((resolve, reject) => { screen.once('connect', resolve).once('connect_error', reject); });
    screen.emit('resume', { after: null });
    await new Promise<void>((resolve) => { screen.once('snapshot', () => { resolve(); }); });
    const offerId = await addOffer({ stock: 1, price: { amount: '19.99', currency: 'EUR' } });
    const { campaignId } = await promoting([offerId], 2, 0);
    const [first, second] = [await addCall(api, campaignId, { agent_id: agentId }), await addCall(api, campaignId, { agent_id: agentId })];
    expect((await nadia.get(`/calls/${first}/offers?language=de`)).body).toMatchObject({ items: [{ offerId, language: 'de', text: containing('Zwei'), price: { amount: '19.99', currency: 'EUR' } }] });
    expect((await nadia.get(`/calls/${first}/offers?language=fa`)).body).toMatchObject({ items: [{ language: 'en' }] });
    expect(await nadia.post(`/calls/${first}/offers`, { offerId, result: 'refused' })).toMatchObject({ status: 200, body: { result: 'refused', code: null, agentId } });
    expect((await nadia.get(`/calls/${first}/offers`)).body).toEqual({ items: [] });
    const taken = taking.parse((await nadia.post(`/calls/${first}/offers`, { offerId, result: 'taken' })).body);
    expect(taken).toMatchObject({ result: 'taken', callId: first, agentId, campaignId, way: 'agent', code: matching(/^[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}$/) });
    expect(await nadia.post(`/calls/${second}/offers`, { offerId, result: 'taken' })).toMatchObject({ status: 409, body: { code: 'wrong-state', detail: 'The offer is sold out.' } });
    expect((await api.as.manager.get(`/offers/codes/${encodeURIComponent((taken.code ?? '').toLowerCase().replace('-', ' '))}`)).body).toMatchObject({ id: taken.id });
    expect((await api.as.manager.get('/offers/codes/00000-00000')).status).toBe(404);
    expect(await api.as.manager.post(`/offers/takings/${taken.id}/return`, { why: 'too sweet' })).toMatchObject({ status: 200, body: { returned: { byUsername: 'the-manager', why: 'too sweet' } } });
    expect((await nadia.post(`/calls/${second}/offers`, { offerId, result: 'taken' })).status).toBe(200);
    expect((await api.as.agent.get(`/calls/${first}/offers`)).status).not.toBe(200);
    expect((await api.as.manager.get(`/offers/${offerId}/takings`)).body.items).toHaveLength(2);
    await waitFor('four events', () => live.length >= 4);
    screen.disconnect();
    const told = { offerId, campaignId, agentId, way: 'agent' };
    expect(live).toMatchObject([
      { ...told, callId: first, result: 'refused', out: 0 }, { ...told, callId: first, takingId: taken.id, result: 'taken', out: 1 },
      { ...told, callId: first, takingId: taken.id, result: 'returned', out: 0 }, { ...told, callId: second, result: 'taken', out: 1 },
    ]);
  });

  it('whoever calls in is shown with what they may be offered', async () => {
    const offerId = await addOffer();
    const { campaignId } = await promoting([offerId], 1, 0);
    const call = await addCall(api, campaignId, { agent_id: agentId, direction: 'inbound', contact_id: null, campaign_id: null, target_id: null });
    const { items } = toldOffers.parse((await nadia.get(`/calls/${call}/offers`)).body);
    expect(items.map((item) => item.offerId)).toContain(offerId);
    const { contacts: [contact] } = callerCard.parse((await nadia.get(`/calls/${call}/caller`)).body);
    expect(contact?.offers.map(({ id }) => id)).toContain(offerId);
  });

  it('a campaign\'s control group is never called, and what it buys is what the others are compared with; calls cost what their rates say', async () => {
    const offerId = await addOffer();
    const { campaignId, listId } = await promoting([offerId], 200, 0.3);
    const control = targetPage.parse((await api.as.manager.get(`/campaigns/${campaignId}/targets?result=control-group&limit=200`)).body).items.map(({ contactId }) => contactId);
    expect(Math.abs(control.length - 60)).toBeLessThan(27); // four standard deviations
    expect(await api.as.manager.put(`/campaigns/${campaignId}/promotion`, { offers: [offerId], controlRatio: 0.1 })).toMatchObject({ status: 409, body: { detail: containing('control group drawn') } });
    const switchId = api.environment.SWITCH_ID;
    const rate = { since: '2020-01-01', currency: 'EUR', firstSec: 60, stepSec: 6 };
    expect((await api.as.admin.put(`/switches/${switchId}/gateways/trunk/rates`, { rates: [{ ...rate, prefix: '', perMinute: '9' }, { ...rate, prefix: '98912', perMinute: '0.012' }] })).status).toBe(200);
    expect((await api.as.manager.put('/agent-costs', { costs: [{ since: '2020-01-01', perMinute: '0.60', currency: 'EUR' }] })).status).toBe(200);
    // One call of 90 s of talk, 30 s of wrap-up, that sells; one that nobody answers.
    const at = (sec: number): Date => new Date(Date.now() - 3_600_000 + sec * 1_000);
    const sold = await addCall(api, campaignId, { agent_id: agentId, planned_at: at(0), answered_at: at(10), ended_at: at(100), settled_at: at(130), state: 'ended', outcome: 'connected' });
    await api.write('INSERT INTO talks (call_id, from_at, agent_id, to_at, wrap_up_until) VALUES (?, ?, ?, ?, ?)', [sold, at(10), agentId, at(100), at(130)]);
    await addCall(api, campaignId, { planned_at: at(0), ended_at: at(30), settled_at: at(30), state: 'ended', outcome: 'no-answer' });
    await api.write('UPDATE campaigns SET started_at = ? WHERE id = ?', [at(-60), campaignId]);
    expect((await api.as.manager.post(`/calls/${sold}/offers`, { offerId, result: 'taken' })).status).toBe(200);
    const [{ buyer = '' } = {}] = await api.rows<{ buyer: string }>('SELECT contact_id AS buyer FROM calls WHERE id = ?', [sold]);
    const bought = { at: new Date(Date.now() - 60_000).toISOString(), amount: '19.99', currency: 'EUR' };
    const purchases = [{ ...bought, reference: 'A1', contactId: buyer }, { ...bought, reference: 'A2', contactId: control[0] }, { ...bought, reference: 'A3', phone: '+447911123456' }];
    expect((await api.as.manager.post(`/offers/${offerId}/purchases`, { purchases })).body).toEqual({ added: 2, present: 0, unknown: ['A3'] });
    expect((await api.as.manager.post(`/offers/${offerId}/purchases`, { purchases })).body).toEqual({ added: 0, present: 2, unknown: ['A3'] });

    // 60 s and five steps of six at 0.012 a minute; two minutes of an agent at 0.60.
    const cost = { amount: '1.218', currency: 'EUR' };
    const figures = (calls: number) => ({ calls, answered: 1, taken: 1, refused: 0, returned: 0, buyers: 1, costs: [cost], costPerBuyer: [cost] });
    const conversion = campaignConversion.parse((await api.as.quality.get(`/campaigns/${campaignId}/conversion`)).body);
    expect(conversion).toMatchObject({
      offers: [offerId], controlRatio: 0.3, withoutRate: 0, called: { people: 200 - control.length, buyers: 1 }, control: { people: control.length, buyers: 1 },
      all: figures(2), byOffer: [{ key: offerId, ...figures(1) }], byList: [{ key: listId, ...figures(2) }], byAgent: [{ key: agentId, ...figures(1) }],
    });
    expect(conversion.uplift).toEqual(upliftOf({ people: 200 - control.length, buyers: 1 }, { people: control.length, buyers: 1 }));
  });
});
