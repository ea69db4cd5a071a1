import { FlowTrial } from '@paceline/persistence';
import { startApi, type Answer, type Client, type TestApi } from './support/api';
import { addAgent, addGateway, uniqueName } from './support/data';
import { matching } from './support/matching';
import { startOwner, type FakeOwner } from './support/owner';

const PHONE = '+989121234567';

describe('being called with a draft', () => {
  let api: TestApi;
  let owner: FakeOwner;
  let flowId: string;
  beforeAll(async () => {
    api = await startApi();
    owner = startOwner(api);
    await addGateway(api, 'trunk');
    const queueId = (await api.as.manager.post('/queues', { name: 'Support' })).body.id;
    const draft = { languages: ['en'], start: 'support', emergency: 'support', nodes: { support: { kind: 'queue', queueId } } };
    flowId = (await api.as.manager.post('/flows', { name: uniqueName('flow'), draft })).body.id;
  });
  beforeEach(async () => { owner.respond = () => null; await api.write('DELETE FROM flow_trials'); });
  afterAll(async () => { await owner.stop(); await api.stop(); });

  const callMe = async (body: object = { phone: PHONE }, as: Client = api.as.manager): Promise<Answer> => await as.post(`/flows/${flowId}/call-me`, body);
  const trials = async (): Promise<FlowTrial[]> => await api.database.manager.find(FlowTrial, { order: { askedAt: 'ASC' } });
  const over = async (): Promise<void> => { await api.write('UPDATE flow_trials SET ended_at = UTC_TIMESTAMP(3)'); };

  it('asks the owner with the draft as it is now, and is in the trail', async () => {
    expect(await callMe()).toMatchObject({ status: 200, body: { state: 'done' } });
    const [trial] = await trials();
    expect(trial).toMatchObject({ clientId: '1', flowId, legKind: 'gateway', legAddress: PHONE, legGateway: null, placedAt: null, script: { start: 'support' } });
    expect(owner.seen.at(-1)).toMatchObject({ kind: 'flow-trial', payload: { trialId: trial?.id } });
    expect((await api.as.admin.get(`/audit?resource=flow&resourceId=${flowId}`)).body.items[0]).toMatchObject({ action: 'tried', actor: 'the-manager', became: { phone: PHONE } });
    expect((await api.as.manager.get('/calls')).body.items).toEqual([]);
  });

  it('is for whoever may publish', async () => {
    for (const as of [api.as.supervisor, api.as.quality, api.as.agent]) expect((await callMe({ phone: PHONE }, as)).status).toBe(403);
    expect(await trials()).toEqual([]);
  });

  it.each<[string, object, number, string, RegExp]>([
    ['a number that no gateway may dial', { phone: '+442079460000' }, 400, 'validation-failed', /no gateway would call \+442079460000/],
    ['no number, and no phone of one\'s own', {}, 400, 'validation-failed', /you are no agent with a phone/], ['what is no number', { phone: '100' }, 400, 'validation-failed', /phone/],
  ])('is refused for %s', async (_what, body, status, code, detail) => {
    expect(await callMe(body)).toMatchObject({ status, body: { code, detail: matching(detail) } });
    expect(await trials()).toEqual([]);
  });

  it('is refused for somebody who wants no calls', async () => {
    await api.as.manager.post('/do-not-call', { phones: ['+989121234568'] });
    expect((await callMe({ phone: '+989121234568' })).body).toMatchObject({ status: 503, code: 'unavailable', detail: matching(/do-not-call list/) });
  });

  it('rings the phone that one signs in with, unless it is in use', async () => {
    const { agentId } = await addAgent(api, 'rosa');
    await api.write("UPDATE users SET role = 'manager' WHERE username = 'rosa'");
    const rosa = await api.login('rosa');
    await api.as.manager.patch(`/agents/${agentId}`, { legAddress: '1004' });
    expect((await callMe({}, rosa)).status).toBe(200);
    expect(await trials()).toMatchObject([{ legKind: 'extension', legAddress: '1004' }]);
    await over();
    await api.write("UPDATE agents SET status = 'break' WHERE id = ?", [agentId]);
    expect((await callMe({}, rosa)).body).toMatchObject({ status: 409, code: 'wrong-state' });
  });

  it('is one call at a time, and six in a quarter of an hour, also when they are asked for at once', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => callMe()));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    for (let more = 1; more < 6; more++) { await over(); expect((await callMe()).status).toBe(200); }
    await over();
    const refused = await callMe();
    expect([refused.status, refused.body.code]).toEqual([429, 'too-many-requests']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800);
  });

  it('says why when the owner could not', async () => {
    owner.respond = () => ({ code: 'unavailable', reason: 'not-reached', params: { phone: '1004', cause: 'USER_NOT_REGISTERED' } });
    expect((await callMe()).body).toMatchObject({ status: 503, code: 'unavailable', detail: '1004 could not be called: the switch says USER_NOT_REGISTERED (the phone is not logged in at the switch).' });
  });

  it('is not of a draft with faults', async () => {
    const broken = { languages: ['en'], start: 'nowhere', emergency: 'nowhere', nodes: {} };
    const { body } = await api.as.manager.post('/flows', { name: uniqueName('flow'), draft: broken });
    expect((await api.as.manager.post(`/flows/${body.id}/call-me`, { phone: PHONE })).body).toMatchObject({ status: 409, code: 'flow-not-ready' });
  });
});
