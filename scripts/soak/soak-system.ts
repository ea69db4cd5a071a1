import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { AppProcess, type AppName } from '../system/app-process';

const APPS: readonly AppName[] = ['api', 'dialer-worker', 'file-worker'];

/** Our apps, each to be killed and started again where it was. */
export class SoakSystem {
  private readonly apps = new Map<AppName, AppProcess>();
  private starts = 0;

  private constructor(private readonly home: string, private readonly env: Readonly<Record<string, string>>) {}

  static async start(home: string, env: Readonly<Record<string, string>>): Promise<SoakSystem> {
    const system = new SoakSystem(home, {
      ...env, JWT_SECRET: randomBytes(32).toString('hex'), API_HOST: '127.0.0.1', API_METRICS_PORT: '0', WORKER_PORT: '0', FILE_WORKER_PORT: '0',
    });
    for (const name of APPS) system.launch(name);
    try {
      await Promise.all(APPS.map((name) => system.app(name).ready()));
    } catch (thrown) {
      await system.stop();
      throw thrown;
    }
    return system;
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${this.env['API_PORT']}`;
  }

  app(name: AppName): AppProcess {
    const app = this.apps.get(name);
    if (app === undefined) throw new Error(`${name} was never started`);
    return app;
  }

  /** kill -9, and the supervisor's new start. */
  async killAndRestart(name: AppName): Promise<void> {
    await this.app(name).kill();
    this.launch(name);
    await this.app(name).ready();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.apps.values()].map((app) => app.stop()));
  }

  private launch(name: AppName): void {
    // Each life has its own folder of logs.
    this.apps.set(name, new AppProcess({ name, env: this.env, logs: path.join(this.home, 'logs', String(this.starts++).padStart(3, '0')) }));
  }
}
