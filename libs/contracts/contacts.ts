import { z } from 'zod';
import { CALL_STATES } from '@paceline/domain/call/call-state';
import { OUTCOMES } from '@paceline/domain/call/outcome';
import { id, instant } from './common';

export const contact = z.object({
  id,
  name: z.string(),
  /** In the order in which they are called. */
  phones: z.array(z.string()),
  zone: z.string().nullable().describe('IANA zone; `*` and a country code when only the country is known; null: unknown, never dialed'),
  /** Columns of the file that have no meaning of their own here. */
  fields: z.record(z.string(), z.string()),
});
export type ContactView = z.infer<typeof contact>;

export const contactCall = z.object({
  id: z.string(), campaignId: id.nullable(), state: z.enum(CALL_STATES), outcome: z.enum(OUTCOMES).nullable(),
  phone: z.string(), agentId: id.nullable(), disposition: z.string().nullable(), note: z.string().nullable(), plannedAt: instant,
});

export const contactWithHistory = contact.extend({
  createdAt: instant,
  lists: z.array(z.object({ id, name: z.string() })),
  doNotCall: z.array(z.string()).describe('which of the phones must not be called'),
  /** The latest 20 calls, newest first. */
  calls: z.array(contactCall),
});
export type ContactWithHistory = z.infer<typeof contactWithHistory>;
