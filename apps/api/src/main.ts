import 'reflect-metadata';
import { clockFrom } from '@paceline/platform/clock';
import { readEnvironment } from '@paceline/platform/environment';
import { createLogger } from '@paceline/platform/logger';
import { tellParentListening, whenParentIsGone } from '@paceline/platform/parent-process';
import { keepZonesFresh } from '@paceline/platform/zone-data/current-zones';
import { createApp } from './create-app';
import { DOCS_PATH } from './edge/openapi';

const STOP_WITHIN_MS = 15_000;

async function main(): Promise<void> {
  const environment = readEnvironment();
  const log = createLogger({ level: environment.LOG_LEVEL, app: 'api' });
  keepZonesFresh(environment.ZONE_DATA_FILE, clockFrom(environment), log);
  const app = await createApp(environment);
  await app.listen(environment.API_PORT, environment.API_HOST).catch((thrown: unknown) => {
    if ((thrown as { code?: unknown }).code !== 'EADDRINUSE') throw thrown; // what Node throws has a code
    throw new Error(`Port ${environment.API_PORT} of ${environment.API_HOST} is taken: set API_PORT to another.`);
  });
  const url = await app.getUrl();
  tellParentListening(url);
  whenParentIsGone(() => { process.kill(process.pid, 'SIGTERM'); });
  log.info({ url, docs: `${url}/${DOCS_PATH}` }, 'the API is up');

  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping: requests that are being answered are finished first');
    setTimeout(() => { log.error('a request did not end in time'); process.exit(1); }, STOP_WITHIN_MS).unref();
    app.close().then(() => process.exit(0), (thrown: unknown) => {
      log.error({ err: thrown }, 'not stopped cleanly');
      process.exit(1);
    });
  };
  process.on('SIGTERM', () => { stop('SIGTERM'); });
  process.on('SIGINT', () => { stop('SIGINT'); });
}

main().catch((thrown: unknown) => {
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
  process.exit(1);
});
