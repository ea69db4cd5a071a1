import { startApi, type TestApi } from './support/api';
import { SALES, addAgent, addGateway, addList, addOwnNumber, uniqueName } from './support/data';
import { matching } from './support/matching';

describe('what was never used can be deleted', () => {
  let api: TestApi;
  beforeAll(async () => { api = await startApi(); await addGateway(api, 'trunk'); await addOwnNumber(api); });
  afterAll(async () => { await api.stop(); });

  const draft = async (listId: string): Promise<string> =>
    (await api.as.manager.post('/campaigns', { name: uniqueName('campaign'), ...SALES, lists: [{ listId }] })).body.id;

  it('a campaign that is a draft, and its list stays', async () => {
    const listId = await addList(api, 1);
    const id = await draft(listId);
    expect((await api.as.supervisor.delete(`/campaigns/${id}`)).status).toBe(403);
    expect((await api.as.manager.delete(`/campaigns/${id}`)).status).toBe(204);
    expect((await api.as.manager.get(`/campaigns/${id}`)).status).toBe(404);
    expect((await api.as.manager.delete(`/campaigns/${id}`)).body).toMatchObject({ status: 404, code: 'not-found' });
    expect((await api.as.manager.get(`/lists/${listId}`)).body).toMatchObject({ campaigns: [], contacts: 1 });
  });

  it('no campaign that was started, whatever it is now', async () => {
    const id = await draft(await addList(api, 1));
    for (const step of ['start', 'pause', 'stop']) {
      expect((await api.as.manager.post(`/campaigns/${id}/${step}`)).status).toBe(200);
      expect((await api.as.manager.delete(`/campaigns/${id}`)).body).toMatchObject({ status: 409, code: 'in-use', detail: matching(/was started/) });
    }
    expect((await api.as.manager.get(`/campaigns/${id}`)).body.status).toBe('stopped');
  });

  it('no campaign that agents are assigned to, until they are not', async () => {
    const id = await draft(await addList(api, 1));
    const { agentId } = await addAgent(api, 'rosa');
    await api.as.manager.patch(`/agents/${agentId}`, { lines: [`campaign-${id}`] });
    expect((await api.as.manager.delete(`/campaigns/${id}`)).body).toMatchObject({ status: 409, code: 'in-use', detail: matching(/rosa/) });
    await api.as.manager.patch(`/agents/${agentId}`, { lines: [] });
    expect((await api.as.manager.delete(`/campaigns/${id}`)).status).toBe(204);
  });

  it('a list that no campaign has; else it is said which one has it, and what can be done', async () => {
    const listId = await addList(api, 1);
    const id = await draft(listId);
    expect((await api.as.manager.delete(`/lists/${listId}`)).body).toMatchObject({ status: 409, code: 'in-use', detail: matching(/^The draft campaign/) });
    await api.as.manager.post(`/campaigns/${id}/start`);
    expect((await api.as.manager.delete(`/lists/${listId}`)).body).toMatchObject({ status: 409, code: 'in-use', detail: matching(/was started with this list/) });
    const other = await addList(api, 1);
    await api.as.manager.delete(`/campaigns/${await draft(other)}`);
    expect((await api.as.manager.delete(`/lists/${other}`)).status).toBe(204);
  });

  it('either the list or the campaign that wants it at the same moment, with a clear word to the other', async () => {
    for (let round = 0; round < 10; round++) {
      const listId = await addList(api, 1);
      const [deleted, created] = await Promise.all([
        api.as.manager.delete(`/lists/${listId}`), api.as.manager.post('/campaigns', { name: uniqueName('campaign'), ...SALES, lists: [{ listId }] }),
      ]);
      expect([[204, 400], [409, 201]]).toContainEqual([deleted.status, created.status]);
    }
  });
});
