import { z } from 'zod';
import { newPassword, role, username } from './auth';
import { id, instant, pageOf } from './common';

export const user = z.object({
  id, username: z.string(), role, active: z.boolean(), createdAt: instant,
});
export type UserView = z.infer<typeof user>;
export const userPage = pageOf(user);

export const createUser = z.strictObject({ username, password: newPassword, role });
export type CreateUser = z.infer<typeof createUser>;

/** A user is never deleted (calls and logs speak of them): they are made inactive. */
export const patchUser = z.strictObject({ role, active: z.boolean(), password: newPassword }).partial();
export type PatchUser = z.infer<typeof patchUser>;
