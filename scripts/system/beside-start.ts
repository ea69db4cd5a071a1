import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { environmentSchema } from '@paceline/platform/environment';
import { z } from 'zod';

const keptSchema = z.object({
  process: z.object({ pid: z.number(), startedAt: z.string() }), env: z.record(z.string(), z.string()), simulated: z.boolean(), api: z.string(),
});
/** Who made the first login has seen its password; it is kept nowhere. */
const NOT_KEPT: ReadonlySet<string> = new Set(['ADMIN_USERNAME', 'ADMIN_PASSWORD']);

/** What `npm start` gives its apps; whether its switch is simulated; where its API answers. */
export interface StartedWith { readonly env: NodeJS.ProcessEnv; readonly simulated: boolean; readonly api: string }

/**
 * Keeps what `npm start` gives its apps, for the commands that are typed beside it, as long as this process lives.
 * @param home its folder, into which only its owner may look
 * @returns forgets it
 */
export async function keepEnvironment(home: string, { env, simulated, api }: StartedWith): Promise<() => void> {
  const { identify, MARK } = await scripts();
  const known = Object.keys(environmentSchema.shape).filter((name) => !NOT_KEPT.has(name));
  const kept = { process: identify(process.pid), simulated, api, env: Object.fromEntries(known.flatMap((name) => env[name] === undefined ? [] : [[name, env[name]]])) };
  const file = path.join(home, MARK);
  writeFileSync(file, JSON.stringify(kept, null, 2), { mode: 0o600 });
  return () => { rmSync(file, { force: true }); };
}

/**
 * The environment of a command: its own if that names a database, and otherwise, beneath its own, that of the `npm start`
 * which runs in this checkout, whose switch may be simulated. Without one it throws, and says what to do.
 */
export async function besideStart(own: NodeJS.ProcessEnv = process.env): Promise<{ readonly env: NodeJS.ProcessEnv; readonly simulated: boolean }> {
  const set = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== ''));
  if (set['DATABASE_URL'] !== undefined) return { env: set, simulated: false };
  const { Home, MARK, isAlive, startOf } = await scripts();
  const home = new Home('dev');
  const kept = readKept(home.at(MARK));
  if (kept !== null && isAlive(kept.process)) return { env: { ...kept.env, ...set }, simulated: kept.simulated };
  const start = startOf(home);
  throw new Error(start === null
    ? 'Nothing runs here: type npm start in another terminal, or set DATABASE_URL and the other variables of the apps (docs/environment.md).'
    : `The npm start of this checkout (process ${start.pid}) is not up, or not any more: wait until it says that Paceline is up.`);
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

/** ESM scripts that also run before any package is installed. */
async function scripts() {
  return { ...await import('../../libs/testing/services/home.mjs'), ...await import('../../libs/testing/services/processes.mjs'), ...await import('./only-start.mjs') };
}
