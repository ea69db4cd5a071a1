import { FOLLOW_UP_STATES } from '@paceline/domain/survey/follow-up';
import { z } from 'zod';
import { id, instant, note, pageOf, pageQuery } from './common';
import { says } from './messages/schema-words';

const question = z.string().min(1).max(64);

export const followUpRule = z.strictObject({
  question: question.describe('a rating or a number'), atMost: z.number().int().min(0).max(1_000_000).describe('this score and lower ones'),
  dueHours: z.number().int().min(1).max(8_760).describe('until when somebody should have seen to it'), ownerId: id.nullable().describe('the user whose it is; null: whoever takes it'),
});
export const putFollowUpRules = z.strictObject({
  items: z.array(followUpRule).max(50).refine((items) => new Set(items.map((one) => one.question)).size === items.length, says('question-twice')),
});
export type PutFollowUpRules = z.infer<typeof putFollowUpRules>;
export const followUpRules = z.object({ items: z.array(followUpRule) });
export type FollowUpRulesView = z.infer<typeof followUpRules>;

/** Who it is is not shown of a confidential answer but to whoever has taken it. */
export const followUp = z.object({
  id, interviewId: z.string(), questionnaireId: id, question: z.string(), score: z.number().int(), confidential: z.boolean(),
  person: z.object({ contactId: id.nullable(), contactName: z.string().nullable(), phone: z.string().nullable(), callId: z.string().nullable() }).nullable(),
  state: z.enum(FOLLOW_UP_STATES), owner: z.object({ id, username: z.string() }).nullable().describe('null: nobody yet'),
  openedAt: instant, dueAt: instant, overdue: z.boolean(), takenAt: instant.nullable(), done: z.object({ at: instant, byUsername: z.string(), note: z.string() }).nullable(),
});
export type FollowUpView = z.infer<typeof followUp>;
export const followUpPage = pageOf(followUp);
export const followUpQuery = pageQuery.extend({
  state: z.enum(FOLLOW_UP_STATES).optional(), mine: z.enum(['true']).optional().describe('of whoever asks'), questionnaireId: id.optional(), overdue: z.enum(['true']).optional(),
});
export type FollowUpQuery = z.infer<typeof followUpQuery>;

export const assignFollowUp = z.strictObject({ ownerId: id, dueAt: z.iso.datetime({ offset: true }).optional().describe('left out: as it was') });
export type AssignFollowUp = z.infer<typeof assignFollowUp>;
export const finishFollowUp = z.strictObject({ note: note(2_000).min(1).describe('what was done') });
export type FinishFollowUp = z.infer<typeof finishFollowUp>;
