import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { clockFrom } from '@paceline/platform/clock';
import { readEnvironment } from '@paceline/platform/environment';
import { enableFailPoints } from '@paceline/platform/fail-points';
import { haveFewPauses } from '@paceline/platform/few-pauses';
import { NestLogger, createLogger } from '@paceline/platform/logger';
import { tellParentListening } from '@paceline/platform/parent-process';
import { whenToldToStop } from '@paceline/platform/stop-signals';
import { keepZonesFresh } from '@paceline/platform/zone-data/current-zones';
import { DialerWorker } from './worker';
import { WorkerModule } from './worker.module';

/** Longer than a stop takes when database, Redis and switch answer. When one does not, the next owner repairs what is left. */
const STOP_WITHIN_MS = 15_000;

async function main(): Promise<void> {
  haveFewPauses();
  const environment = readEnvironment();
  const log = createLogger({ level: environment.LOG_LEVEL, app: 'dialer-worker' });
  keepZonesFresh(environment.ZONE_DATA_FILE, clockFrom(environment), log);
  if (environment.FAIL_POINTS) enableFailPoints();
  const worker = new DialerWorker(environment, log);
  const app = await NestFactory.create(WorkerModule.for(worker), { logger: new NestLogger(log) });
  await app.listen(environment.WORKER_PORT, environment.METRICS_HOST);
  await worker.start();
  tellParentListening(await app.getUrl());
  log.info({ switch: environment.SWITCH_ID, host: environment.FREESWITCH_HOST, port: environment.FREESWITCH_PORT }, 'the dialer worker is up');
  whenToldToStop(log, 'stopping: calls that are up stay with the switch', STOP_WITHIN_MS, async () => {
    await worker.stop();
    await app.close();
  });
}

main().catch((thrown: unknown) => {
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
  process.exit(1);
});
