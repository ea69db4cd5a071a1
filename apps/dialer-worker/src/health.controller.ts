import { Controller, Get, Header, HttpCode, Inject, ServiceUnavailableException } from '@nestjs/common';
import { dialingStop, type DialingStop } from '@paceline/persistence';
import { zoneStatus, type ZoneStatus } from '@paceline/platform/zone-data/current-zones';
import { DialerWorker } from './worker';

/** For the supervisor of the process and for Prometheus; nothing of the product is served here. */
@Controller()
export class HealthController {
  constructor(@Inject(DialerWorker) private readonly worker: DialerWorker) {}

  @Get('health/live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Ready: the database answers. A worker that waits for the lease is ready to take over. */
  @Get('health/ready')
  @HttpCode(200)
  async ready(): Promise<{ status: 'ok'; ownsSwitch: boolean; dialing: boolean; dialingStopped: boolean; zoneData: ZoneStatus }> {
    let stop: DialingStop | null;
    try {
      stop = await dialingStop(this.worker.dataSource);
    } catch {
      throw new ServiceUnavailableException({ status: 'unavailable', what: 'database' });
    }
    return {
      status: 'ok', ownsSwitch: this.worker.ownsSwitch, dialing: this.worker.ready && stop === null, dialingStopped: stop !== null,
      zoneData: zoneStatus(this.worker.clock.nowMs()),
    };
  }

  @Get('metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4')
  async metrics(): Promise<string> {
    return await this.worker.metrics.registry.metrics();
  }
}
