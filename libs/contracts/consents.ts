import { z } from 'zod';
import { CONSENT_FORMS } from '@paceline/domain/compliance/consent';
import { DELIVERIES, PURPOSES } from '@paceline/domain/compliance/call-purpose';
import { MAX_PHONES } from '@paceline/domain/lists/contact-bounds';
import { id, inOrder, instant, name, note, phone, uuid } from './common';
import { says } from './messages/schema-words';

const scope = {
  purposes: z.array(z.enum(PURPOSES)).min(1).max(PURPOSES.length).nullable().describe('null: every purpose'),
  deliveries: z.array(z.enum(DELIVERIES)).min(1).max(DELIVERIES.length).nullable().describe('who or what may speak; null: everybody and everything'),
  phones: z.array(phone).min(1).max(MAX_PHONES).nullable().describe('of the contact; null: all that there are, now and later'),
};

/** What somebody has said of being called. */
export const consent = z.object({
  id, kind: z.enum(['given', 'revoked']), ...scope, at: instant.describe('when they said it'),
  until: instant.nullable().describe('from then on it holds no more; null: until it is revoked'),
  form: z.enum(CONSENT_FORMS).nullable().describe('null of a revocation'),
  seller: z.string().nullable().describe('to whom, when it is not you: calls of yours are not covered by it'),
  words: z.string().nullable().describe('what was agreed to; of a revocation: why'),
  proof: z.string().nullable().describe('where it is kept'), callId: z.string().nullable().describe('on which it was said'),
  writtenAt: instant, writtenBy: z.string(),
});
export type ConsentView = z.infer<typeof consent>;

export const consentRecord = z.object({
  covered: z.array(z.object({ purpose: z.enum(PURPOSES), delivery: z.enum(DELIVERIES), phones: z.array(z.string()) }))
    .describe('what is agreed to now, for your own calls, and at which of the contact\'s phones; whether its form will do is for the law of the place'),
  history: z.array(consent).describe('everything that was said, the newest record first; none is ever changed'),
});
export type ConsentRecord = z.infer<typeof consentRecord>;

export const giveConsent = z.strictObject({
  purposes: scope.purposes.unwrap(), deliveries: scope.deliveries.unwrap(), phones: scope.phones.default(null),
  form: z.enum(CONSENT_FORMS).describe('written: signed on paper · digital: an electronic signature, or a box that was ticked · oral: said'),
  at: z.iso.datetime({ offset: true }).optional().describe('when they said it; left out: now'),
  until: z.iso.datetime({ offset: true }).nullable().default(null), seller: name(100).nullable().default(null),
  words: note(2_000).min(1).describe('what exactly was agreed to, as they read or heard it'),
  proof: name(255).describe('where it is kept: the address of a form, a recording, a file'), callId: uuid.nullable().default(null),
}).refine(({ at, until }) => inOrder(at, until ?? undefined), { path: ['at'], message: says('after', { of: 'until' }) });
export type GiveConsent = z.infer<typeof giveConsent>;

export const revokeConsent = z.strictObject({
  purposes: scope.purposes.default(null), deliveries: scope.deliveries.default(null), phones: scope.phones.default(null),
  at: z.iso.datetime({ offset: true }).optional().describe('when they said it; left out: now'),
  words: note(2_000).min(1).describe('how, and why as far as they said'), proof: name(255).nullable().default(null), callId: uuid.nullable().default(null),
});
export type RevokeConsent = z.infer<typeof revokeConsent>;
