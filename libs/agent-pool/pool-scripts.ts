import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster, Redis } from 'ioredis';

/** Copied next to the compiled file by the build, so that one path serves source and dist. */
const COMMANDS = join(__dirname, 'commands');

export const COMMAND_NAMES = [
  'clear', 'confirm', 'end-wrap-up', 'expire', 'find', 'finish', 'line-counts', 'release', 'reserve',
  'restore', 'set-leg', 'set-lines', 'set-status', 'sign-in', 'sign-out', 'snapshot',
] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

interface Script {
  readonly lua: string;
  readonly sha: string;
  readonly numberOfKeys: number;
}

let loaded: ReadonlyMap<string, Script> | undefined;

/** Reads `<name>-<number of keys>.lua`, each after the part that all share; once a process. */
export function loadScripts(): ReadonlyMap<string, Script> {
  if (loaded) return loaded;
  const shared = readFileSync(join(COMMANDS, 'includes', 'pool.lua'), 'utf8');
  const scripts = new Map<string, Script>();
  for (const file of readdirSync(COMMANDS)) {
    const [, name, keys] = /^(.+)-(\d)\.lua$/.exec(file) ?? [];
    if (name === undefined || keys === undefined) continue;
    // Of a build that was made over an older one: which of the two is meant cannot be told.
    if (scripts.has(name)) throw new Error(`agent-pool has two scripts ${name} in ${COMMANDS}: build it anew`);
    const lua = `${shared}\n${readFileSync(join(COMMANDS, file), 'utf8')}`;
    scripts.set(name, { lua, sha: createHash('sha1').update(lua).digest('hex'), numberOfKeys: Number(keys) });
  }
  return (loaded = scripts);
}

/**
 * Runs one script: EVALSHA, one round trip. After a restart or SCRIPT FLUSH Redis does not know the
 * script; it says so before running anything, and is then sent the text.
 */
export async function runScript(
  redis: Redis | Cluster, name: CommandName, keys: readonly string[], args: readonly (string | number)[],
): Promise<unknown> {
  const script = loadScripts().get(name);
  if (!script) throw new Error(`agent-pool has no script ${name} in ${COMMANDS}`);
  if (keys.length !== script.numberOfKeys) throw new Error(`${name} takes ${script.numberOfKeys} keys, not ${keys.length}`);
  try {
    return await redis.evalsha(script.sha, keys.length, ...keys, ...args);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return redis.eval(script.lua, keys.length, ...keys, ...args);
  }
}
