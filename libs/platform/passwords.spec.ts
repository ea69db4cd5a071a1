import { hashPassword, verifyPassword } from './passwords';

describe('a password', () => {
  it('is kept as an argon2id hash that only the password fits', async () => {
    const hash = await hashPassword('correct horse');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword(hash, 'correct horse')).toBe(true);
    expect(await verifyPassword(hash, 'correct horse ')).toBe(false);
    expect(await hashPassword('correct horse')).not.toBe(hash);
  });

  it('is the same however its letters are composed', async () => {
    expect(await verifyPassword(await hashPassword('caf\u00e9'), 'cafe\u0301')).toBe(true);
  });

  it('never fits a user who is not there', async () => {
    expect(await verifyPassword(null, 'nobody has this password')).toBe(false);
  });
});
