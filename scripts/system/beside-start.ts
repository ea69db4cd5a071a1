import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { environmentSchema } from '@paceline/platform/environment';
import { z } from 'zod';

const FILE = 'environment.json';
const keptSchema = z.object({
  process: z.object({ pid: z.number(), startedAt: z.string() }), env: z.record(z.string(), z.string()), simulated: z.boolean(),
});
/** Who made the first login has seen its password; it is kept nowhere. */
const NOT_KEPT: ReadonlySet<string> = new Set(['ADMIN_USERNAME', 'ADMIN_PASSWORD']);

/**
 * Keeps what `npm start` gives its apps, for the commands that are typed beside it, as long as this process lives.
 * @param home its folder, into which only its owner may look
 * @param simulated whether its switch is
 * @returns forgets it
 */
export async function keepEnvironment(home: string, env: NodeJS.ProcessEnv, simulated: boolean): Promise<() => void> {
  const { identify } = await processes();
  const known = Object.keys(environmentSchema.shape).filter((name) => !NOT_KEPT.has(name));
  const kept = { process: identify(process.pid), simulated, env: Object.fromEntries(known.flatMap((name) => env[name] === undefined ? [] : [[name, env[name]]])) };
  const file = path.join(home, FILE);
  writeFileSync(file, JSON.stringify(kept, null, 2), { mode: 0o600 });
  return () => { rmSync(file, { force: true }); };
}

/**
 * The environment of a command: its own if that names a database, and otherwise, beneath its own, that of the `npm start`
 * which runs in this checkout, whose switch may be simulated. Without one it is its own.
 */
export async function besideStart(own: NodeJS.ProcessEnv = process.env): Promise<{ readonly env: NodeJS.ProcessEnv; readonly simulated: boolean }> {
  const set = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== ''));
  if (set['DATABASE_URL'] !== undefined) return { env: set, simulated: false };
  const { Home } = await import('../../libs/testing/services/home.mjs');
  const kept = readKept(new Home('dev').at(FILE));
  const { isAlive } = await processes();
  return kept !== null && isAlive(kept.process) ? { env: { ...kept.env, ...set }, simulated: kept.simulated } : { env: set, simulated: false };
}

function readKept(file: string): z.infer<typeof keptSchema> | null {
  if (!existsSync(file)) return null;
  const text = readFileSync(file, 'utf8');
  try {
    return keptSchema.parse(JSON.parse(text));
  } catch {
    return null; // of an outage in the middle of its writing, or of an older version: nothing runs that it would be of
  }
}

/** An ESM script that also runs before any package is installed. */
async function processes(): Promise<typeof import('../../libs/testing/services/processes.mjs')> {
  return await import('../../libs/testing/services/processes.mjs');
}
