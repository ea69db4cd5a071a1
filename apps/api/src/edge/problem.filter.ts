import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { ERROR_CODES } from '@paceline/platform/errors';
import type { Logger } from '@paceline/platform/logger';
import type { Problem } from '@paceline/contracts/problem';
import type { Request, Response } from 'express';
import { InjectLogger } from '../infrastructure/tokens';
import { problemOf } from './problem-of';
import { requestIdOf } from './request-log';

/** Answers every error as problem+json (RFC 9457) with a stable code, whoever threw it. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@InjectLogger() private readonly log: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw thrown;
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const facts = problemOf(thrown);
    const requestId = requestIdOf(request);
    if (facts.isFault) this.log.error({ requestId, method: request.method, path: request.path, err: thrown }, 'request failed');
    // Half an answer cannot be taken back: the broken connection tells the client that it is not whole.
    if (response.headersSent) { response.destroy(); return; }
    const { status, title } = ERROR_CODES[facts.code];
    const { retryAfterSec } = facts.extra;
    if (typeof retryAfterSec === 'number') response.setHeader('Retry-After', retryAfterSec);
    const problem: Problem = { ...facts.extra, type: `urn:paceline:error:${facts.code}`, title, status, code: facts.code, detail: facts.detail, requestId };
    response.status(status).type('application/problem+json').send(JSON.stringify(problem));
  }
}
