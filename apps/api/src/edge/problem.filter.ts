import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Logger } from '@paceline/platform/logger';
import type { Request, Response } from 'express';
import { InjectLogger } from '../infrastructure/tokens';
import { problemOf } from './problem-of';
import { requestIdOf } from './request-log';
import { toProblem } from './to-problem';

/** Answers every error as problem+json (RFC 9457) with a stable code, whoever threw it. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@InjectLogger() private readonly log: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw thrown;
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const { error, isFault } = problemOf(thrown);
    const requestId = requestIdOf(request);
    if (isFault) this.log.error({ requestId, method: request.method, path: request.path, err: thrown }, 'request failed');
    // Half an answer cannot be taken back: the broken connection tells the client that it is not whole.
    if (response.headersSent) { response.destroy(); return; }
    const problem = toProblem(error, requestId);
    if (problem.retryAfterSec !== undefined) response.setHeader('Retry-After', problem.retryAfterSec);
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}
