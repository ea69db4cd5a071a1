import { z } from 'zod';
import { anyPhone, country, id, instant, messageView, name, pageOf, pageQuery } from './common';

export const doNotCallEntry = z.object({
  phone: z.string(), reason: z.string().describe('its code'), params: messageView.shape.params, detail: z.string().describe('the reason in words'),
  source: z.enum(['call', 'by-hand', 'import']).describe('call: the person said so on a call; such an entry only an administrator takes off'),
  callId: z.string().nullable(), importId: id.nullable(),
  addedAt: instant, addedBy: z.string().nullable().describe('user name, or which part of the system; null when nobody noted it'),
});
export type DoNotCallView = z.infer<typeof doNotCallEntry>;
export const doNotCallPage = pageOf(doNotCallEntry);

export const addDoNotCall = z.strictObject({
  phones: z.array(anyPhone).min(1).max(1000),
  country: country.optional().describe('of the numbers that are written without +'),
  reason: name(64).default('asked').describe('in your own words'),
});
export type AddDoNotCall = z.infer<typeof addDoNotCall>;
export const addDoNotCallAnswer = z.object({ added: z.number().int(), present: z.number().int().describe('were on the list already') });

export const doNotCallQuery = pageQuery.extend({ phone: anyPhone.optional().describe('only this number'), country: country.optional() });
export type DoNotCallQuery = z.infer<typeof doNotCallQuery>;

/** A person who had the network say that our calls are not wanted (SIP 607). Not dialed until somebody has decided. */
export const doNotCallOffer = z.object({ phone: z.string(), callId: z.string(), offeredAt: instant });
export type DoNotCallOfferView = z.infer<typeof doNotCallOffer>;
export const doNotCallOfferPage = pageOf(doNotCallOffer);

export const doNotCallParams = z.object({ phone: anyPhone });
const reason = name(255).describe('why this number may be called again; kept in the audit trail');
export const removeDoNotCallQuery = z.strictObject({ reason });
export type RemoveDoNotCallQuery = z.infer<typeof removeDoNotCallQuery>;
export const declineDoNotCall = z.strictObject({ reason });
export type DeclineDoNotCall = z.infer<typeof declineDoNotCall>;
