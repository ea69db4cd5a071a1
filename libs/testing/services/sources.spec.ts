import { adviceFor } from './sources.mjs';

describe('the advice when a program is missing', () => {
  it.each([
    [['mysql'] as const, 'not found: MariaDB or MySQL 8. Install with: apt-get install mariadb-server (or set DATABASE_URL, or start Docker)'],
    [['redis'] as const, 'not found: Redis. Install with: apt-get install redis-server (or set REDIS_URL, or start Docker)'],
    [['mysql', 'redis'] as const, 'not found: MariaDB or MySQL 8 and Redis. Install with: apt-get install mariadb-server redis-server (or set DATABASE_URL and REDIS_URL, or start Docker)'],
  ])('%j is one line with the package', (needs, line) => expect(adviceFor(needs)).toBe(line));
});
