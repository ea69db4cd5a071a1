import type { Role } from '@paceline/contracts/permissions';
import { startApi, type TestApi } from './support/api';

interface Entry { readonly id: string; readonly actor: string; readonly userId: string | null; readonly resource: string; readonly resourceId: string; readonly action: string; readonly was: unknown; readonly became: unknown }

describe('the audit trail', () => {
  let api: TestApi;
  beforeAll(async () => { api = await startApi(); });
  afterAll(() => api.stop());

  const entries = async (query: string): Promise<readonly Entry[]> => (await api.as.admin.get(`/audit${query}`)).body.items as unknown as readonly Entry[];

  it('tells who changed a gateway, from what to what; what was refused or changed nothing is not in it', async () => {
    await api.as.admin.post('/gateways', { name: 'trunk', allowedPrefixes: ['+98'] });
    await api.as.admin.patch('/gateways/trunk', { maxLines: 60, enabled: true });
    await api.as.admin.patch('/gateways/trunk', { maxLines: 60 });
    await api.as.manager.patch('/gateways/trunk', { maxLines: 600 });
    await api.as.admin.patch('/gateways/trunk', { maxLines: -1 });
    await api.as.admin.delete('/gateways/trunk');
    expect(await entries('?resource=gateway&resourceId=trunk')).toMatchObject([
      { actor: 'the-admin', action: 'deleted', was: { maxLines: 60 }, became: null },
      { actor: 'the-admin', action: 'changed', was: { maxLines: 50 }, became: { maxLines: 60 } },
      { actor: 'the-admin', action: 'created', was: null, became: { name: 'trunk', allowedPrefixes: ['+98'] } },
    ]);
  });

  it('is read page by page, by resource, by person and by time', async () => {
    for (const code of ['one', 'two', 'three']) await api.as.manager.post('/dispositions', { code, label: code, meaning: 'final' });
    const first = await api.as.admin.get('/audit?resource=disposition&limit=2');
    expect(first.body.items).toHaveLength(2);
    const rest = await entries(`?resource=disposition&limit=2&cursor=${first.body.nextCursor ?? ''}`);
    expect(rest.map(({ resourceId }) => resourceId)).toEqual(['one']);
    const managerId = rest[0]?.userId ?? '';
    expect((await entries(`?userId=${managerId}`)).every(({ actor }) => actor === 'the-manager')).toBe(true);
    expect(await entries('?until=2026-01-01T00:00:00Z')).toEqual([]);
    expect((await entries('?from=2026-01-01T00:00:00Z')).length).toBeGreaterThan(2);
  });

  it.each([
    ['?resource=nothing', 'resource'], ['?resourceId=trunk', 'resourceId'], ['?userId=x', 'userId'], ['?from=yesterday', 'from'], ['?cursor=x', 'cursor'],
  ])('refuses %s', async (query, path) => {
    expect((await api.as.admin.get(`/audit${query}`)).body).toMatchObject({ code: 'validation-failed', issues: [{ path }] });
  });

  it.each<Role>(['manager', 'supervisor', 'agent', 'quality'])('is not for a user with the role %s', async (role) => {
    expect((await api.as[role].get('/audit')).body.code).toBe('not-allowed');
  });
});
