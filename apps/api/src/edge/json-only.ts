import { PacelineError } from '@paceline/platform/errors';
import type { NextFunction, Request, Response } from 'express';

/** A body of another kind would silently be no body at all. */
export function jsonOnly(request: Request, _response: Response, next: NextFunction): void {
  const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  if (!hasBody || request.is('application/json') || request.is('multipart/form-data')) { next(); return; }
  next(new PacelineError('unsupported-media', 'json-or-form'));
}
