import { Module, type DynamicModule } from '@nestjs/common';
import { FileWorker } from './file-worker';
import { HealthController } from './health.controller';

@Module({})
export class FileWorkerModule {
  static for(worker: FileWorker): DynamicModule {
    return { module: FileWorkerModule, controllers: [HealthController], providers: [{ provide: FileWorker, useValue: worker }] };
  }
}
