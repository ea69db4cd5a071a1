import { Module } from '@nestjs/common';
import { CallAmendments } from '@paceline/persistence';
import { DataSource } from 'typeorm';
import { CallAccess } from './call-access';
import { CallActionsService } from './call-actions.service';
import { CallsController } from './calls.controller';
import { CallsService } from './calls.service';

@Module({
  controllers: [CallsController],
  providers: [
    CallAccess, CallsService, CallActionsService,
    { provide: CallAmendments, inject: [DataSource], useFactory: (dataSource: DataSource) => new CallAmendments(dataSource) },
  ],
})
export class CallsModule {}
