import { z } from 'zod';
import { id, instant, pageOf, pageQuery, phone } from './common';

export const TARGET_STATES = ['ready', 'calling', 'done'] as const;

/** One contact in one campaign. */
export const target = z.object({
  id, contactId: id, name: z.string(),
  phone: z.string().nullable().describe('which the next attempt calls; null: the contact has none any more'),
  state: z.enum(TARGET_STATES).describe('ready: to be called · calling: a call is live, or planned · done: has its result'),
  attempts: z.number().int().describe('that count'),
  priority: z.number().int().describe('1 is dialed first'), zone: z.string().nullable(),
  why: z.array(z.object({
    code: z.string(), text: z.string(),
    until: instant.nullable().describe('null: until somebody changes something'),
  })).describe('of one that is ready: everything that stands in the way of a call now, by the rules that the dialer goes by; '
    + 'empty: it waits for its turn, and the campaign\'s figures say why no more lines are dialed'),
  result: z.string().nullable().describe('of one that is done: the last call\'s disposition or outcome, or why it was never dialed; off-list: its list was taken off the campaign while it waited for another try'),
  lastCallId: z.string().nullable(),
});
export type TargetView = z.infer<typeof target>;
export const targetPage = pageOf(target);

export const targetQuery = pageQuery.extend({
  state: z.enum(TARGET_STATES).optional(),
  result: z.string().min(1).max(32).optional(),
  contactId: id.optional(),
  phone: phone.optional().describe('any of the contact\'s phones'),
});
export type TargetQuery = z.infer<typeof targetQuery>;
