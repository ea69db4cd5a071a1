import { hash, verify } from '@node-rs/argon2';

/** Argon2id with OWASP's figures (19 MiB, 2 passes, 1 lane), which are also this library's defaults, written out. */
const SETTINGS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export async function hashPassword(password: string): Promise<string> {
  return await hash(password.normalize('NFKC'), SETTINGS);
}

let dummy: Promise<string> | undefined;

/**
 * Whether the password is the one that was hashed. Without a hash (no such user) the same work is done for
 * nothing, so that the time of the answer does not tell which user names exist.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  dummy ??= hashPassword('nobody has this password');
  const matches = await verify(passwordHash ?? await dummy, password.normalize('NFKC'));
  return matches && passwordHash !== null;
}
