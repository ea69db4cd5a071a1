import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';
import type { LoggerService } from '@nestjs/common';

export type Logger = PinoLogger;

/** @param to in place of the standard output */
export function createLogger(options: { readonly level: string; readonly app: string }, to?: DestinationStream): Logger {
  const settings = {
    level: options.level,
    base: { app: options.app, pid: process.pid },
    redact: ['password', '*.password', 'req.headers.authorization', 'req.headers.cookie'],
  };
  return to === undefined ? pino(settings) : pino(settings, to);
}

/** Nest's own lines go to the same log. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}
  log(message: unknown, context?: string): void { this.logger.debug({ context }, String(message)); }
  error(message: unknown, stack?: string, context?: string): void { this.logger.error({ context, stack }, String(message)); }
  warn(message: unknown, context?: string): void { this.logger.warn({ context }, String(message)); }
  debug(message: unknown, context?: string): void { this.logger.debug({ context }, String(message)); }
  verbose(message: unknown, context?: string): void { this.logger.trace({ context }, String(message)); }
}
