import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { AppProcess } from './app-process';
import { ReplacedApp } from './replaced-app';
import type { SwitchAddress } from './switch';

export interface SystemOptions {
  readonly home: string;
  readonly switchAddress: SwitchAddress;
  readonly env: Readonly<Record<string, string>>;
  readonly apiPort: number;
}

/** The API, one dialer worker and one file worker on this machine, on services that run already. */
export class System {
  private constructor(readonly api: AppProcess, private workerNow: AppProcess, readonly files: ReplacedApp, private readonly another: () => AppProcess) {}

  get worker(): AppProcess {
    return this.workerNow;
  }

  get apiUrl(): string {
    return this.api.url;
  }

  static async start(options: SystemOptions): Promise<System> {
    const env = {
      JWT_SECRET: randomBytes(32).toString('hex'), ...options.switchAddress.env, ...options.env,
      API_HOST: '127.0.0.1', API_PORT: String(options.apiPort), API_METRICS_PORT: '0', API_DOCS: '1', WORKER_PORT: '0', FILE_WORKER_PORT: '0',
    };
    const logs = path.join(options.home, 'logs');
    const system = new System(
      new AppProcess({ name: 'api', env, logs }), new AppProcess({ name: 'dialer-worker', env, logs }), new ReplacedApp({ name: 'file-worker', env, logs }),
      () => new AppProcess({ name: 'dialer-worker', env, logs, append: true }),
    );
    try {
      await Promise.all([system.api.ready(), system.worker.ready(), system.files.ready()]);
    } catch (thrown) {
      await system.stop();
      throw thrown;
    }
    return system;
  }

  /** The worker ends as by a power cut, where another stands by. @returns when it ended, in milliseconds since the epoch */
  async replaceWorker(): Promise<number> {
    const [before, next] = [this.workerNow, this.another()];
    this.workerNow = next;
    await next.ready();
    const atMs = Date.now();
    await before.kill();
    return atMs;
  }

  async stop(): Promise<void> {
    await Promise.all([this.api.stop(), this.worker.stop(), this.files.stop()]);
  }
}
