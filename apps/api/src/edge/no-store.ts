import type { NextFunction, Request, Response } from 'express';

/** What people are told of other people stays in no cache, neither a browser's nor a proxy's. */
export function noStore(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}
