import { startApi, type Answer, type TestApi } from './support/api';
import { SALES, addGateway, addList, addOwnNumber, uniqueName } from './support/data';
import { containing } from './support/matching';

const SHOWN = `+${SALES.callerNumber}`;

describe('the number that a campaign shows', () => {
  let api: TestApi;
  beforeAll(async () => { api = await startApi(); await addGateway(api, 'trunk'); });
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
});
