import { startApi, type Body, type TestApi } from './support/api';
import { addCall, addCampaign } from './support/data';
import { matching } from './support/matching';

/** A Wednesday, half past twelve in Tehran. */
const NOON = '2026-01-07T09:00:00Z';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface Why { readonly code: string; readonly text: string; readonly until: string | null }

describe('targets', () => {
  let api: TestApi;
  beforeAll(async () => { api = await startApi({ CALLING_CLOCK_AT: NOON }); });
  afterAll(async () => { await api.stop(); });

  const page = async (campaignId: string, query = ''): Promise<readonly Body[]> => (await api.as.manager.get(`/campaigns/${campaignId}/targets${query}`)).body.items;
  const ids = async (campaignId: string): Promise<string[]> =>
    (await api.rows<{ id: string }>('SELECT contact_id AS id FROM targets WHERE campaign_id = ? ORDER BY contact_id', [campaignId])).map(({ id }) => id);
  /** Of the campaign's only target. */
  const why = async (campaignId: string): Promise<readonly Why[]> => ((await page(campaignId))[0] as unknown as { why: readonly Why[] }).why; // as the contract says
  const inMs = (until: string | null | undefined): number => Date.parse(until ?? '') - Date.now();

  it('say who, how often, and what came of it; nothing stands in the way of one that waits for its turn', async () => {
    const campaignId = await addCampaign(api, 3);
    const call = await addCall(api, campaignId, { state: 'ended', outcome: 'busy', ended_at: new Date(), settled_at: new Date() });
    await addCall(api, campaignId);
    const [one, two, three] = await page(campaignId);
    expect(one).toMatchObject({ name: 'contact 0', phone: matching(/^\+98912/), state: 'done', attempts: 1, result: 'busy', lastCallId: call, why: [], zone: 'Asia/Tehran', priority: 1 });
    expect(two).toMatchObject({ state: 'calling', result: null, why: [] });
    expect(three).toMatchObject({ state: 'ready', attempts: 0, result: null, lastCallId: null, why: [] });
  });

  it.each<[string, string, (contactId: string, phone: string) => Promise<unknown>]>([
    ['the do-not-call list', 'do-not-call', (_id, phone) => api.as.manager.post('/do-not-call', { phones: [phone] })],
    ['a zone that nobody knows', 'unknown-zone', (id) => api.write("UPDATE targets SET zone = '' WHERE contact_id = ?", [id])],
    ['a country that its gateways may not dial', 'destination-not-allowed', (id) => api.write("UPDATE contact_phones SET phone = '+447911123456' WHERE contact_id = ?", [id])],
    ['a satellite\'s number', 'satellite-number', (id) => api.write("UPDATE contact_phones SET phone = '+881612345678' WHERE contact_id = ?", [id])],
    ['a phone that is gone', 'no-valid-phone', (id) => api.write('DELETE FROM contact_phones WHERE contact_id = ?', [id])],
    ['a pause', 'campaign-paused', (id) => api.write("UPDATE campaigns SET status = 'paused' WHERE id IN (SELECT campaign_id FROM targets WHERE contact_id = ?)", [id])],
  ])('are held by %s, until somebody changes it', async (_what, code, change) => {
    const campaignId = await addCampaign(api, 1);
    const [target] = await page(campaignId);
    const [contactId = ''] = await ids(campaignId);
    await change(contactId, target?.phone ?? '');
    expect(await why(campaignId)).toEqual([{ code, text: matching(/^[A-Z].+\.$/), until: null }]);
  });

  it('are held by the stop of all dialing', async () => {
    const campaignId = await addCampaign(api, 1);
    await api.as.manager.post('/dialing/stop', { reason: 'the carrier called' });
    expect((await why(campaignId)).map(({ code }) => code)).toEqual(['dialing-stopped']);
    await api.as.manager.post('/dialing/resume');
    expect(await why(campaignId)).toEqual([]);
  });

  it('are held by the hour where they are, until their zone opens', async () => {
    const campaignId = await addCampaign(api, 1);
    await api.write("UPDATE targets SET zone = 'America/Los_Angeles' WHERE campaign_id = ?", [campaignId]);
    await api.write("UPDATE contact_phones p JOIN targets t ON t.contact_id = p.contact_id SET p.phone = '+12135550100' WHERE t.campaign_id = ?", [campaignId]);
    const [hold] = await why(campaignId);
    expect(hold?.code).toBe('outside-calling-hours');
    // One in the morning by the clock of the calls; it opens at eight.
    expect(Math.round(inMs(hold?.until) / HOUR_MS)).toBe(7);
  });

  it('are held by what their number was called for, by any campaign; and by their own retry rule', async () => {
    const campaignId = await addCampaign(api, 1);
    const other = await addCampaign(api, 1);
    const [{ phone = '' } = {}] = await page(campaignId);
    await addCall(api, other, { state: 'ended', outcome: 'connected', answered_at: new Date(), connected_at: new Date(), ended_at: new Date(), settled_at: new Date(), phone });
    const [lately] = await why(campaignId);
    expect([lately?.code, Math.abs(inMs(lately?.until) - DAY_MS) < 60_000]).toEqual(['called-lately', true]);
    // Put off by a claim, it waits for one reason still.
    await api.write('UPDATE targets SET next_at = ? WHERE campaign_id = ?', [new Date(Math.ceil(Date.parse(lately?.until ?? '') / 10_000) * 10_000), campaignId]);
    expect((await why(campaignId)).map(({ code }) => code)).toEqual(['called-lately']);

    const waiting = await addCampaign(api, 1);
    await api.write('UPDATE targets SET attempts = 1, next_at = UTC_TIMESTAMP(3) + INTERVAL 2 HOUR WHERE campaign_id = ?', [waiting]);
    const [hold] = await why(waiting);
    expect([hold?.code, Math.round(inMs(hold?.until) / HOUR_MS)]).toEqual(['not-due', 2]);
  });

  it('are found by state, result, contact and phone, in pages that neither lose nor repeat one', async () => {
    const campaignId = await addCampaign(api, 9);
    const all = await ids(campaignId);
    for (const outcome of ['busy', 'busy', 'rejected']) await addCall(api, campaignId, { state: 'ended', outcome, ended_at: new Date(), settled_at: new Date() });
    const found = async (query: string): Promise<number> => (await page(campaignId, query)).length;
    expect([await found('?state=done'), await found('?state=ready'), await found('?result=busy'), await found('?state=done&result=rejected'), await found('?state=ready&result=busy')]).toEqual([3, 6, 2, 1, 0]);
    expect(await found(`?contactId=${all[4] ?? ''}`)).toBe(1);
    const [{ phone = '' } = {}] = await page(campaignId, `?contactId=${all[4] ?? ''}`);
    expect((await page(campaignId, `?phone=${encodeURIComponent(phone)}`)).map((target) => (target as unknown as { contactId: string }).contactId)).toEqual([all[4]]);

    const seen: string[] = [];
    for (let path: string | null = `/campaigns/${campaignId}/targets?state=ready&limit=2`; path !== null;) {
      const { body } = await api.as.quality.get(path);
      seen.push(...body.items.map(({ id }) => id));
      path = body.nextCursor === null ? null : `/campaigns/${campaignId}/targets?state=ready&limit=2&cursor=${body.nextCursor}`;
    }
    expect([seen.length, new Set(seen).size]).toEqual([6, 6]);
    expect((await api.as.manager.get('/campaigns/999999/targets')).body).toMatchObject({ status: 404, code: 'not-found' });
    expect((await api.as.manager.get(`/campaigns/${campaignId}/targets?state=open`)).body).toMatchObject({ status: 400, code: 'validation-failed' });
    expect((await api.as.agent.get(`/campaigns/${campaignId}/targets`)).status).toBe(403);
  });
});
