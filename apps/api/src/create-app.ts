import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { API_PATH } from '@paceline/contracts/routes/route';
import type { Environment } from '@paceline/platform/environment';
import { NestLogger, createLogger } from '@paceline/platform/logger';
import { Metrics } from '@paceline/platform/metrics';
import { zoneData } from '@paceline/platform/zone-data/current-zones';
import helmet from 'helmet';
import { AppModule } from './app.module';
import { jsonOnly } from './edge/json-only';
import { noStore } from './edge/no-store';
import { serveOpenApi } from './edge/openapi';
import { readQuery } from './edge/query';
import { requestLog } from './edge/request-log';
import { validationPipe } from './edge/validation';

const BODY_LIMIT = '256kb';
/** A file of 200 MB over a slow line. */
const REQUEST_TIMEOUT_MS = 30 * 60 * 1000;

/** The whole API, ready to listen. Needs the database; waits for nothing else. */
export async function createApp(environment: Environment): Promise<NestExpressApplication> {
  zoneData(); // read before anybody waits for it
  const log = createLogger({ level: environment.LOG_LEVEL, app: 'api' });
  const app = await NestFactory.create<NestExpressApplication>(AppModule.for(environment, log), {
    bodyParser: false, logger: new NestLogger(log), abortOnError: false,
  });
  app.set('trust proxy', environment.API_TRUSTED_PROXIES);
  app.set('query parser', readQuery);
  app.set('etag', false); // of no use where nothing is kept
  app.use(requestLog(log, app.get(Metrics)));
  // Without `upgrade-insecure-requests`: inside a company the API is often reached by plain HTTP.
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }));
  app.use(API_PATH, noStore);
  app.use(jsonOnly);
  app.useBodyParser('json', { limit: BODY_LIMIT });
  app.useGlobalPipes(validationPipe());
  app.useWebSocketAdapter(new IoAdapter(app));
  if (environment.API_DOCS) serveOpenApi(app);
  app.getHttpServer().requestTimeout = REQUEST_TIMEOUT_MS;
  return app;
}
