/** What this adapter logs to; pino's loggers fit. */
export interface EslLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}
