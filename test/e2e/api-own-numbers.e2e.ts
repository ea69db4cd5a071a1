import type { WhoCalledView } from '@paceline/contracts/inbound';
import { startApi, type Answer, type TestApi } from './support/api';
import { SHIPPED_PROMPTS } from '../../scripts/system/prompts';
import { SALES, addAgent, addGateway, addList, addOwnNumber, uniqueName } from './support/data';
import { containing } from './support/matching';

const SHOWN = `+${SALES.callerNumber}`;

describe('the number that a campaign shows', () => {
  let api: TestApi;
  beforeAll(async () => { api = await startApi({ PROMPTS_DIR: SHIPPED_PROMPTS }); await addGateway(api, 'trunk'); });
  beforeEach(async () => { await addOwnNumber(api); });
  afterAll(() => api.stop());

  const numberId = async (): Promise<string> => String((await api.rows<{ id: string }>('SELECT id FROM inbound_numbers WHERE number = ?', [SHOWN]))[0]?.id);
  const remove = async (): Promise<Answer> => await api.as.manager.delete(`/inbound-numbers/${await numberId()}`);
  const act = async (id: string, verb: string): Promise<Answer> => await api.as.manager.post(`/campaigns/${id}/${verb}`);
  const draft = async (callerNumber: string = SALES.callerNumber): Promise<{ readonly id: string; readonly name: string }> => {
    const { body } = await api.as.manager.post('/campaigns', { name: uniqueName('campaign'), ...SALES, callerNumber, lists: [{ listId: await addList(api, 1) }] });
    return { id: body.id, name: body.name };
  };

  it.each([SALES.callerNumber, SHOWN, `00${SALES.callerNumber}`])('is known as trunks may write it: %s', async (callerNumber) => {
    const { id } = await draft(callerNumber);
    expect((await act(id, 'start')).status).toBe(200);
    expect((await act(id, 'stop')).status).toBe(200);
  });

  it('is known as it is written at home, by what it is called and by what may not be deleted', async () => {
    const { id } = await draft(SALES.callerNumber.slice(1));
    expect((await act(id, 'start')).status).toBe(200);
    expect((await remove()).body).toMatchObject({ code: 'in-use' });
    await act(id, 'stop');
  });

  it('is not deleted between its start and its end, and the campaign is named', async () => {
    const { id, name } = await draft();
    for (const verb of ['start', 'pause', 'resume']) {
      expect((await act(id, verb)).status).toBe(200);
      expect((await remove()).body).toMatchObject({ status: 409, code: 'in-use', detail: containing(name) });
    }
    await act(id, 'stop');
    expect((await remove()).status).toBe(204);
  });

  it('is asked for again when the campaign is resumed, by its name', async () => {
    const { id } = await draft();
    await act(id, 'start');
    await act(id, 'pause');
    await api.as.manager.patch(`/campaigns/${id}`, { callerNumber: '+12125550178' });
    expect((await act(id, 'resume')).body).toMatchObject({
      code: 'campaign-not-ready', reasons: [{ code: 'caller-number-without-flow', params: { number: '+12125550178' }, detail: containing('+12125550178') }],
    });
    expect((await remove()).status).toBe(204); // it is shown no more
    await addOwnNumber(api);
    await api.as.manager.patch(`/campaigns/${id}`, { callerNumber: SHOWN });
    expect((await act(id, 'resume')).status).toBe(200);
    await act(id, 'stop');
  });

  it('is not that of another switch, which nobody here could call', async () => {
    const { id } = await draft();
    await api.write("UPDATE inbound_numbers SET switch_id = 'second' WHERE number = ?", [SHOWN]);
    expect((await act(id, 'start')).body.reasons).toMatchObject([{ code: 'caller-number-without-flow' }]);
    await api.write('UPDATE inbound_numbers SET switch_id = ? WHERE number = ?', [api.environment.SWITCH_ID, SHOWN]);
  });

  it('is either deleted or shown, when both are asked for in one moment', async () => {
    for (let round = 0; round < 10; round++) {
      await addOwnNumber(api);
      const { id } = await draft();
      const [started, removed] = await Promise.all([act(id, 'start'), remove()]);
      expect([[200, 409], [409, 204]]).toContainEqual([started.status, removed.status]);
      await act(id, 'stop');
    }
  });

  describe('has a default for whoever calls it back', () => {
    const setUp = async (id: string, body: object = {}): Promise<Answer> => await api.as.manager.post(`/campaigns/${id}/who-called`, body);
    const callers = async (queueId: unknown): Promise<unknown> => (await api.as.manager.get(`/queues/${String(queueId)}/agents`)).body.items;
    const takeOn = async (name: string, campaignId: string): Promise<string> => {
      const { agentId } = await addAgent(api, name);
      await api.as.manager.patch(`/agents/${agentId}`, { lines: [`campaign-${campaignId}`] });
      return agentId;
    };

    it('which lets it start, leads to its agents, and is made once, whoever asks how often and in the same moment', async () => {
      const { id } = await draft('12125550160');
      const agent = await takeOn('who-called-1', id);
      expect((await act(id, 'start')).body.reasons).toMatchObject([{ code: 'caller-number-without-flow' }]);
      const both = (await Promise.all([setUp(id), setUp(id)])).map(({ body }) => body as unknown as WhoCalledView); // the API's own schema
      expect(both.map(({ made }) => made).sort()).toEqual([false, true]);
      const [first] = both;
      expect(both[1]).toMatchObject({ numberId: first?.numberId, flowId: first?.flowId, queueId: first?.queueId, number: '+12125550160' });
      expect((await act(id, 'start')).status).toBe(200);
      expect(await callers(first?.queueId)).toMatchObject([{ agentId: agent, level: 1, position: 1 }]);
      expect((await api.as.manager.get(`/flows/${first?.flowId}`)).body).toMatchObject({
        published: { version: 1 }, draft: { start: 'who-called', nodes: { 'agents': { kind: 'queue', queueId: first?.queueId }, 'who-called': { choices: { 9: 'no-more-calls' } } } },
      });

      // Another campaign that shows it: its agents come to the same queue, and so do those who are new to it.
      const { id: second } = await draft('+12125550160');
      const agents = [await takeOn('who-called-2', second), await takeOn('who-called-3', second)];
      expect((await setUp(second)).body).toMatchObject({ made: false, queueId: first?.queueId, agents });
      expect((await setUp(second)).body).toMatchObject({ made: false, agents: [] });
      expect(await callers(first?.queueId)).toHaveLength(3);

      // Taken away and asked for again: what its callers waited in is still there.
      await act(id, 'stop');
      expect((await api.as.manager.delete(`/inbound-numbers/${first?.numberId}`)).status).toBe(204);
      expect((await setUp(second)).body).toMatchObject({ made: true, flowId: first?.flowId, queueId: first?.queueId });
    });

    it('unless it runs a flow of the manager\'s own, which stays', async () => {
      const { id } = await draft();
      expect((await setUp(id)).body).toMatchObject({ number: SHOWN, made: false, queueId: null, agents: [] });
    });

    it('in another language and with a name, or none of it when that cannot be said', async () => {
      const { id } = await draft('12125550161');
      expect((await setUp(id, { language: 'fa', prompt: 'never-recorded.wav' })).body).toMatchObject({ code: 'flow-not-ready', reasons: [{ code: 'unknown-prompt' }] });
      expect((await api.as.manager.get('/queues')).body.items.map(({ name }) => name)).not.toContain('Calls back +12125550161');
      const { body } = await setUp(id, { language: 'fa', prompt: 'safe-harbour-fa.wav' });
      expect((await api.as.manager.get(`/flows/${(body as unknown as WhoCalledView).flowId}`)).body) // the API's own schema
        .toMatchObject({ draft: { languages: ['fa'], nodes: { 'who-called': { say: { fa: 'safe-harbour-fa.wav' } }, 'opted-out': { say: { fa: 'say-fa-opted-out.wav' } } } } });
    });

    it.each([[null, 'no-caller-number'], ['1234', 'caller-number-without-flow']])('but not of %s', async (callerNumber, code) => {
      const { body } = await api.as.manager.post('/campaigns', { name: uniqueName('campaign'), ...SALES, callerNumber, lists: [{ listId: await addList(api, 1) }] });
      expect((await setUp(body.id)).body).toMatchObject({ code: 'campaign-not-ready', reasons: [{ code }] });
    });
  });
});
