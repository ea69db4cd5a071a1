import { Metrics } from '@paceline/platform/metrics';
import { startPrivateRedis } from '@paceline/testing/private-redis';
import { waitFor } from '@paceline/testing/wait-for';
import { addAgent, addCampaign } from './support/data';
import { startApi } from './support/api';
import { startOwner } from './support/owner';

describe('running the API', () => {
  it('tells that it lives, whether it is ready, and its document', async () => {
    const api = await startApi();
    await api.write("INSERT INTO leases (name, owner, fence, expires_at) VALUES ('switch:main', 'w', 1, '2100-01-01')");
    expect((await api.as.supervisor.post('/dialing/stop', { reason: 'a drill' })).status).toBe(200);
    expect((await api.anonymous.get('//health/live')).body).toEqual({ status: 'up' });
    // Whoever reaches the port may ask: not a word of switches, or of what is dialed.
    const ready = await api.anonymous.get('//health/ready');
    expect([ready.status, ready.body]).toEqual([200, { status: 'up', checks: { database: 'up', redis: 'up' } }]);
    await api.as.manager.get('/lists');
    expect(await api.app.get(Metrics).registry.metrics()).toMatch(/paceline_http_request_ms_count\{method="GET",route="\/api\/v1\/lists",status="200"\} 1/);
    const document = await api.anonymous.get('//api/docs-json');
    expect(document.body.openapi).toMatch(/^3\./);
    expect(document.body.paths['/api/v1/campaigns']?.['post']?.requestBody?.content['application/json']?.schema).toEqual({ $ref: '#/components/schemas/CreateCampaign' });
    expect(document.body.components.schemas['CreateCampaign']?.properties['ringTimeoutSec']).toMatchObject({ type: 'integer', default: 30 });
    const page = await api.anonymous.get('//api/docs');
    expect(page.text).toContain('swagger-ui');
    // What the page's policy lets run: only scripts of files.
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(page.text.match(/<script(?![^>]*\bsrc=)[^>]*>/g)).toBeNull();
    expect(page.headers.get('x-powered-by')).toBeNull();
    await api.stop();
  });

  it('goes on without Redis: campaigns pause, commands wait in the database, and are found when it is back', async () => {
    const redis = await startPrivateRedis();
    const api = await startApi({ REDIS_URL: redis.url });
    const campaignId = await addCampaign(api, 1);
    const { agentId } = await addAgent(api, 'sara');
    const sara = await api.login('sara');
    await redis.kill();

    expect((await api.as.manager.post(`/campaigns/${campaignId}/pause`)).body.status).toBe('paused');
    expect((await api.as.manager.get(`/campaigns/${campaignId}/figures`)).body.agents).toBeNull();
    const signedIn = await sara.post('/agent/sign-in', { status: 'available' });
    expect(signedIn.status).toBe(202);
    expect((await sara.get('/agent')).body.agent).toMatchObject({ id: agentId, status: 'available', live: null });
    const { body: list } = await api.as.manager.post('/lists', { name: 'without Redis' });
    expect((await api.as.manager.upload(`/lists/${list.id}/imports`, 'phone\n+12025550123\n')).body.state).toBe('queued');
    expect(await api.anonymous.get('//health/ready')).toMatchObject({ status: 503, body: { status: 'down', checks: { database: 'up', redis: 'down' } } });
    expect((await api.anonymous.get('//health/live')).status).toBe(200);

    const owner = startOwner(api); // as a worker does that polls
    await waitFor('the command is done', async () => (await sara.get(`/commands/${signedIn.body.commandId}`)).body.state === 'done');
    await redis.restart();
    await waitFor('ready again', async () => (await api.anonymous.get('//health/ready')).status === 200);
    await owner.stop();
    await api.stop();
    await redis.stop();
  });

  it('answers what was asked before it was told to stop, and nothing after', async () => {
    const api = await startApi();
    await addAgent(api, 'sara');
    const sara = await api.login('sara');
    const asked = sara.post('/agent/sign-in'); // nobody answers: it takes seconds
    await waitFor('it is being answered', async () => (await api.rows('SELECT id FROM commands')).length === 1);
    const stopping = api.app.close();
    expect((await asked).status).toBe(202);
    await stopping;
    await expect(sara.get('/agent')).rejects.toThrow();
    await api.stop();
  });

  it('makes the gateway\'s limits what an administrator says', async () => {
    const api = await startApi();
    const created = await api.as.admin.post('/gateways', { name: 'trunk-1', allowedPrefixes: ['+98', '+1'] });
    expect(created).toMatchObject({ status: 201, body: { name: 'trunk-1', switchId: 'main', callsPerSec: 10, maxLines: 50, allowedPrefixes: ['+98', '+1'], enabled: true, numberFormat: { style: 'e164-plus' }, trouble: null } });
    expect((await api.as.admin.post('/gateways', { name: 'trunk-1', allowedPrefixes: [] })).body.code).toBe('already-exists');
    expect((await api.as.admin.patch('/gateways/trunk-1', { enabled: false, callsPerSec: 3 })).body).toMatchObject({ enabled: false, callsPerSec: 3, maxLines: 50 });
    expect((await api.as.admin.patch('/gateways/trunk-1', { numberFormat: { style: 'national', callingCode: '98' } })).body)
      .toMatchObject({ numberFormat: { style: 'national', callingCode: '98', trunkPrefix: '0', internationalPrefix: '00', prefix: '' }, trouble: null });
    for (const settings of [{ callsPerSec: 0 }, { maxLines: -1 }, { callsPerSec: 1.5 }, { allowedPrefixes: ['98'] }, { enabled: 'no' },
      { numberFormat: { style: 'national' } }, { numberFormat: { style: 'e164', prefix: '#1' } }, { numberFormat: { style: 'e164-plus', prefix: '9' } }, { numberFormat: 'e164' }]) {
      expect((await api.as.admin.patch('/gateways/trunk-1', settings)).body.code).toBe('validation-failed');
    }
    expect((await api.as.manager.get('/gateways/trunk-1')).status).toBe(200);
    await api.stop();
  });
});
