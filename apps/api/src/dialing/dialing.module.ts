import { Module } from '@nestjs/common';
import { DialingController } from './dialing.controller';
import { DialingService } from './dialing.service';

@Module({ controllers: [DialingController], providers: [DialingService] })
export class DialingModule {}
