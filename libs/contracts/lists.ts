import { z } from 'zod';
import { id, instant, name, pageOf } from './common';
import { contact } from './contacts';
import { importCounts } from './imports';

export const createList = z.strictObject({ name: name(100) });
export type CreateList = z.infer<typeof createList>;

export const list = z.object({ id, name: z.string(), createdAt: instant });
export const listPage = pageOf(list);
export const listWithCounts = list.extend({
  contacts: z.number().int(),
  campaigns: z.array(z.object({ id, name: z.string(), status: z.string() })),
  /** The latest first, at most ten. */
  imports: z.array(z.object({ id, fileName: z.string(), state: z.string(), rowsRead: z.number().int(), ...importCounts })),
});
export type ListView = z.infer<typeof list>;
export type ListWithCounts = z.infer<typeof listWithCounts>;

export const listContactPage = pageOf(contact);
