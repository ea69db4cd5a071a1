import { AppProcess, type AppProcessOptions } from './app-process';

const AGAIN_AFTER_MS = 1_000;

/** An app that is started again whenever it has ended, as a supervisor does it: nothing else of the system ends with it. */
export class ReplacedApp {
  private app: AppProcess;
  private again: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(private readonly options: AppProcessOptions) {
    this.app = this.start(false);
  }

  get pid(): number {
    return this.app.pid;
  }

  async ready(): Promise<void> {
    await this.app.ready();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.again !== null) clearTimeout(this.again);
    await this.app.stop();
  }

  private start(append: boolean): AppProcess {
    const app = new AppProcess({ ...this.options, append });
    void app.ended.then(() => {
      if (this.stopped) return;
      this.again = setTimeout(() => { this.app = this.start(true); }, AGAIN_AFTER_MS);
    });
    return app;
  }
}
