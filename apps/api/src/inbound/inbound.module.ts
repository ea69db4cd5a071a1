import { Module } from '@nestjs/common';
import { InboundClosuresService } from './inbound-closures.service';
import { InboundController } from './inbound.controller';
import { InboundNumbersController } from './inbound-numbers.controller';
import { InboundNumbersService } from './inbound-numbers.service';

@Module({ controllers: [InboundController, InboundNumbersController], providers: [InboundNumbersService, InboundClosuresService] })
export class InboundModule {}
