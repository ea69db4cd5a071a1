import { Module } from '@nestjs/common';
import { CallAmendments } from '@paceline/persistence';
import { DataSource } from 'typeorm';
import { PromptsModule } from '../prompts/prompts.module';
import { CallAccess } from './call-access';
import { CallActionsService } from './call-actions.service';
import { CallsController } from './calls.controller';
import { CallsService } from './calls.service';
import { MachineMessagesService } from './machine-messages.service';
import { WaitingCallsService } from './waiting-calls.service';

@Module({
  imports: [PromptsModule],
  controllers: [CallsController],
  providers: [
    CallAccess, CallsService, CallActionsService, WaitingCallsService, MachineMessagesService,
    { provide: CallAmendments, inject: [DataSource], useFactory: (dataSource: DataSource) => new CallAmendments(dataSource) },
  ],
})
export class CallsModule {}
