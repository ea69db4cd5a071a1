import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ListeningMessage } from '@paceline/platform/parent-process';

const ROOT = path.resolve(__dirname, '../..');
const KILL_AFTER_MS = 15_000;

export type AppName = 'api' | 'dialer-worker' | 'file-worker';

export interface AppProcessOptions {
  readonly name: AppName;
  readonly env: Readonly<Record<string, string>>;
  /** Folder of the logs. */
  readonly logs: string;
  /** Goes on in the log of the one before it. */
  readonly append?: boolean;
}

/** One of our apps as a process of its own, with its log in a file. */
export class AppProcess {
  private readonly child: ChildProcess;
  readonly ended: Promise<void>;
  readonly logFile: string;
  private listening: ListeningMessage | null = null;

  constructor(private readonly options: AppProcessOptions) {
    mkdirSync(options.logs, { recursive: true });
    this.logFile = path.join(options.logs, `${options.name}.log`);
    this.child = spawn(process.execPath, ['-r', '@swc-node/register', path.join(ROOT, 'apps', options.name, 'src/main.ts')], {
      cwd: ROOT, env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child.on('message', (message: ListeningMessage) => { this.listening = message; });
    const log = createWriteStream(this.logFile, { flags: options.append === true ? 'a' : 'w' });
    this.child.stdout?.pipe(log, { end: false });
    this.child.stderr?.pipe(log, { end: false });
    this.ended = new Promise((resolve) => { this.child.once('close', () => { log.end(); resolve(); }); });
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Where it answers; known once it is ready. */
  get url(): string {
    if (this.listening === null) throw new Error(`${this.options.name} does not listen yet.`);
    return this.listening.listening;
  }

  /** Where its metrics are; known once it is ready. */
  get metricsUrl(): string | null {
    return this.listening?.metrics ?? null;
  }

  /** Throws with the last lines of the log when the app ends or is not ready in time. */
  async ready(withinMs = 60_000): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (Date.now() < deadline) {
      if (!this.running) throw new Error(`${this.options.name} ended at its start:\n${this.tail()}`);
      if (this.listening !== null && await this.answers()) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${this.options.name} was not ready after ${withinMs / 1000} s:\n${this.tail()}`);
  }

  /** One that dies in this moment does not; that it has ended is seen next. */
  private async answers(): Promise<boolean> {
    return await fetch(`${this.url}/health/ready`).then(({ ok }) => ok, () => false);
  }

  async stop(): Promise<void> {
    if (this.running) this.child.kill('SIGTERM');
    const timer = setTimeout(() => { this.child.kill('SIGKILL'); }, KILL_AFTER_MS);
    await this.ended;
    clearTimeout(timer);
  }

  /** As the kernel or a power cut ends it: it gives nothing back. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  tail(lines = 15): string {
    return readFileSync(this.logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  }
}
