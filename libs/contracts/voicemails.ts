import { z } from 'zod';
import { id, instant, pageOf, pageQuery } from './common';

/** A message that a caller left; the sound is at /voicemails/{id}/audio. */
export const voicemail = z.object({
  id, callId: z.string(), queueId: z.string().nullable().describe('in which they waited; null: their number\'s flow led them to it'),
  phone: z.string().nullable().describe('who called; null: they withheld their number'), contactId: z.string().nullable(),
  dialedNumber: z.string().nullable().describe('the number of ours that they dialed'),
  language: z.string(), lengthMs: z.number().int(), leftAt: instant,
  done: z.object({ byUsername: z.string(), at: instant }).nullable().describe('who has seen to it; null: nobody yet'),
});
export type VoicemailView = z.infer<typeof voicemail>;
export const voicemailPage = pageOf(voicemail);
export const voicemailQuery = pageQuery.extend({ done: z.enum(['true', 'false']).optional().describe('left out: all'), queueId: id.optional() });
export type VoicemailQuery = z.infer<typeof voicemailQuery>;
