import { Controller, Get, Header, HttpCode, Inject, ServiceUnavailableException } from '@nestjs/common';
import { serverTime } from '@paceline/persistence';
import { FileWorker } from './file-worker';

/** For the supervisor of the process and for Prometheus; nothing of the product is served here. */
@Controller()
export class HealthController {
  constructor(@Inject(FileWorker) private readonly worker: FileWorker) {}

  @Get('health/live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Ready: the database answers. */
  @Get('health/ready')
  @HttpCode(200)
  async ready(): Promise<{ status: 'ok' }> {
    try {
      await serverTime(this.worker.dataSource);
    } catch {
      throw new ServiceUnavailableException({ status: 'unavailable', what: 'database' });
    }
    return { status: 'ok' };
  }

  @Get('metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4')
  async metrics(): Promise<string> {
    return await this.worker.metrics.registry.metrics();
  }
}
