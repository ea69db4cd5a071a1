import { EventStream, producerConnection } from '@paceline/queues';
import { SALES, addCall, addCampaign, addGateway, addList, addOwnNumber, uniqueName } from './support/data';
import { startApi, type TestApi } from './support/api';
import { containing, having, matching } from './support/matching';

describe('campaigns', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
    await addGateway(api, 'main-trunk');
    await addGateway(api, 'off-trunk', false);
    await addOwnNumber(api);
  });
  afterAll(() => api.stop());

  const create = async (settings: object): Promise<string> => {
    const { status, body, text } = await api.as.manager.post('/campaigns', { name: uniqueName('campaign'), ...SALES, ...settings });
    if (status !== 201) throw new Error(text);
    return body.id;
  };
  const act = (id: string, verb: string) => api.as.manager.post(`/campaigns/${id}/${verb}`);

  it('are created with sensible defaults, and shown as they are', async () => {
    const listId = await addList(api, 1);
    const { status, body } = await api.as.manager.post('/campaigns', { name: 'Spring “offer” 🌱', ...SALES, lists: [{ listId }] });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      name: 'Spring “offer” 🌱', status: 'draft', mode: 'progressive', lawProfile: 'strictest', gateways: ['main-trunk'], line: `campaign-${body.id}`,
      ringTimeoutSec: 30, wrapUpSec: 30, record: false, lists: [{ listId, priority: 1 }], startedAt: null,
    });
    expect(body.callingHours['1']).toEqual([{ fromMin: 480, toMin: 1260 }]);
    expect(body.retryRules.byOutcome.busy).toEqual({ maxAttempts: 3, waitSec: 300 });
    expect((await api.as.quality.get(`/campaigns/${body.id}`)).body).toEqual(body);
    expect((await api.as.manager.post('/campaigns', { name: 'Spring “offer” 🌱', ...SALES })).body.code).toBe('already-exists');
  });

  it.each([
    ['a ring timeout below what the law asks', { ringTimeoutSec: 14 }, 'ringTimeoutSec'],
    ['an unknown mode', { mode: 'aggressive' }, 'mode'],
    ['hours that end before they begin', { callingHours: { 1: [{ fromMin: 600, toMin: 600 }] } }, 'callingHours.1.0'],
    ['an eighth day', { callingHours: { 8: [] } }, 'callingHours'],
    ['a list that is not there', { lists: [{ listId: '4711' }] }, 'lists.0.listId'],
    ['a list twice', { lists: [{ listId: '1' }, { listId: '1' }] }, 'lists'],
    ['a half abandoned', { abandonTargetRatio: 0.5 }, 'abandonTargetRatio'],
    ['more abandoned than the law allows', { mode: 'predictive', abandonTargetRatio: 0.031 }, 'abandonTargetRatio'],
    ['a target that says nothing', { mode: 'predictive', abandonTargetRatio: 0.0005 }, 'abandonTargetRatio'],
    ['a law that allows nobody to be abandoned, and predictive', { mode: 'predictive', lawProfile: 'uk-2017' }, 'mode'],
    ['a law that allows nobody to be abandoned, and power', { mode: 'power', lawProfile: 'uk-2017' }, 'mode'],
    ['a law that nobody knows', { lawProfile: 'none' }, 'lawProfile'],
    ['an unknown outcome', { retryRules: { maxAttempts: 3, byOutcome: { bored: { maxAttempts: 1, waitSec: 1 } } } }, 'retryRules.byOutcome'],
    ['more calls than ever', { maxLinesPerAgent: 1e9 }, 'maxLinesPerAgent'],
    ['not a number', { wrapUpSec: '30' }, 'wrapUpSec'],
    ['a gateway that is not there', { gateways: ['main-trunk', 'main-trnuk'] }, 'gateways.1'],
    ['a gateway twice', { gateways: ['main-trunk', 'main-trunk'] }, 'gateways.1'],
    ['a rule for a disposition that is none', { retryRules: { maxAttempts: 3, byOutcome: {}, byDisposition: { 'call-agian': { maxAttempts: 2, waitSec: 60 } } } }, 'retryRules.byDisposition.call-agian'],
    ['a rule for a final disposition', { retryRules: { maxAttempts: 3, byOutcome: {}, byDisposition: { sold: { maxAttempts: 2, waitSec: 60 } } } }, 'retryRules.byDisposition.sold'],
  ])('are not created with %s', async (_what, settings, path) => {
    const { status, body } = await api.as.manager.post('/campaigns', { name: uniqueName('bad'), ...SALES, ...settings });
    expect(status).toBe(400);
    expect(body.issues[0]?.path).toContain(path);
    expect(await api.rows("SELECT id FROM campaigns WHERE name LIKE 'bad %'")).toEqual([]);
  });

  it.each([
    ['predictive within the cap', { mode: 'predictive', abandonTargetRatio: 0.03 }], ['predictive with hardly anybody abandoned', { mode: 'predictive', abandonTargetRatio: 0.001 }],
    ['so many lines for each idle agent', { mode: 'power', maxLinesPerAgent: 1.5 }],
    ['nobody abandoned, by any law', { mode: 'zero-abandon', lawProfile: 'uk-2017' }], ['a law of their own', { lawProfile: 'us-tsr' }],
  ])('are created with %s', async (_what, settings) => {
    const { status, body } = await api.as.manager.post('/campaigns', { name: uniqueName('good'), ...SALES, ...settings });
    expect(status).toBe(201);
    expect(body).toMatchObject(settings);
    // Judged as a whole: the law, the mode and the target may be changed one by one.
    const changed = await api.as.manager.patch(`/campaigns/${body.id}`, { mode: 'predictive', lawProfile: 'uk-2017' });
    expect({ code: changed.body.code, path: changed.body.issues[0]?.path }).toEqual({ code: 'validation-failed', path: 'mode' });
  });

  it('start: targets are made, the campaign runs, and its owner has a command, all at once', async () => {
    const listId = await addList(api, 3);
    const id = await create({ lists: [{ listId, priority: 2 }] });
    const { status, body } = await act(id, 'start');
    expect({ status, campaign: body.status }).toEqual({ status: 200, campaign: 'running' });
    expect(body.startedAt).toMatch(/Z$/);
    expect(await api.rows('SELECT state, zone, priority FROM targets WHERE campaign_id = ?', [id])).toEqual(Array(3).fill({ state: 'ready', zone: 'Asia/Tehran', priority: 2 }));
    const commands = await api.rows<{ payload: string }>("SELECT payload, state FROM commands WHERE kind = 'campaign-changed' AND JSON_VALUE(payload, '$.campaignId') = ?", [id]);
    expect(commands).toEqual([having({ state: 'pending' })]);
  });

  it.each([
    ['no list', async () => ({}), ['no-list']],
    ['no contacts', async () => ({ lists: [{ listId: await addList(api, 0) }] }), ['no-contacts']],
    ['contacts whose zone nobody knows', async () => ({ lists: [{ listId: await addList(api, 2, null) }] }), ['no-known-zone']],
    ['no gateway', async () => ({ lists: [{ listId: await addList(api, 1) }], gateways: [] }), ['no-gateway']],
    ['a gateway that is off', async () => ({ lists: [{ listId: await addList(api, 1) }], gateways: ['off-trunk'] }), ['no-gateway-enabled']],
    ['no number to show', async () => ({ lists: [{ listId: await addList(api, 1) }], callerNumber: null }), ['no-caller-number']],
    ['a number to show that is none of ours', async () => ({ lists: [{ listId: await addList(api, 1) }], callerNumber: '+12125550177' }), ['caller-number-without-flow']],
    ['a number to show that is no whole one', async () => ({ lists: [{ listId: await addList(api, 1) }], callerNumber: '100' }), ['caller-number-without-flow']],
    ['no hours', async () => ({ lists: [{ listId: await addList(api, 1) }], callingHours: { 1: [] } }), ['no-calling-hours']],
    ['nothing at all', async () => ({ gateways: [], callerNumber: null, callingHours: {} }), ['no-list', 'no-gateway', 'no-caller-number', 'no-calling-hours']],
  ])('do not start with %s, and say so', async (_what, settings, codes) => {
    const id = await create(await settings());
    const { status, body } = await act(id, 'start');
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'campaign-not-ready' });
    expect(body.reasons.map(({ code }) => code)).toEqual(codes);
    for (const { detail } of body.reasons) expect(body.detail).toContain(detail);
    expect((await api.as.manager.get(`/campaigns/${id}`)).body.status).toBe('draft');
    expect(await api.rows('SELECT id FROM targets WHERE campaign_id = ?', [id])).toEqual([]);
    expect(await api.rows("SELECT id FROM commands WHERE JSON_VALUE(payload, '$.campaignId') = ?", [id])).toEqual([]);
  });

  it('are not changed to a gateway or a disposition that is none', async () => {
    const id = await create({});
    const rules = { maxAttempts: 3, byOutcome: {}, byDisposition: { nothing: { maxAttempts: 2, waitSec: 60 } } };
    for (const [change, path] of [[{ gateways: ['nowhere'] }, 'gateways.0'], [{ retryRules: rules }, 'retryRules.byDisposition.nothing']] as const) {
      expect((await api.as.manager.patch(`/campaigns/${id}`, change)).body).toMatchObject({ code: 'validation-failed', issues: [{ path }] });
    }
  });

  it('do not start with a gateway that is gone', async () => {
    const id = await create({ lists: [{ listId: await addList(api, 1) }] });
    await api.write('UPDATE campaigns SET gateways = \'["gone","main-trunk"]\' WHERE id = ?', [id]);
    expect((await act(id, 'start')).body).toMatchObject({ code: 'campaign-not-ready', reasons: [{ code: 'unknown-gateway' }] });
  });

  it('do not start while a file is still being imported into a list', async () => {
    const listId = await addList(api, 1);
    await api.write("INSERT INTO imports (list_id, file_name, state) VALUES (?, 'x', 'running')", [listId]);
    const { body } = await act(await create({ lists: [{ listId }] }), 'start');
    expect(body.reasons).toEqual([{ code: 'import-running', params: { list: (await api.as.manager.get(`/lists/${listId}`)).body.name }, detail: containing('still being imported') }]);
  });

  it('go only from state to state as the table says; everything else is refused with why', async () => {
    const id = await addCampaign(api, 2);
    const verbs = ['start', 'pause', 'resume', 'stop'];
    const possible = async (): Promise<unknown> => (await api.as.manager.get(`/campaigns/${id}`)).body.status;
    const refused = async (...expected: string[]): Promise<void> => {
      const before = await possible();
      for (const verb of expected) {
        const { body } = await act(id, verb);
        expect(body).toMatchObject({ status: 409, code: 'wrong-state', detail: containing(`Cannot ${verb}`) });
      }
      expect(await possible()).toBe(before);
    };
    await refused('start', 'resume');
    expect((await act(id, 'pause')).body.status).toBe('paused');
    await refused('start', 'pause');
    expect((await act(id, 'resume')).body.status).toBe('running');
    expect((await act(id, 'stop')).body).toMatchObject({ status: 'stopped', endedAt: matching(/Z$/) });
    await refused(...verbs);
    const draft = await create({});
    for (const verb of ['pause', 'resume', 'stop']) expect((await act(draft, verb)).body.code).toBe('wrong-state');
  });

  it('are started once when two managers press start together', async () => {
    const id = await create({ lists: [{ listId: await addList(api, 5) }] });
    const answers = await Promise.all(Array.from({ length: 5 }, () => act(id, 'start')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect(await api.rows('SELECT id FROM targets WHERE campaign_id = ?', [id])).toHaveLength(5);
  });

  it('take in, at a resume, contacts that came meanwhile', async () => {
    const listId = await addList(api, 1);
    const id = await create({ lists: [{ listId }] });
    await act(id, 'start');
    await act(id, 'pause');
    const [contact] = await api.rows<{ id: string }>('SELECT contact_id AS id FROM list_contacts ORDER BY contact_id LIMIT 1');
    await api.write('INSERT IGNORE INTO list_contacts VALUES (?, ?)', [listId, contact?.id]);
    await act(id, 'resume');
    expect(await api.rows('SELECT id FROM targets WHERE campaign_id = ?', [id])).toHaveLength(2);
  });

  it('let go of a list that is taken off them: its contacts are no targets, and it can be deleted', async () => {
    const [wrong, right] = [await addList(api, 3), await addList(api, 2)];
    const id = await create({ lists: [{ listId: wrong }] });
    await act(id, 'start');
    await addCall(api, id, { state: 'ended', outcome: 'busy', ended_at: new Date(), settled_at: new Date(), planned_at: new Date() });
    await api.write("UPDATE targets SET state = 'ready', result = NULL WHERE campaign_id = ?", [id]);
    await act(id, 'pause');
    expect(await api.as.manager.patch(`/campaigns/${id}`, { lists: [{ listId: right, priority: 4 }] }))
      .toMatchObject({ status: 200, body: { lists: [{ listId: right, priority: 4 }] } });
    const targets = async (): Promise<unknown> => (await api.as.manager.get(`/campaigns/${id}/targets`)).body.items;
    const left = [{ state: 'done', result: 'off-list', priority: 1 }, ...Array<object>(2).fill({ state: 'ready', result: null, priority: 4 })];
    expect(await targets()).toMatchObject(left);
    expect((await act(id, 'resume')).body.status).toBe('running');
    expect(await targets()).toMatchObject(left);
    expect((await api.as.manager.delete(`/lists/${wrong}`)).status).toBe(204);
    expect((await api.as.manager.get(`/campaigns/${id}/figures`)).body).toMatchObject({ targets: { ready: 2, calling: 0, done: 1 } });
  });

  it('dial in another order when a list\'s priority is changed, whoever is not done', async () => {
    const listId = await addList(api, 2);
    const id = await create({ lists: [{ listId, priority: 1 }] });
    await act(id, 'start');
    await act(id, 'pause');
    await api.as.manager.patch(`/campaigns/${id}`, { lists: [{ listId, priority: 7 }] });
    expect(await api.rows('SELECT priority FROM targets WHERE campaign_id = ?', [id])).toEqual([{ priority: 7 }, { priority: 7 }]);
  });

  it('that are completed run again for new contacts, and say so when there is nobody', async () => {
    const listId = await addList(api, 1);
    const id = await create({ lists: [{ listId }] });
    await act(id, 'start');
    await api.write("UPDATE targets SET state = 'done', result = 'busy' WHERE campaign_id = ?", [id]);
    await api.write("UPDATE campaigns SET status = 'completed', ended_at = UTC_TIMESTAMP(3) WHERE id = ?", [id]);
    const refused = await act(id, 'resume');
    expect(refused.body).toMatchObject({ status: 409, code: 'campaign-not-ready', reasons: [{ code: 'nobody-left' }], detail: containing('nobody left to call') });
    expect((await api.as.manager.get(`/campaigns/${id}`)).body).toMatchObject({ status: 'completed', endedAt: matching(/Z$/) });
    expect((await act(id, 'start')).body).toMatchObject({ code: 'wrong-state', detail: containing('resume it') });
    await api.write('UPDATE list_contacts SET list_id = ? WHERE list_id = ?', [listId, await addList(api, 2)]);
    expect((await act(id, 'resume')).body).toMatchObject({ status: 'running', endedAt: null });
    expect(await api.rows('SELECT state FROM targets WHERE campaign_id = ? ORDER BY id', [id])).toEqual([{ state: 'done' }, { state: 'ready' }, { state: 'ready' }]);
  });

  it('are changed as drafts or paused, and not while they run', async () => {
    const id = await create({ lists: [{ listId: await addList(api, 1) }] });
    const change = (body: object) => api.as.manager.patch(`/campaigns/${id}`, body);
    const lists = [{ listId: await addList(api, 2), priority: 3 }];
    expect((await change({ wrapUpSec: 5, lists })).body).toMatchObject({ wrapUpSec: 5, ringTimeoutSec: 30, lists });
    await act(id, 'start');
    expect((await change({ wrapUpSec: 6 })).body).toMatchObject({ code: 'wrong-state', detail: containing('Pause it first') });
    await act(id, 'pause');
    expect((await change({ wrapUpSec: 6, name: uniqueName('renamed') })).body).toMatchObject({ wrapUpSec: 6, status: 'paused' });
    expect((await change({})).status).toBe(200);
    expect((await change({ status: 'running' })).body.code).toBe('validation-failed');
  });

  it('keep their lists and gateways from being deleted', async () => {
    await addGateway(api, 'needed');
    const listId = await addList(api, 1);
    await create({ lists: [{ listId }], gateways: ['needed'] });
    expect((await api.as.manager.delete(`/lists/${listId}`)).body.code).toBe('in-use');
    expect((await api.as.admin.delete('/gateways/needed')).body.code).toBe('in-use');
    expect((await api.as.admin.delete(`/gateways/${await addGateway(api, 'needless')}`)).status).toBe(204);
  });

  it('tell their figures: both ratios of abandonment, targets, calls by outcome and by state', async () => {
    const id = await addCampaign(api, 9);
    const ended = { state: 'ended', ended_at: new Date(), settled_at: new Date() };
    for (const outcome of ['connected', 'connected', 'abandoned', 'hung-up-waiting', 'busy', 'not-dialed']) await addCall(api, id, { ...ended, outcome });
    await addCall(api, id, { state: 'ringing' });
    await addCall(api, id, { state: 'planned' });
    const { body } = await api.as.supervisor.get(`/campaigns/${id}/figures`);
    expect(body).toMatchObject({
      campaignId: id, status: 'running', targets: { ready: 1, calling: 2, done: 6 },
      calls: { byOutcome: { 'connected': 2, 'abandoned': 1, 'hung-up-waiting': 1, 'busy': 1, 'not-dialed': 1 }, liveByState: { ringing: 1, planned: 1 } },
      dialed: 6, answered: 4, connected: 2, abandoned: 1, hungUpWaiting: 1, abandonedRatio: 0.25, strictAbandonedRatio: 0.5, agents: null,
    });
    const fresh = await api.as.supervisor.get(`/campaigns/${await create({})}/figures`);
    expect(fresh.body).toMatchObject({ dialed: 0, abandonedRatio: null, strictAbandonedRatio: null });
  });

  it('say which gateway is out, and since when, as the worker told it', async () => {
    const id = await addCampaign(api, 1);
    const redis = producerConnection(api.environment.REDIS_URL);
    await redis.connect();
    const reason = { limit: 'gateway-out', gateway: 'carrier', figures: { sinceAtMs: Date.UTC(2026, 0, 7, 19), probeInSec: 4 } };
    await new EventStream(redis, api.environment.REDIS_PREFIX).publish({
      type: 'campaign', clientId: '1', campaignId: id, status: 'running', reasons: [reason], lines: { dialing: 0, waiting: 0, talking: 0 },
      agents: { idle: 1, reserved: 0, talking: 0, wrapUp: 0, onBreak: 0 }, totals: { dialed: 0, answered: 0, connected: 0, abandoned: 0, hungUpWaiting: 0 },
      targets: { ready: 1, calling: 0, done: 0 }, at: new Date().toISOString(),
    });
    redis.disconnect();
    const { body } = await api.as.supervisor.get(`/campaigns/${id}/figures`);
    expect(body).toMatchObject({ why: [{ ...reason, text: 'Gateway carrier is out since 2026-01-07 19:00:00 UTC, its calls failed; one call tries it again in 4 s.' }] });
  });

  it('come in pages that neither lose nor repeat one while others are made', async () => {
    const seen: string[] = [];
    let path = '/campaigns?limit=3';
    for (;;) {
      const { body } = await api.as.manager.get(path);
      seen.push(...body.items.map(({ id }) => id));
      if (body.nextCursor === null) break;
      await create({});
      path = `/campaigns?limit=3&cursor=${body.nextCursor}`;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual([...seen].sort((a, b) => Number(b) - Number(a)));
    expect(seen.length).toBeGreaterThan(10);
    expect((await api.as.manager.get('/campaigns?status=stopped')).body.items.every(({ status }) => status === 'stopped')).toBe(true);
  });
});
