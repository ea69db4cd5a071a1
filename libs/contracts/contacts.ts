import { z } from 'zod';
import { MAX_CONTACT_CHARS, MAX_FIELD_CHARS, MAX_NAME_CHARS, MAX_PHONES } from '@paceline/domain/lists/contact-bounds';
import { callState, outcome } from './calls';
import { anyPhone, country, id, instant, name, note } from './common';
import { says } from './messages/schema-words';

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
  id: z.string(), campaignId: id.nullable(), state: callState, outcome: outcome.nullable(),
  phone: z.string().nullable(), agentId: id.nullable(), disposition: z.string().nullable(), note: z.string().nullable(), plannedAt: instant,
});

export const contactWithHistory = contact.extend({
  createdAt: instant,
  lists: z.array(z.object({ id, name: z.string() })),
  doNotCall: z.array(z.string()).describe('which of the phones must not be called'),
  /** The latest 20 calls, newest first. */
  calls: z.array(contactCall),
});
export type ContactWithHistory = z.infer<typeof contactWithHistory>;

/** What is named is replaced as a whole: all phones, all fields. */
export const patchContact = z.strictObject({
  name: name(MAX_NAME_CHARS).or(z.literal('')).describe('may be empty'),
  phones: z.array(anyPhone).min(1).max(MAX_PHONES).describe('in the order in which they are called, each as a person writes it'),
  country: country.describe('of the phones that are written without +'),
  zone: z.string().trim().min(1).max(80).nullable().describe('an IANA zone, a city, an offset such as +03:30, or as it was answered; null: as the first phone tells'),
  fields: z.record(name(MAX_FIELD_CHARS), note(MAX_FIELD_CHARS).min(1))
    .refine((fields) => Object.entries(fields).flat().join('').length <= MAX_CONTACT_CHARS, says('too-long-together', { maxChars: MAX_CONTACT_CHARS })),
}).partial();
export type PatchContact = z.infer<typeof patchContact>;
