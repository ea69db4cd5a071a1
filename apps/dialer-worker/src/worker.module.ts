import { Module, type DynamicModule } from '@nestjs/common';
import { HealthController } from './health.controller';
import { DialerWorker } from './worker';

@Module({})
export class WorkerModule {
  static for(worker: DialerWorker): DynamicModule {
    return { module: WorkerModule, controllers: [HealthController], providers: [{ provide: DialerWorker, useValue: worker }] };
  }
}
