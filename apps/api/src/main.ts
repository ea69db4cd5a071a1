import 'reflect-metadata';
import { clockFrom } from '@paceline/platform/clock';
import { readEnvironment } from '@paceline/platform/environment';
import { createLogger } from '@paceline/platform/logger';
import { Metrics } from '@paceline/platform/metrics';
import { tellParentListening, whenParentIsGone } from '@paceline/platform/parent-process';
import { keepZonesFresh } from '@paceline/platform/zone-data/current-zones';
import { createApp } from './create-app';
import { DOCS_PATH } from './edge/openapi';
import { serveMetrics } from './infrastructure/metrics-server';

const STOP_WITHIN_MS = 15_000;

async function main(): Promise<void> {
  const environment = readEnvironment();
  const log = createLogger({ level: environment.LOG_LEVEL, app: 'api' });
  keepZonesFresh(environment.ZONE_DATA_FILE, clockFrom(environment), log);
  const app = await createApp(environment);
  const metrics = await serveMetrics(app.get(Metrics), { host: environment.METRICS_HOST, port: environment.API_METRICS_PORT })
    .catch(portTaken('API_METRICS_PORT', environment.API_METRICS_PORT, environment.METRICS_HOST));
  await app.listen(environment.API_PORT, environment.API_HOST).catch(portTaken('API_PORT', environment.API_PORT, environment.API_HOST));
  const url = await app.getUrl();
  tellParentListening(url, metrics.url);
  whenParentIsGone(() => { process.kill(process.pid, 'SIGTERM'); });
  log.info({ url, metrics: metrics.url, docs: environment.API_DOCS ? `${url}/${DOCS_PATH}` : null }, 'the API is up');

  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping: requests that are being answered are finished first');
    setTimeout(() => { log.error('a request did not end in time'); process.exit(1); }, STOP_WITHIN_MS).unref();
    metrics.close();
    app.close().then(() => process.exit(0), (thrown: unknown) => {
      log.error({ err: thrown }, 'not stopped cleanly');
      process.exit(1);
    });
  };
  process.on('SIGTERM', () => { stop('SIGTERM'); });
  process.on('SIGINT', () => { stop('SIGINT'); });
}

function portTaken(variable: string, port: number, host: string): (thrown: unknown) => never {
  return (thrown) => {
    if ((thrown as { code?: unknown }).code !== 'EADDRINUSE') throw thrown; // what Node throws has a code
    throw new Error(`Port ${port} of ${host} is taken: set ${variable} to another.`);
  };
}

main().catch((thrown: unknown) => {
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
  process.exit(1);
});
