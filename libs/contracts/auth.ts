import { z } from 'zod';
import { says } from './messages/schema-words';
import { ROLES } from './permissions';
import { id, instant } from './common';

export const username = z.string().trim().regex(/^[\p{L}\p{N}_.@+-]{1,64}$/u, says('no-username', { most: 64 }));
export const newPassword = z.string().min(12, says('password-too-short', { least: 12 })).max(256);

export const role = z.enum(ROLES);

/** More than a name may have: one can be typed with signs that the database gives no weight. */
export const TYPED_NAME_LENGTH = 200;
export const login = z.strictObject({ username: z.string().max(TYPED_NAME_LENGTH), password: z.string().max(1024) });
export type Login = z.infer<typeof login>;

export const loginAnswer = z.object({
  token: z.string().describe('send it as `Authorization: Bearer …`'),
  expiresAt: instant,
  user: z.object({ id, username: z.string(), role }),
});
export type LoginAnswer = z.infer<typeof loginAnswer>;

export const me = z.object({
  id, username: z.string(), role,
  agentId: id.nullable().describe('set when this user takes calls'),
  permissions: z.array(z.string()),
});
export type Me = z.infer<typeof me>;

export const changePassword = z.strictObject({ currentPassword: z.string().max(1024), newPassword });
export type ChangePassword = z.infer<typeof changePassword>;
