import { z } from 'zod';

export const callerNumberQuery = z.strictObject({ days: z.coerce.number().int().min(1).max(366).default(30).describe('so many days (UTC), today included') });
export type CallerNumberQuery = z.infer<typeof callerNumberQuery>;

/** How the networks treat a number that our calls show: a number that is blocked more and more has a bad name with them. */
export const callerNumber = z.object({
  callerNumber: z.string().nullable().describe('null: the trunk\'s own'),
  dialed: z.number().int(), blocked: z.number().int().describe('by a network on the way (SIP 603+, 608); the calls\' sipReason says where to complain'),
  blockedRatio: z.number().describe('0–1'),
});
export const callerNumberList = z.object({ items: z.array(callerNumber) });
export type CallerNumberList = z.infer<typeof callerNumberList>;
