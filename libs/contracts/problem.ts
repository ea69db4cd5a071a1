import { z } from 'zod';

/** Every error of the API (RFC 9457, application/problem+json). `code` is stable; the sentences are not. */
export const problem = z.object({
  type: z.string().meta({ example: 'urn:paceline:error:wrong-state' }),
  title: z.string(),
  status: z.number().int(),
  code: z.string().meta({ example: 'wrong-state' }),
  detail: z.string(),
  requestId: z.string().describe('the line of the log that tells more'),
  /** What is wrong with which part of the request. */
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** Of a refusal that lasts so many seconds; the header `Retry-After` says the same. */
  retryAfterSec: z.number().int().optional(),
  /** Why a campaign cannot start. */
  reasons: z.array(z.object({ code: z.string(), detail: z.string() })).optional(),
  /** Why the switch could not play a prompt, by a stable code. */
  reason: z.string().optional(),
}).catchall(z.unknown());
export type Problem = z.infer<typeof problem>;
