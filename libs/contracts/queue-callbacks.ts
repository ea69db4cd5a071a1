import { z } from 'zod';
import { CALLBACK_ENDS, CALLBACK_STATES } from '@paceline/domain/queue/queue-callback';
import { id, instant } from './common';

/** A caller who hung up and keeps the place. */
export const queueCallback = z.object({
  id, phone: z.string(), language: z.string(),
  waitingSince: instant.describe('since when their wait counts: their place'),
  state: z.enum(CALLBACK_STATES).describe('waiting: for an agent, or until nextAt · calling: an agent is reserved, and they are called'),
  tries: z.number().int().describe('calls made'), nextAt: instant, expiresAt: instant.describe('not called after this'),
  askedCallId: z.string().describe('the call in which they wished it'), lastCallId: z.string().nullable(),
  endedAt: instant.nullable(),
  endedBy: z.enum(CALLBACK_ENDS).nullable().describe('talked · given-up: not reached · expired · refused: they may not be called · cancelled'),
});
export type QueueCallbackView = z.infer<typeof queueCallback>;
export const queueCallbackList = z.object({ items: z.array(queueCallback) });
export const queueCallbackQuery = z.strictObject({ ended: z.enum(['true', 'false']).default('false').describe('true: what has ended, the newest first; left out: who is to be called, by their place') });
export type QueueCallbackQuery = z.infer<typeof queueCallbackQuery>;
export const moveCallback = z.strictObject({ queueId: id });
export type MoveCallback = z.infer<typeof moveCallback>;
export const queueCallbackParams = z.object({ id, callbackId: id });
