import { SALES, addAgent, addCampaign, addList, addOwnNumber } from './support/data';
import { startApi, type TestApi } from './support/api';

const SETTINGS = { allowedCountries: [], allowedPrefixes: [], allowedNumbers: [], shortNumbers: [] };

describe('where calls may go', () => {
  let api: TestApi;
  beforeAll(async () => { api = await startApi(); await addOwnNumber(api); });
  afterAll(() => api.stop());

  it('is nowhere until an administrator names it, and a campaign says so before it starts', async () => {
    const created = await api.as.admin.post('/gateways', { name: 'fresh' });
    expect(created).toMatchObject({ status: 201, body: { ...SETTINGS, maxMinutesPerDay: null, minutesToday: 0 } });
    const { body: campaign } = await api.as.manager.post('/campaigns', { name: 'too early', ...SALES, gateways: ['fresh'], lists: [{ listId: await addList(api, 1) }] });
    const refused = await api.as.manager.post(`/campaigns/${campaign.id}/start`);
    expect([refused.status, refused.body.code, refused.body.reasons.map(({ code }) => code)]).toEqual([409, 'campaign-not-ready', ['no-destination-allowed']]);

    expect((await api.as.manager.patch('/gateways/fresh', { allowedCountries: ['IR'] })).status).toBe(403);
    expect((await api.as.admin.patch('/gateways/fresh', { allowedCountries: ['ir', 'IR'] })).body).toMatchObject({ allowedCountries: ['IR'] });
    expect((await api.as.manager.post(`/campaigns/${campaign.id}/start`)).status).toBe(200);
  });

  it('keeps the last lines of a gateway for callers, never all', async () => {
    expect((await api.as.admin.post('/gateways', { name: 'lines', maxLines: 4, linesForCallers: 3 })).body).toMatchObject({ maxLines: 4, linesForCallers: 3 });
    for (const change of [{ linesForCallers: 4 }, { maxLines: 3 }]) {
      expect((await api.as.admin.patch('/gateways/lines', change)).body).toMatchObject({ code: 'validation-failed', issues: [{ path: 'linesForCallers' }] });
    }
    expect((await api.as.admin.patch('/gateways/lines', { maxLines: 9, linesForCallers: 4 })).body).toMatchObject({ maxLines: 9, linesForCallers: 4 });
  });

  it('is not taken away from callers who are sent outside through it, and is said to be whose', async () => {
    for (const name of ['way-out', 'way-two']) await api.as.admin.post('/gateways', { name, allowedCountries: ['DE'] });
    const way = { kind: 'number', number: '+493012345678' } as const;
    const { body: queue } = await api.as.manager.post('/queues', { name: 'Outside', overflow: { waitedTooLong: { ...way, gateway: 'way-out' } } });
    expect((await api.as.admin.delete('/gateways/way-out')).body).toMatchObject({ status: 409, code: 'in-use', detail: expect.stringMatching(/“Outside” sends callers to \+493012345678/) as unknown });
    expect((await api.as.manager.patch(`/queues/${queue.id}`, { overflow: {} })).status).toBe(200);

    const draft = { languages: ['en'], start: 'out', emergency: 'out', nodes: { out: { ...way, failed: 'queue' }, queue: { kind: 'queue', queueId: queue.id } } };
    const { body: flow } = await api.as.manager.post('/flows', { name: 'Way out', draft });
    await api.as.manager.post(`/flows/${flow.id}/publish`);
    await api.as.manager.post('/inbound-numbers', { number: '+493012345670', name: 'desk', flowId: flow.id });
    expect((await api.as.admin.delete('/gateways/way-two')).status).toBe(204); // the other one may reach it as well
    expect((await api.as.admin.delete('/gateways/way-out')).body).toMatchObject({ status: 409, code: 'in-use', detail: expect.stringMatching(/flow “Way out”/) as unknown });
    expect((await api.as.admin.patch('/gateways/way-out', { enabled: false })).status).toBe(200);
  });

  it.each([
    ['a country that is none', { allowedCountries: ['XX'] }, 'allowedCountries.0'],
    ['every number there is', { allowedPrefixes: ['+'] }, 'allowedPrefixes.0'],
    ['a prefix of many countries', { allowedPrefixes: ['+98', '+4'] }, 'allowedPrefixes.1'],
    ['a prefix that nobody has', { allowedPrefixes: ['+999'] }, 'allowedPrefixes.0'],
    ['satellites as a whole', { allowedPrefixes: ['+881'] }, 'allowedPrefixes.0'],
    ['premium numbers as a whole', { allowedPrefixes: ['+979'] }, 'allowedPrefixes.0'],
    ['a number that is none', { allowedNumbers: ['911'] }, 'allowedNumbers.0'],
    ['a whole number as a short one', { shortNumbers: ['+14155550100'] }, 'shortNumbers.0'],
    ['no minute at all', { maxMinutesPerDay: 0 }, 'maxMinutesPerDay'],
  ])('is not %s', async (_what, settings, path) => {
    for (const answer of [await api.as.admin.patch('/gateways/fresh', settings), await api.as.admin.post('/gateways', { name: 'another', ...settings })]) {
      expect([answer.status, answer.body.code, answer.body.issues[0]?.path]).toEqual([400, 'validation-failed', path]);
    }
  });

  it('is what is named: countries, prefixes, single numbers however costly, short numbers for a person\'s hand', async () => {
    const named = { allowedCountries: ['US', 'CA'], allowedPrefixes: ['+98', '+1876'], allowedNumbers: ['+881612345678'], shortNumbers: ['911', '933'], maxMinutesPerDay: 600 };
    expect((await api.as.admin.patch('/gateways/fresh', named)).body).toMatchObject(named);
    expect((await api.as.admin.get('/audit?resource=gateway&resourceId=fresh')).text).toContain('+881612345678');
  });

  it('tells what a gateway has carried today: calls that are over and up, agents\' phones', async () => {
    const minutesOf = async (): Promise<unknown> => (await api.as.admin.get('/gateways/trunk')).body;
    const campaignId = await addCampaign(api, 1);
    expect(campaignId).toBeTruthy();
    expect(await minutesOf()).toMatchObject({ minutesToday: 0 });
    const { agentId } = await addAgent(api, 'behind-a-gateway');
    await api.write("INSERT INTO gateway_days (switch_id, gateway, day, seconds) VALUES (?, 'trunk', UTC_DATE(), 61), (?, 'trunk', UTC_DATE() - INTERVAL 1 DAY, 6000), ('other', 'trunk', UTC_DATE(), 6000)",
      [api.environment.SWITCH_ID, api.environment.SWITCH_ID]);
    expect(await minutesOf()).toMatchObject({ minutesToday: 2 });
    await api.write(`UPDATE agents SET leg_kind = 'gateway', leg_gateway = 'trunk', leg_channel_id = 'c', leg_up_at = GREATEST(TIMESTAMP(UTC_DATE()), UTC_TIMESTAMP() - INTERVAL 5 SECOND) WHERE id = ?`, [agentId]);
    expect(await minutesOf()).toMatchObject({ minutesToday: 2 });
  });
});

describe('gateways of two switches that are called the same', () => {
  let api: TestApi;
  beforeAll(async () => { api = await startApi(); });
  afterAll(async () => { await api.stop(); });

  it('are two, each with its own destinations, minutes, users and history; the name alone is the own switch\'s', async () => {
    const { admin, manager } = api.as;
    const own = api.environment.SWITCH_ID;
    expect((await admin.post('/gateways', { name: 'twin', allowedPrefixes: ['+98'] })).status).toBe(201);
    expect((await admin.post('/gateways', { name: 'twin' })).body).toMatchObject({ status: 409 });
    expect((await admin.post('/switches/second/gateways', { name: 'twin', allowedPrefixes: ['+44'], maxMinutesPerDay: 10 })).body).toMatchObject({ name: 'twin', switchId: 'second' });
    await api.write("INSERT INTO gateway_days (switch_id, gateway, day, seconds) VALUES ('second', 'twin', UTC_DATE(), 600)");
    await admin.patch('/switches/second/gateways/twin', { allowedCountries: ['FR'] });

    expect((await admin.get('/gateways/twin')).body).toMatchObject({ switchId: own, allowedPrefixes: ['+98'], allowedCountries: [], minutesToday: 0 });
    expect((await admin.get(`/switches/${own}/gateways/twin`)).body).toEqual((await admin.get('/gateways/twin')).body);
    const second = { switchId: 'second', allowedPrefixes: ['+44'], allowedCountries: ['FR'], minutesToday: 10 };
    expect((await admin.get('/switches/second/gateways/twin')).body).toMatchObject(second);
    expect((await admin.get('/switches/second/gateways')).body.items).toMatchObject([second]);
    expect((await admin.get('/gateways')).body.items).toEqual(expect.arrayContaining([own, 'second'].map((switchId) => expect.objectContaining({ name: 'twin', switchId }) as unknown)));
    expect((await admin.get('/switches/third/gateways/twin')).body).toMatchObject({ status: 404, code: 'not-found' });
    expect((await admin.get('/switches/No Switch/gateways/twin')).body).toMatchObject({ status: 400, code: 'validation-failed' });
    expect((await manager.post('/switches/second/gateways', { name: 'mine' })).body).toMatchObject({ status: 403 });

    const history = async (resourceId: string): Promise<unknown> => (await admin.get(`/audit?resource=gateway&resourceId=${encodeURIComponent(resourceId)}`)).body.items;
    expect(await history('twin')).toMatchObject([{ action: 'created' }]);
    expect(await history('second/twin')).toMatchObject([{ action: 'changed' }, { action: 'created' }]);

    // A campaign of the own switch dials through its own.
    await addCampaign(api, 1);
    await api.write("UPDATE campaigns SET gateways = '[\"twin\"]'");
    expect((await admin.delete('/gateways/twin')).body).toMatchObject({ status: 409, code: 'in-use' });
    expect((await admin.delete('/switches/second/gateways/twin')).status).toBe(204);
    expect((await admin.get('/gateways/twin')).status).toBe(200);
  });
});

describe('the switch that stops all dialing', () => {
  let api: TestApi;
  beforeAll(async () => { api = await startApi(); });
  afterAll(() => api.stop());

  it('is turned by whoever supervises, shown to everybody, and leaves a trace', async () => {
    const { agentId } = await addAgent(api, 'nadia');
    const nadia = await api.login('nadia');
    const campaignId = await addCampaign(api, 1);
    expect(agentId).toBeTruthy();
    expect((await nadia.get('/dialing')).body).toEqual({ stopped: false, stop: null });
    expect((await nadia.get('/agent')).body).toMatchObject({ dialingStop: null });
    expect((await api.as.supervisor.post('/dialing/resume')).body.code).toBe('wrong-state');
    for (const who of [nadia, api.as.quality]) expect((await who.post('/dialing/stop', { reason: 'fire' })).status).toBe(403);
    for (const wrong of [{}, { reason: '  ' }, { reason: 'x'.repeat(201) }, { reason: 'fire', until: 'tomorrow' }]) {
      expect((await api.as.supervisor.post('/dialing/stop', wrong)).body.code).toBe('validation-failed');
    }

    const stopped = await api.as.supervisor.post('/dialing/stop', { reason: 'the lines are wrong' });
    expect(stopped).toMatchObject({ status: 200, body: { stopped: true, stop: { reason: 'the lines are wrong', byUsername: 'the-supervisor' } } });
    // In a hurry two people press it: the first reason stands.
    expect((await api.as.admin.post('/dialing/stop', { reason: 'me too' })).body).toEqual(stopped.body);
    expect((await nadia.get('/dialing')).body).toEqual(stopped.body);
    expect((await nadia.get('/agent')).body).toMatchObject({ dialingStop: { reason: 'the lines are wrong' } });
    expect((await api.as.manager.get(`/campaigns/${campaignId}/figures`)).body).toMatchObject({
      why: [{ limit: 'dialing-stopped', detail: 'the-supervisor: the lines are wrong', text: expect.stringContaining('the lines are wrong') as string }],
    });

    expect((await api.as.supervisor.post('/dialing/resume')).body).toEqual({ stopped: false, stop: null });
    expect((await api.as.admin.post('/dialing/stop', { reason: 'a drill' })).body).toMatchObject({ stop: { reason: 'a drill', byUsername: 'the-admin' } });
    expect((await api.as.admin.post('/dialing/resume')).status).toBe(200);
    const trail = (await api.as.admin.get('/audit?resource=dialing')).body.items as unknown as readonly { action: string; actor: string; reason: string | null }[];
    expect(trail.map(({ action, actor, reason }) => [action, actor, reason])).toEqual([
      ['resumed', 'the-admin', null], ['stopped', 'the-admin', 'a drill'], ['resumed', 'the-supervisor', null], ['stopped', 'the-supervisor', 'the lines are wrong'],
    ]);
  });
});
