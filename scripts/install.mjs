// @ts-check
// Installs the packages when they are missing or not those of the lock file: the first step of a command that is to
// work on a bare clone, e.g. `node scripts/install.mjs && node …`.
import { ensureInstalled } from './packages.mjs';

try {
  await ensureInstalled();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
