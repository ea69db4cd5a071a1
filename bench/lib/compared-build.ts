import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { compiledApp } from '../../test/e2e/lib/compiled-apps';
import type { CleanUp } from './clean-up';

const run = promisify(execFile);
const ROOT = path.resolve(__dirname, '../..');
const MIGRATE_WITHIN_MS = 60_000;

/** A state of the project whose worker is measured: its folder and its worker's main file. */
export interface ComparedBuild {
  readonly name: 'before' | 'now';
  readonly root: string;
  readonly worker: string;
}

/** The project as it is here. */
export function thisBuild(): ComparedBuild {
  return { name: 'now', root: ROOT, worker: compiledApp('dialer-worker') };
}

/** The project as it was at a commit, in a worktree in a temporary folder, with the packages of this one. */
export async function buildBefore(commit: string, cleanUp: CleanUp): Promise<ComparedBuild> {
  const folder = await mkdtemp(path.join(tmpdir(), 'paceline-before-'));
  const root = path.join(folder, 'paceline');
  const git = (...words: string[]): Promise<unknown> => run('git', ['-C', ROOT, ...words]);
  cleanUp.add(async () => {
    await rm(folder, { recursive: true, force: true });
    await git('worktree', 'prune');
  });
  await git('worktree', 'add', '--detach', root, commit);
  await symlink(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'));
  return { name: 'before', root, worker: compiledApp('dialer-worker', root) };
}

/** Brings an empty database to the schema of that build, by its own migrations. */
export async function migrateFor({ root }: ComparedBuild, databaseUrl: string): Promise<void> {
  const env = { PATH: process.env['PATH'], DATABASE_URL: databaseUrl };
  await run(process.execPath, ['-r', '@swc-node/register', 'scripts/migrate.ts'], { cwd: root, env, timeout: MIGRATE_WITHIN_MS });
}
