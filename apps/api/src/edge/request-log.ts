import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Logger } from '@paceline/platform/logger';
import type { Metrics } from '@paceline/platform/metrics';
import type { NextFunction, Request, Response } from 'express';
import { pinoHttp } from 'pino-http';

/** An id that a proxy gave may be anything: only a plain one is taken over. */
const GIVEN_ID = /^[A-Za-z0-9_.-]{8,64}$/;

/** One line a request, with an id that the answer carries too. Neither bodies, queries nor tokens are logged. */
export function requestLog(log: Logger, metrics: Metrics): (request: Request, response: Response, next: NextFunction) => void {
  const write = pinoHttp({
    logger: log,
    genReqId: (request, response) => {
      const given = request.headers['x-request-id'];
      const id = typeof given === 'string' && GIVEN_ID.test(given) ? given : randomUUID();
      response.setHeader('x-request-id', id);
      return id;
    },
    customLogLevel: (request, response, error) => {
      if (error !== undefined || response.statusCode >= 500) return 'error';
      return isProbe(request) ? 'trace' : response.statusCode >= 400 ? 'info' : 'debug';
    },
    serializers: {
      req: ({ id, method, url }: { id: unknown; method: string; url: string }) => ({ id, method, path: url.split('?')[0] }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
    customSuccessMessage: () => 'request', customErrorMessage: () => 'request',
  });
  return (request, response, next) => {
    const startedAtMs = performance.now();
    response.once('finish', () => {
      const route = (request.route as { path?: unknown } | undefined)?.path; // express leaves what matched, if anything did
      metrics.httpRequestMs.observe(
        { method: request.method, route: typeof route === 'string' ? route : 'none', status: String(response.statusCode) },
        performance.now() - startedAtMs,
      );
    });
    write(request, response);
    next();
  };
}

/** The id of a request, as its line of the log and its answer have it. */
export function requestIdOf(request: IncomingMessage): string {
  return typeof request.id === 'string' ? request.id : '';
}

function isProbe({ url }: IncomingMessage): boolean {
  return url?.startsWith('/health/') === true;
}
