import { randomUUID } from 'node:crypto';
import { addAgent, addCampaign } from './support/data';
import { startApi, type Client, type TestApi } from './support/api';
import { having } from './support/matching';
import { startOwner, type FakeOwner } from './support/owner';

const UNKNOWN = '+12125550142';

describe('who calls', () => {
  let api: TestApi;
  let sara: Client;
  let agentId: string;
  let owner: FakeOwner;

  beforeAll(async () => {
    api = await startApi();
    owner = startOwner(api);
    ({ agentId } = await addAgent(api, 'sara'));
    await addAgent(api, 'ali');
    sara = await api.login('sara');
  });
  beforeEach(() => { owner.seen.length = 0; });
  afterAll(async () => { await owner.stop(); await api.stop(); });

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

  describe('and what a campaign wants of them', () => {
    const over = { state: 'ended', outcome: 'answered', ended_at: new Date() };
    const settled = { ...over, settled_at: new Date(), disposition_code: 'none-given', disposition_by: 'system' };
    const targetNow = async (id: string): Promise<unknown> => (await api.rows('SELECT state, result, attempts FROM targets WHERE id = ?', [id]))[0];
    const give = async (who: Client, callId: string, targetId: string, code = 'interested'): Promise<unknown> => {
      const { status, body } = await who.post(`/calls/${callId}/disposition`, { code, targetId });
      return status === 200 ? 'given' : [status, body.code, body.detail];
    };

    it('is settled by the call, through the owner in wrap-up, or here and now after it', async () => {
      const { id, phone } = await targetOf(await addCampaign(api, 1));
      const wrapping = await comesIn(phone, over);
      expect(await give(sara, wrapping, id)).toBe('given');
      expect(owner.seen.filter(({ kind }) => kind === 'call-disposition')).toMatchObject([{ payload: { callId: wrapping, disposition: 'interested', targetId: id } }]);
      const late = await comesIn(phone, settled);
      expect(await give(sara, late, id)).toBe('given');
      expect(await targetNow(id)).toEqual({ state: 'done', result: 'interested', attempts: 0 });
      expect(await give(api.as.supervisor, late, id, 'not-interested')).toBe('given');
      expect(await targetNow(id)).toEqual({ state: 'done', result: 'not-interested', attempts: 0 });
      expect((await api.as.manager.get(`/calls/${late}`)).body.events).toContainEqual(having({ kind: 'disposition', data: having({ targetId: id }) }));
    });

    it('is nothing that an agent says of somebody else, or of a call of ours, or that the dialer is at', async () => {
      const campaignId = await addCampaign(api, 2);
      const { id, phone } = await targetOf(campaignId);
      const stranger = await comesIn(UNKNOWN, over);
      expect(await give(sara, stranger, id)).toEqual([404, 'not-found', `No target has the id ${id}.`]);
      expect(await give(api.as.supervisor, stranger, id)).toBe('given');
      expect(await give(sara, await comesIn(phone, { ...over, direction: 'outbound', outcome: 'connected', ring_timeout_sec: 30, not_after: new Date() }), id)).toEqual([409, 'wrong-state', 'Only a call that came in settles a target, and only one: this call has its own.']);
      await api.write("UPDATE targets SET state = 'calling' WHERE id = ?", [id]);
      expect(await give(sara, await comesIn(phone, over), id)).toEqual([409, 'wrong-state', 'The contact has its result in this campaign already, or the campaign is calling it at this moment.']);
      expect(await targetNow(id)).toMatchObject({ state: 'calling' });
    });
  });
});
