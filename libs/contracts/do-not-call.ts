import { z } from 'zod';
import { country, instant, name, pageOf, pageQuery } from './common';

/** A number as a person writes it; read with the country when it has no plus sign. */
const anyPhone = z.string().trim().min(3).max(40);

export const doNotCallEntry = z.object({ phone: z.string(), reason: z.string(), addedAt: instant });
export type DoNotCallView = z.infer<typeof doNotCallEntry>;
export const doNotCallPage = pageOf(doNotCallEntry);

export const addDoNotCall = z.strictObject({
  phones: z.array(anyPhone).min(1).max(1000),
  country: country.optional().describe('of the numbers that are written without +'),
  reason: name(64).default('asked'),
});
export type AddDoNotCall = z.infer<typeof addDoNotCall>;
export const addDoNotCallAnswer = z.object({ added: z.number().int(), present: z.number().int().describe('were on the list already') });

export const doNotCallQuery = pageQuery.extend({ phone: anyPhone.optional().describe('only this number'), country: country.optional() });
export type DoNotCallQuery = z.infer<typeof doNotCallQuery>;

export const doNotCallParams = z.object({ phone: anyPhone });
