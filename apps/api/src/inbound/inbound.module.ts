import { Module } from '@nestjs/common';
import { FlowsModule } from '../flows/flows.module';
import { QueuesModule } from '../queues/queues.module';
import { InboundClosuresService } from './inbound-closures.service';
import { InboundController } from './inbound.controller';
import { InboundNumbersController } from './inbound-numbers.controller';
import { InboundNumbersService } from './inbound-numbers.service';
import { WhoCalledController } from './who-called.controller';
import { WhoCalledService } from './who-called.service';

@Module({
  imports: [FlowsModule, QueuesModule],
  controllers: [InboundController, InboundNumbersController, WhoCalledController], providers: [InboundNumbersService, InboundClosuresService, WhoCalledService],
})
export class InboundModule {}
