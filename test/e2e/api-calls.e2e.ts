import { addAgent, addCall, addCampaign } from './support/data';
import type { DispositionGiver } from '@paceline/domain/retry/dispositions';
import { startApi, type Client, type TestApi } from './support/api';
import { startOwner, type FakeOwner } from './support/owner';
import { anyText, containing, having } from './support/matching';

const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);

describe('calls', () => {
  let api: TestApi;
  let owner: FakeOwner;
  let sara: Client;
  let agentId: string;
  let campaignId: string;

  beforeAll(async () => {
    api = await startApi();
    owner = startOwner(api);
    campaignId = await addCampaign(api, 40);
    ({ agentId } = await addAgent(api, 'sara'));
    await addAgent(api, 'ali');
    sara = await api.login('sara');
  });
  beforeEach(() => { owner.respond = () => null; owner.seen.length = 0; });
  afterAll(async () => { await owner.stop(); await api.stop(); });

  const ended = (more: object = {}) => ({ state: 'ended', outcome: 'connected', agent_id: agentId, ended_at: new Date(), ...more });
  const settled = (by: DispositionGiver, code: string) => ended({ settled_at: new Date(), disposition_code: code, disposition_by: by });

  it('are listed newest first, in pages, by every filter', async () => {
    const other = await addCampaign(api, 3);
    const ids: string[] = [];
    for (let n = 0; n < 7; n++) ids.unshift(await addCall(api, campaignId, { ...ended({ settled_at: new Date() }), outcome: n % 2 ? 'busy' : 'connected', planned_at: minutesAgo(60 - n) }));
    // Two in the same millisecond: the id decides, and a page may end between them.
    const same = minutesAgo(30);
    const twins = [await addCall(api, other, { planned_at: same, phone: '+989351112233' }), await addCall(api, other, { planned_at: same })].sort().reverse();
    const seen: string[] = [];
    for (let path: string | null = '/calls?limit=2'; path !== null;) {
      const { body } = await api.as.manager.get(path);
      seen.push(...body.items.map(({ id }) => id));
      path = body.nextCursor === null ? null : `/calls?limit=2&cursor=${body.nextCursor}`;
    }
    expect(seen).toEqual([...twins, ...ids]);

    const found = async (query: string): Promise<number> => (await api.as.manager.get(`/calls?${query}`)).body.items.length;
    expect(await found(`campaignId=${other}`)).toBe(2);
    expect(await found('outcome=busy')).toBe(3);
    expect(await found('state=talking')).toBe(2);
    expect(await found(`agentId=${agentId}`)).toBe(7);
    expect(await found('phone=%2B989351112233')).toBe(1);
    expect(await found(`from=${minutesAgo(58.5).toISOString()}&to=${minutesAgo(56.5).toISOString()}`)).toBe(2);
    const [target] = await api.rows<{ contact: string }>('SELECT contact_id AS contact FROM calls WHERE id = ?', [ids[0]]);
    expect(await found(`contactId=${target?.contact}`)).toBe(1);
    expect(await found(`campaignId=${other}&outcome=busy`)).toBe(0);
    expect((await sara.get('/calls?limit=200')).body.items).toHaveLength(7);
  });

  it('are shown with who talked on them, what happened to them and their recordings', async () => {
    const id = await addCall(api, campaignId, ended());
    await api.write("INSERT INTO call_events (call_id, at, kind, data) VALUES (?, '2026-01-01 10:00:00.123', 'answered', '{\"ms\":12,\"note\":\"x\"}')", [id]);
    await api.write("INSERT INTO recordings (call_id, path, started_at, length_ms) VALUES (?, ?, '2026-01-01 10:00:01', 4200)", [id, `2026/${id}.wav`]);
    await api.write(`INSERT INTO talks (call_id, from_at, agent_id, channel_id, to_at, wrap_up_until, ended_by) VALUES
      (?, '2026-01-01 10:00:00.5', ?, 'leg', '2026-01-01 10:00:03', '2026-01-01 10:00:03', 'agent-lost'), (?, '2026-01-01 10:00:04', ?, NULL, NULL, NULL, NULL)`, [id, agentId, id, agentId]);
    const { body } = await api.as.quality.get(`/calls/${id.toUpperCase()}`);
    expect(body.talks).toEqual([
      { agentId, channelId: 'leg', fromAt: '2026-01-01T10:00:00.500Z', toAt: '2026-01-01T10:00:03.000Z', wrapUpUntil: '2026-01-01T10:00:03.000Z', endedBy: 'agent-lost' },
      { agentId, channelId: null, fromAt: '2026-01-01T10:00:04.000Z', toAt: null, wrapUpUntil: null, endedBy: null },
    ]);
    expect(body.events).toEqual([{ at: '2026-01-01T10:00:00.123Z', kind: 'answered', data: { ms: 12, note: 'x' } }]);
    expect(body.recordings).toEqual([{ id: anyText, path: `2026/${id}.wav`, startedAt: '2026-01-01T10:00:01.000Z', stoppedAt: null, lengthMs: 4200 }]);
  });

  it('of others are not there for an agent', async () => {
    const ali = await api.login('ali');
    const id = await addCall(api, campaignId, { state: 'talking', agent_id: agentId });
    expect((await sara.get(`/calls/${id}`)).status).toBe(200);
    expect((await ali.get(`/calls/${id}`)).status).toBe(404);
    expect((await ali.post(`/calls/${id}/hangup`)).status).toBe(404);
    expect((await ali.post(`/calls/${id}/disposition`, { code: 'interested' })).status).toBe(404);
    expect((await ali.get(`/calls?agentId=${agentId}`)).body.items).toEqual([]);
    expect((await api.as.agent.get('/calls')).body.code).toBe('not-allowed');
  });

  it('are hung up by their agent and by supervisors, through the owner', async () => {
    const id = await addCall(api, campaignId, { state: 'talking', agent_id: agentId });
    expect((await sara.post(`/calls/${id}/hangup`)).body).toMatchObject({ kind: 'call-hangup', state: 'done' });
    expect((await api.as.supervisor.post(`/calls/${id}/hangup`)).status).toBe(200);
    expect(owner.seen.map(({ kind, payload }) => [kind, payload['callId']])).toEqual([['call-hangup', id], ['call-hangup', id]]);
    const over = await addCall(api, campaignId, ended());
    expect((await api.as.supervisor.post(`/calls/${over}/hangup`)).body).toMatchObject({ status: 409, code: 'wrong-state', detail: 'The call is over.' });
  });

  it('with a machine are left to it by their agent, where campaign and law let it be left a message', async () => {
    const [withMessage, calling] = [await addCampaign(api, 6), (phone: string, of: string) => addCall(api, of, { state: 'talking', agent_id: agentId, phone })];
    const leave = async (phone: string, of = withMessage): Promise<unknown> => (await sara.post(`/calls/${await calling(phone, of)}/leave-message`)).body;
    expect(await leave('+989351112231', campaignId)).toMatchObject({ status: 409, code: 'wrong-state', reason: 'no-machine-message' });
    await api.write('UPDATE campaigns SET machine_message = ? WHERE id = ?', [JSON.stringify({ say: { en: 'call-us-back.wav' }, identifiesFirst: true, number: '+18005550100' }), withMessage]);
    expect(await leave('+14155550131')).toMatchObject({ status: 409, reason: 'machine-message-without-consent' });
    expect(await leave('+989351112232')).toMatchObject({ kind: 'call-machine', state: 'done' });
    expect(owner.seen.filter(({ kind }) => kind !== 'campaign-changed')).toMatchObject([{ kind: 'call-machine', payload: { byUserId: anyText } }]);
    expect((await sara.post(`/calls/${await addCall(api, withMessage, ended())}/leave-message`)).body).toMatchObject({ status: 409, reason: 'call-over' });
    expect((await (await api.login('ali')).post(`/calls/${await calling('+989351112290', withMessage)}/leave-message`)).status).toBe(404);
  });

  it('get their disposition from the agent in wrap-up, through the owner', async () => {
    const id = await addCall(api, campaignId, ended({ wrap_up_until: new Date(Date.now() + 60_000) }));
    const { status, body } = await sara.post(`/calls/${id}/disposition`, { code: 'interested', note: ' “quotes” {braces} \n 😀 ' });
    expect({ status, id: body.id }).toEqual({ status: 200, id });
    expect(owner.seen[0]).toMatchObject({ kind: 'call-disposition', payload: { callId: id, disposition: 'interested', note: '“quotes” {braces} \n 😀' } });
  });

  it('have the system\'s disposition replaced, and their target follows', async () => {
    const id = await addCall(api, campaignId, settled('system', 'none-given'));
    expect((await sara.post(`/calls/${id}/disposition`, { code: 'not-interested', note: 'busy now' })).body).toMatchObject({ disposition: { code: 'not-interested', by: 'agent' }, note: 'busy now' });
    expect(await api.rows('SELECT state, result, attempts FROM targets WHERE last_call_id = ?', [id])).toEqual([{ state: 'done', result: 'not-interested', attempts: 1 }]);
    expect((await api.as.manager.get(`/calls/${id}`)).body.events).toEqual([having({ kind: 'disposition', data: having({ code: 'not-interested', amended: true }) })]);
    expect(owner.seen).toEqual([]);

    expect((await sara.post(`/calls/${id}/disposition`, { code: 'interested' })).body.code).toBe('not-allowed');
    const byRule = await addCall(api, campaignId, settled('system', 'none-given'));
    await api.write("UPDATE campaigns SET retry_rules = JSON_SET(retry_rules, '$.byDisposition', JSON_OBJECT('call-again', JSON_OBJECT('maxAttempts', 3, 'waitSec', 600))) WHERE id = ?", [campaignId]);
    await api.as.supervisor.post(`/calls/${byRule}/disposition`, { code: 'call-again' });
    const [target] = await api.rows<{ state: string; result: string | null; next_at: Date }>('SELECT state, result, next_at FROM targets WHERE last_call_id = ?', [byRule]);
    expect(target).toMatchObject({ state: 'ready', result: null });
    expect(Math.abs((target?.next_at.getTime() ?? 0) - Date.now() - 600_000)).toBeLessThan(60_000);
  });

  it('say who gave their disposition: a supervisor\'s word is no agent\'s, it is in the trail, and the agent cannot replace it', async () => {
    const id = await addCall(api, campaignId, { ...settled('agent', 'interested'), note: 'call in May' });
    const { body } = await api.as.supervisor.post(`/calls/${id}/disposition`, { code: 'not-interested', note: 'heard it again' });
    expect(body).toMatchObject({ disposition: { code: 'not-interested', by: 'supervisor' }, note: 'heard it again' });
    expect((await api.as.manager.get(`/calls/${id}`)).body.events).toEqual([having({ data: having({ by: 'supervisor', amended: true, byUserId: anyText }) })]);
    expect((await api.as.admin.get(`/audit?resource=call&resourceId=${id}`)).body.items).toMatchObject([{
      actor: 'the-supervisor', action: 'changed', was: { disposition: 'interested', dispositionBy: 'agent', note: 'call in May' },
      became: { disposition: 'not-interested', dispositionBy: 'supervisor', note: 'heard it again' },
    }]);
    expect((await api.as.manager.get(`/calls.csv?agentId=${agentId}`)).text).toContain('"not-interested","supervisor"');
    expect((await sara.post(`/calls/${id}/disposition`, { code: 'interested' })).body.code).toBe('not-allowed');

    const own = await addCall(api, campaignId, settled('system', 'none-given'));
    await sara.post(`/calls/${own}/disposition`, { code: 'interested' });
    expect((await api.as.admin.get(`/audit?resource=call&resourceId=${own}`)).body.items).toEqual([]);
  });

  it('whose people do not want them wait for a decision, which leaves its trace; and are counted by caller number', async () => {
    const phones = ['+989350000607', '+989350000608'];
    for (const phone of phones) {
      const id = await addCall(api, campaignId, ended({ settled_at: new Date(), outcome: 'unwanted', agent_id: null, phone }));
      await api.rows('INSERT INTO do_not_call_offers (phone, call_id) VALUES (?, ?)', [phone, id]);
    }
    const [first = '', second = ''] = phones.map((phone) => encodeURIComponent(phone));
    expect((await api.as.quality.get('/do-not-call/offers')).body.items).toMatchObject(phones.map((phone) => ({ phone, callId: anyText })));
    expect((await api.as.supervisor.post(`/do-not-call/offers/${first}/accept`)).status).toBe(204);
    expect((await api.as.quality.get(`/do-not-call?phone=${first}`)).body.items).toMatchObject([{ phone: phones[0], source: 'call', reason: 'said-to-network', detail: containing('SIP 607') }]);
    expect((await api.as.manager.post(`/do-not-call/offers/${second}/decline`, { reason: 'they asked for a call' })).status).toBe(403);
    expect((await api.as.admin.post(`/do-not-call/offers/${second}/decline`, {})).status).toBe(400);
    expect((await api.as.admin.post(`/do-not-call/offers/${second}/decline`, { reason: 'they asked for a call' })).status).toBe(204);
    expect((await api.as.admin.get(`/audit?resource=do-not-call&resourceId=${second}`)).body.items).toMatchObject([{ action: 'deleted', reason: 'they asked for a call', was: { phone: phones[1] } }]);
    expect((await api.as.admin.post(`/do-not-call/offers/${second}/accept`)).status).toBe(404);
    expect((await api.as.quality.get('/do-not-call/offers')).body.items).toEqual([]);

    await api.rows("INSERT INTO caller_number_days (caller_number, day, dialed, blocked) VALUES ('', CURRENT_DATE, 8, 0), ('12125550100', CURRENT_DATE, 4, 1)", []);
    expect((await api.as.quality.get('/caller-numbers?days=2')).body.items).toEqual([
      { callerNumber: '12125550100', dialed: 4, blocked: 1, blockedRatio: 0.25 }, { callerNumber: null, dialed: 8, blocked: 0, blockedRatio: 0 },
    ]);
  });

  it('put their contact on the do-not-call list when the disposition says so', async () => {
    const id = await addCall(api, campaignId, settled('system', 'none-given'));
    await sara.post(`/calls/${id}/disposition`, { code: 'do-not-call' });
    const [phone] = await api.rows<{ phone: string }>('SELECT p.phone FROM calls c JOIN contact_phones p ON p.contact_id = c.contact_id WHERE c.id = ?', [id]);
    const entry = `/do-not-call/${encodeURIComponent(phone?.phone ?? '')}?reason=mistaken`;
    const listed = async () => (await api.as.quality.get(`/do-not-call?phone=${encodeURIComponent(phone?.phone ?? '')}`)).body.items;
    expect(await listed()).toEqual([having({ phone: phone?.phone, reason: 'said-on-call', params: { disposition: 'do-not-call' }, detail: containing('said so on a call'), source: 'call', callId: id, addedBy: 'sara' })]);

    // Another disposition, another try to put it there: the person's word stands, and who runs campaigns cannot take it back.
    expect((await api.as.supervisor.post(`/calls/${id}/disposition`, { code: 'not-interested' })).status).toBe(200);
    await api.as.manager.post('/do-not-call', { phones: [phone?.phone] });
    for (const role of ['supervisor', 'manager'] as const) expect((await api.as[role].delete(entry)).body).toMatchObject({ code: 'not-allowed', detail: containing('administrator') });
    expect(await listed()).toHaveLength(1);
    expect((await api.as.admin.delete(entry)).status).toBe(204);
    expect(await listed()).toEqual([]);
    expect((await api.as.admin.get(`/audit?resource=do-not-call&resourceId=${encodeURIComponent(phone?.phone ?? '')}`)).body.items).toMatchObject([
      { actor: 'the-admin', action: 'deleted', was: { source: 'call', callId: id, addedBy: 'sara' }, reason: 'mistaken' }, { actor: 'sara', action: 'created' },
    ]);
  });

  it('leave a target alone that was called again since', async () => {
    const id = await addCall(api, campaignId, settled('system', 'none-given'));
    await api.write("UPDATE targets SET last_call_id = ?, state = 'calling', result = NULL WHERE last_call_id = ?", ['00000000-0000-4000-8000-00000000000a', id]);
    expect((await sara.post(`/calls/${id}/disposition`, { code: 'do-not-call' })).status).toBe(200);
    expect(await api.rows("SELECT state FROM targets WHERE last_call_id = '00000000-0000-4000-8000-00000000000a'")).toEqual([{ state: 'calling' }]);
  });

  it('are refused a disposition that makes no sense', async () => {
    const give = async (columns: object, code: string): Promise<string> => (await api.as.supervisor.post(`/calls/${await addCall(api, campaignId, { ...columns })}/disposition`, { code })).body.code;
    expect(await give({ state: 'talking', agent_id: agentId }, 'interested')).toBe('wrong-state');
    expect(await give(ended({ outcome: 'busy', agent_id: null, settled_at: new Date() }), 'interested')).toBe('wrong-state');
    expect(await give(settled('system', 'none-given'), 'none-given')).toBe('wrong-state');
    expect(await give(settled('system', 'none-given'), 'unheard-of')).toBe('not-found');
    expect(await give(settled('system', 'none-given'), "x' OR 1=1")).toBe('validation-failed');
  });
});

describe('dispositions and numbers not to call', () => {
  let api: TestApi;
  beforeAll(async () => { api = await startApi(); });
  afterAll(() => api.stop());

  it('dispositions are made, changed and, while no call has them, deleted', async () => {
    expect((await api.as.agent.get('/dispositions')).body.items.map(({ code }) => code)).toContain('none-given');
    expect((await api.as.manager.post('/dispositions', { code: 'sold', label: 'فروخته شد', meaning: 'final' })).body).toEqual({ code: 'sold', label: 'فروخته شد', meaning: 'final', system: false, active: true, reserved: false });
    expect((await api.as.manager.post('/dispositions', { code: 'sold', label: 'x', meaning: 'final' })).body.code).toBe('already-exists');
    expect((await api.as.manager.patch('/dispositions/sold', { active: false })).body.active).toBe(false);
    expect((await api.as.manager.patch('/dispositions/none-given', { active: false })).body.code).toBe('wrong-state');
    expect((await api.as.manager.delete('/dispositions/none-given')).body.code).toBe('in-use');
    expect((await api.as.manager.delete('/dispositions/sold')).status).toBe(204);
    expect((await api.as.manager.delete('/dispositions/sold')).status).toBe(404);
  });

  it('dispositions say themselves whether they can be made inactive and deleted', async () => {
    const { items } = (await api.as.manager.get('/dispositions')).body as unknown as { items: { code: string; label: string; meaning: string; reserved: boolean }[] };
    expect(items.filter(({ reserved }) => reserved).map(({ code }) => code)).toEqual(['answering-machine', 'do-not-call', 'none-given']);
    for (const { reserved, code, label, meaning } of items) {
      expect([code, (await api.as.manager.patch(`/dispositions/${code}`, { active: false })).status]).toEqual([code, reserved ? 409 : 200]);
      expect((await api.as.manager.patch(`/dispositions/${code}`, { active: true })).status).toBe(200);
      expect([code, (await api.as.manager.delete(`/dispositions/${code}`)).status]).toEqual([code, reserved ? 409 : 204]);
      if (!reserved) await api.as.manager.post('/dispositions', { code, label, meaning });
    }
  });

  it('what a disposition means stays what it was, and a "no" is always offered', async () => {
    await api.as.manager.post('/dispositions', { code: 'never-again', label: 'Never again', meaning: 'do-not-call' });
    for (const code of ['do-not-call', 'never-again', 'none-given', 'interested']) {
      const { meaning } = (await api.as.manager.get('/dispositions')).body.items.find((one) => one.code === code) as unknown as { meaning: string };
      const other = meaning === 'final' ? 'retry' : 'final';
      expect((await api.as.manager.patch(`/dispositions/${code}`, { meaning: other })).body).toMatchObject({ code: 'wrong-state', detail: containing('cannot be changed') });
      expect((await api.as.manager.patch(`/dispositions/${code}`, { meaning, label: 'In other words' })).body).toMatchObject({ label: 'In other words', meaning });
    }
    expect((await api.as.manager.patch('/dispositions/do-not-call', { active: false })).body.code).toBe('wrong-state');
    expect((await api.as.manager.delete('/dispositions/do-not-call')).body.code).toBe('in-use');
    expect((await api.as.manager.patch('/dispositions/never-again', { active: false })).body.active).toBe(false);
  });

  it('numbers are put on the list in any writing, all or none, found and taken off', async () => {
    const add = (body: object) => api.as.supervisor.post('/do-not-call', body);
    expect((await add({ phones: ['۰۹۱۲۱۲۳۴۵۶۷', '+98 912 123 4567', '0935 123 4567'], country: 'IR', reason: 'asked' })).body).toEqual({ added: 2, present: 0 });
    expect((await add({ phones: ['+989121234567'] })).body).toEqual({ added: 0, present: 1 });
    const half = await add({ phones: ['+989121234560', 'nonsense'] });
    expect(half.body).toMatchObject({ code: 'validation-failed', issues: [{ path: 'phones.1' }] });
    expect((await api.as.quality.get('/do-not-call')).body.items.map(({ phone }) => phone)).toEqual(['+989121234567', '+989351234567']);
    expect((await api.as.quality.get('/do-not-call?phone=09121234567&country=IR')).body.items).toHaveLength(1);
    const off = '/do-not-call/%2B989121234567?reason=wrong+number';
    expect((await api.as.supervisor.delete('/do-not-call/%2B989121234567')).body).toMatchObject({ code: 'validation-failed', issues: [{ path: 'reason' }] });
    expect((await api.as.quality.delete(off)).body.code).toBe('not-allowed');
    expect((await api.as.supervisor.delete(off)).status).toBe(204);
    expect((await api.as.supervisor.delete(off)).status).toBe(404);
    expect((await api.as.admin.get('/audit?resource=do-not-call&resourceId=%2B989121234567')).body.items).toMatchObject([
      { actor: 'the-supervisor', action: 'deleted', was: { source: 'by-hand', addedBy: 'the-supervisor', reason: 'by-hand', params: { words: 'asked' } }, became: null, reason: 'wrong number' },
      { actor: 'the-supervisor', action: 'created', was: null, became: { phone: '+989121234567' }, reason: 'asked' },
    ]);
  });
});
