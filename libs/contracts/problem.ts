import { z } from 'zod';
import { messageView } from './common';

/** What went wrong, as data and in words. Codes, reasons and parameters are stable; the sentences are not. */
export const errorView = z.object({
  code: z.string().meta({ example: 'wrong-state' }),
  reason: z.string().describe('why exactly, within the code').meta({ example: 'call-over' }),
  params: z.record(z.string(), z.unknown()).describe('what the detail tells'),
  detail: z.string(),
});
export type ErrorView = z.infer<typeof errorView>;

/** Every error of the API (RFC 9457, application/problem+json). */
export const problem = errorView.extend({
  type: z.string().meta({ example: 'urn:paceline:error:wrong-state' }),
  title: z.string(),
  status: z.number().int(),
  requestId: z.string().describe('the line of the log that tells more'),
  /** What is wrong with which part of the request. */
  issues: z.array(messageView.extend({ path: z.string(), message: z.string() })).optional(),
  /** Of a refusal that lasts so many seconds; the header `Retry-After` says the same. */
  retryAfterSec: z.number().int().optional(),
  /** Why a campaign cannot start, or a flow is not published. */
  reasons: z.array(messageView.extend({ detail: z.string() })).optional(),
}).catchall(z.unknown());
export type Problem = z.infer<typeof problem>;
