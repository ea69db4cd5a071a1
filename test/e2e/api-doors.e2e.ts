import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Metrics } from '@paceline/platform/metrics';
import type { ListeningMessage } from '@paceline/platform/parent-process';
import { serveMetrics } from '../../apps/api/src/infrastructure/metrics-server';
import { asVariables } from './lib/as-variables';
import { compiledApp } from './lib/compiled-apps';
import { clientOf, startApi, type TestApi } from './support/api';

describe('whoever reaches the API', () => {
  let api: TestApi;
  beforeAll(async () => { api = await startApi(); });
  afterAll(() => api.stop());

  it('finds neither metrics nor, unless it is set up so, documentation there: metrics have an address of their own', async () => {
    const child = fork(compiledApp('api'), [], {
      execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { PATH: process.env['PATH'], ...asVariables({ ...api.environment, API_METRICS_PORT: 0, API_DOCS: false }) },
    });
    const [{ listening, metrics }] = await once(child, 'message') as [ListeningMessage]; // its first message
    const there = clientOf(listening, '');
    for (const path of ['metrics', 'api/docs', 'api/docs-json', 'api/docs-yaml', 'api/docs/swagger-ui-bundle.js']) {
      expect({ path, answer: await there.get(`//${path}`) }).toMatchObject({ path, answer: { status: 404, body: { code: 'not-found' } } });
    }
    expect((await there.get('//health/live')).status).toBe(200);
    const answer = await fetch(metrics);
    expect(new URL(metrics).port).not.toBe(new URL(listening).port);
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(await answer.text()).toMatch(/paceline_http_request_ms_count\{method="GET",route="none",status="404"\} 5/);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  it('finds nothing but metrics where they are, and nothing of them when the port is another\'s', async () => {
    const server = await serveMetrics(api.app.get(Metrics), { host: '127.0.0.1', port: 0 });
    const origin = new URL(server.url).origin;
    expect((await fetch(server.url)).status).toBe(200);
    expect((await fetch(server.url, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(server.url, { method: 'POST' })).status).toBe(404);
    for (const path of ['/', '/metrics/', '/api/v1/lists', '/health/live', '/api/docs']) expect((await fetch(`${origin}${path}`)).status).toBe(404);
    await expect(serveMetrics(api.app.get(Metrics), { host: '127.0.0.1', port: Number(new URL(origin).port) })).rejects.toThrow('EADDRINUSE');
    server.close();
    await expect(fetch(server.url)).rejects.toThrow();
  });

  it('leaves nothing of people in a cache, whatever is answered', async () => {
    const { body } = await api.anonymous.get('//api/docs-json');
    const cached: string[] = [];
    for (const [path, operations] of Object.entries(body.paths)) {
      for (const method of Object.keys(operations)) {
        if (path.endsWith('/logout')) continue;
        const address = path.replaceAll(/\{\w+\}/g, '1');
        for (const { token } of [api.as.admin, api.anonymous]) {
          const { headers, status } = await fetch(`${api.url}${address}`, { method: method.toUpperCase(), headers: { authorization: `Bearer ${token}` } });
          if (headers.get('cache-control') !== 'no-store' || headers.has('etag')) cached.push(`${method} ${path}: ${status}`);
        }
      }
    }
    expect(cached).toEqual([]);
    expect((await api.as.admin.get('/there/is/no/such/thing')).headers.get('cache-control')).toBe('no-store');
    expect((await fetch(`${api.url}/socket.io/?EIO=4&transport=polling`)).headers.get('cache-control')).toBe('no-store');
  });
});
