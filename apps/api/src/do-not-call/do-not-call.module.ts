import { Module } from '@nestjs/common';
import { DoNotCallController } from './do-not-call.controller';
import { DoNotCallOffersService } from './do-not-call-offers.service';
import { DoNotCallService } from './do-not-call.service';

@Module({ controllers: [DoNotCallController], providers: [DoNotCallService, DoNotCallOffersService] })
export class DoNotCallModule {}
