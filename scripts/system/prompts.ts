import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** What a switch plays that was started from `freeswitch-conf/` and told nothing else. */
export const SHIPPED_PROMPTS = path.resolve(__dirname, '../../freeswitch-conf/prompts');

/**
 * The folder of prompts below a scope's home, which uploads may change, with the shipped ones in it. One that was
 * replaced stays as it is; one that is missing comes back.
 */
export function seedPrompts(home: string): string {
  const folder = path.resolve(home, 'prompts');
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(SHIPPED_PROMPTS).filter((each) => each.endsWith('.wav'))) {
    if (!existsSync(path.join(folder, name))) copyFileSync(path.join(SHIPPED_PROMPTS, name), path.join(folder, name));
  }
  return folder;
}
