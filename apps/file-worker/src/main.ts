import 'reflect-metadata';
import { constants, setPriority } from 'node:os';
import { NestFactory } from '@nestjs/core';
import { clockFrom } from '@paceline/platform/clock';
import { readEnvironment } from '@paceline/platform/environment';
import { enableFailPoints } from '@paceline/platform/fail-points';
import { NestLogger, createLogger } from '@paceline/platform/logger';
import { tellParentListening } from '@paceline/platform/parent-process';
import { whenToldToStop } from '@paceline/platform/stop-signals';
import { keepZonesFresh } from '@paceline/platform/zone-data/current-zones';
import { FileWorker } from './file-worker';
import { FileWorkerModule } from './file-worker.module';

/** Longer than the batch at hand takes. Whoever starts next goes on behind the last one that was committed. */
const STOP_WITHIN_MS = 15_000;

async function main(): Promise<void> {
  // Files have time, calls have not: on a machine that is short of cores the scheduler serves calls first.
  setPriority(constants.priority.PRIORITY_LOW);
  const environment = readEnvironment();
  const log = createLogger({ level: environment.LOG_LEVEL, app: 'file-worker' });
  keepZonesFresh(environment.ZONE_DATA_FILE, clockFrom(environment), log);
  if (environment.FAIL_POINTS) enableFailPoints();
  const worker = new FileWorker(environment, log);
  const app = await NestFactory.create(FileWorkerModule.for(worker), { logger: new NestLogger(log) });
  await app.listen(environment.FILE_WORKER_PORT, environment.METRICS_HOST);
  await worker.start();
  tellParentListening(await app.getUrl());
  log.info({}, 'the file worker is up');
  whenToldToStop(log, 'stopping: what is left of an import goes on at the next start', STOP_WITHIN_MS, async () => {
    await worker.stop();
    await app.close();
  });
}

main().catch((thrown: unknown) => {
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
  process.exit(1);
});
