import { english } from '@paceline/contracts/messages/en';
import { errorInWords } from '@paceline/contracts/messages/error-words';
import { routes } from '@paceline/contracts/routes';
import { ApiClient, Refused } from '@paceline/contracts/routes/client';
import { PASSWORD, startApi, type TestApi } from './support/api';
import { SALES, addCall, addCampaign } from './support/data';

describe('a client of the table of routes', () => {
  let api: TestApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await startApi();
    const { token } = await new ApiClient(api.url).ask(routes.auth.login, { body: { username: 'the-manager', password: PASSWORD } });
    client = new ApiClient(api.url, token);
  });
  afterAll(() => api.stop());

  it('asks with parameters, queries, bodies and files, and is answered as the types say', async () => {
    const list = await client.ask(routes.lists.create, { body: { name: 'spring & summer' } });
    const upload = await client.ask(routes.imports.upload, { params: { id: list.id }, file: new Blob(['phone\n09121234567\n']), fileName: 'people.csv', fields: { country: 'IR' } });
    expect([upload.listId, upload.fileName, upload.country]).toEqual([list.id, 'people.csv', 'IR']);
    const campaign = await client.ask(routes.campaigns.create, { body: { name: 'offers', ...SALES, lists: [{ listId: list.id }] } });
    const changed = await client.ask(routes.campaigns.patch, { params: { id: campaign.id }, body: { wrapUpSec: 7 } });
    expect([changed.wrapUpSec, changed.lists.map(({ name }) => name)]).toEqual([7, ['spring & summer']]);
    await expect(client.ask(routes.campaigns.remove, { params: { id: campaign.id } })).resolves.toBeNull();
    const { items } = await client.ask(routes.campaigns.page, { query: { status: 'draft', limit: 5 } });
    expect(items.map(({ id }) => id)).not.toContain(campaign.id);
    await addCall(api, await addCampaign(api, 1), { state: 'ended', outcome: 'busy', ended_at: new Date() });
    expect(await client.ask(routes.calls.file)).toContain('"busy"');
  });

  it('is given what the schema of the answer names, for every part of the API that answers without being told more', async () => {
    const admin = new ApiClient(api.url, api.as.admin.token);
    for (const route of [
      routes.auth.me, routes.users.page, routes.agents.page, routes.lists.page, routes.campaigns.page, routes.calls.page, routes.gateways.all,
      routes.dispositions.all, routes.dialing.state, routes.audit.page, routes.doNotCall.page, routes.callerNumbers.all, routes.health.live, routes.health.ready,
    ]) {
      const answer = await admin.ask(route);
      expect([route.path, route.answers.schema.parse(answer)]).toEqual([route.path, answer]);
    }
  });

  it('throws what the API refuses with as data, of which any language makes its own words', async () => {
    const refused: unknown = await client.ask(routes.lists.find, { params: { id: '4711' } }).catch((thrown: unknown) => thrown);
    if (!(refused instanceof Refused)) throw new Error('it was not refused');
    const { status, code, reason, params, detail } = refused.problem;
    expect([status, code, reason, params]).toEqual([404, 'not-found', 'id', { what: 'list', id: '4711' }]);
    expect(errorInWords(english, { code, reason, params })).toBe(detail);
    await expect(new ApiClient(`${api.url}/nowhere`).ask(routes.health.live)).rejects.toThrow('not-found');
  });

  it('does not compile with what a route does not take, or take for granted what it does not answer', () => {
    const mistakes = [
      // @ts-expect-error -- no such status
      () => client.ask(routes.campaigns.page, { query: { status: 'begun' } }),
      // @ts-expect-error -- which one?
      () => client.ask(routes.campaigns.find),
      // @ts-expect-error -- a campaign says what it is for
      () => client.ask(routes.campaigns.create, { body: { name: 'offers' } }),
      // @ts-expect-error -- a list's name is a text
      async (): Promise<{ name: number }> => await client.ask(routes.lists.create, { body: { name: 'a' } }),
    ];
    expect(mistakes).toHaveLength(4);
  });
});
