import { parse } from 'csv-parse/sync';
import { startApi, type Client, type TestApi } from './support/api';
import { addAgent, addCall, addCampaign } from './support/data';

/** More than are read from the database at once. */
const MANY = 4_100;

describe('calls as a file for a spreadsheet', () => {
  let api: TestApi;
  let sara: Client;
  let campaignId: string;

  beforeAll(async () => {
    api = await startApi();
    campaignId = await addCampaign(api, 4);
    const { agentId } = await addAgent(api, 'sara');
    sara = await api.login('sara');
    const ended = { state: 'ended', settled_at: new Date(), ended_at: new Date() };
    await addCall(api, campaignId, { ...ended, outcome: 'connected', agent_id: agentId, disposition_code: 'call-again', disposition_by: 'agent', note: '=HYPERLINK("http://x","y"), "so";=1+1' });
    await addCall(api, campaignId, { ...ended, outcome: 'busy', hangup_cause: 'USER_BUSY', sip_status: 486 });
  });
  afterAll(async () => { await api.stop(); });

  async function file(query = '', as: Client = api.as.manager): Promise<Record<string, string>[]> {
    const answer = await as.get(`/calls.csv${query}`);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="calls.csv"');
    expect(answer.headers.get('cache-control')).toContain('no-store');
    return parse(answer.text, { columns: true, bom: true });
  }

  it('have the fields of the page, in its order, and nothing that a spreadsheet would run', async () => {
    const lines = await file();
    const { items } = (await api.as.manager.get('/calls')).body;
    const fields = Object.keys(items[0] ?? {}).filter((field) => field !== 'disposition');
    expect(Object.keys(lines[0] ?? {})).toEqual([...fields, 'disposition', 'dispositionBy']);
    expect(lines.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    expect(lines.find(({ outcome }) => outcome === 'connected')).toMatchObject({
      disposition: 'call-again', dispositionBy: 'agent', note: '\'=HYPERLINK("http://x","y"), "so";\'=1+1', hangupCause: '', sipStatus: '',
    });
    const busy = lines.find(({ outcome }) => outcome === 'busy');
    expect(busy).toMatchObject({ hangupCause: 'USER_BUSY', sipStatus: '486', disposition: '', campaignId });
    expect(busy?.['phone']).toMatch(/^'\+98912/);
  });

  it('are chosen by the same filters, and an agent gets their own', async () => {
    expect(await file('?outcome=busy')).toHaveLength(1);
    expect(await file(`?campaignId=${campaignId}`)).toHaveLength(2);
    expect(await file('?campaignId=999')).toHaveLength(0);
    expect((await file('', sara)).map(({ outcome }) => outcome)).toEqual(['connected']);
    expect((await api.as.manager.get('/calls.csv?outcome=none')).body).toMatchObject({ status: 400, code: 'validation-failed' });
    expect((await api.as.agent.get('/calls.csv')).body).toMatchObject({ status: 403, code: 'not-allowed' });
    expect((await api.anonymous.get('/calls.csv')).status).toBe(401);
  });

  it('name a caller who withheld their number by none, and find one who did not by theirs', async () => {
    const cameIn = { direction: 'inbound', state: 'ended', settled_at: new Date(), ended_at: new Date(), not_after: null, ring_timeout_sec: null };
    const inbound = await addCampaign(api, 2);
    const [withheld, known] = [await addCall(api, inbound, { ...cameIn, phone: null }), await addCall(api, inbound, { ...cameIn, phone: '+982188880000' })];
    expect((await file(`?campaignId=${inbound}`)).map(({ id, phone, callerNumber, direction }) => [id, phone, callerNumber, direction]).sort())
      .toEqual([[withheld, '', '', 'inbound'], [known, '\'+982188880000', '', 'inbound']].sort());
    expect((await file('?phone=%2B982188880000')).map(({ id }) => id)).toEqual([known]);
    expect((await api.as.manager.get(`/calls/${withheld}`)).body).toMatchObject({ phone: null, callerNumber: null });
  });

  it('are all there, each once, however many', async () => {
    const other = await addCampaign(api, 1);
    await addCall(api, other, { state: 'ended', outcome: 'no-answer', settled_at: new Date(), ended_at: new Date(), planned_at: '2026-01-01 00:00:00' });
    for (let made = 1; made < MANY; made *= 2) {
      // In pairs of one instant: a reading may end between two that only the id tells apart.
      await api.write(`INSERT INTO calls (id, direction, state, outcome, switch_id, line, campaign_id, phone, not_after, ring_timeout_sec, planned_at, ended_at, settled_at)
        SELECT UUID(), direction, state, outcome, switch_id, line, campaign_id, phone, not_after, 30, TIMESTAMPADD(SECOND, FLOOR(RAND() * 1000), planned_at), ended_at, settled_at
          FROM calls WHERE campaign_id = ?`, [other]);
    }
    const [{ n = '' } = {}] = await api.rows<{ n: string }>('SELECT COUNT(*) AS n FROM calls WHERE campaign_id = ?', [other]);
    const lines = await file(`?campaignId=${other}`);
    expect(lines).toHaveLength(Number(n));
    expect(new Set(lines.map(({ id }) => id)).size).toBe(Number(n));
    expect(lines.length).toBeGreaterThan(MANY);
  });
});
