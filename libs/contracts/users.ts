import { z } from 'zod';
import { newPassword, username } from './auth';
import { id, instant, pageOf } from './common';
import { ROLES } from './permissions';

export const user = z.object({
  id, username: z.string(), role: z.enum(ROLES), active: z.boolean(), createdAt: instant,
});
export type UserView = z.infer<typeof user>;
export const userPage = pageOf(user);

export const createUser = z.strictObject({ username, password: newPassword, role: z.enum(ROLES) });
export type CreateUser = z.infer<typeof createUser>;

/** A user is never deleted (calls and logs speak of them): they are made inactive. */
export const patchUser = z.strictObject({ role: z.enum(ROLES), active: z.boolean(), password: newPassword }).partial();
export type PatchUser = z.infer<typeof patchUser>;
