import { Module } from '@nestjs/common';
import { ThrottlerStorageService } from '@nestjs/throttler';
import { CallRecordsController } from './call-records.controller';
import { CallRecordsService } from './call-records.service';
import { SpoolReader } from './spool-reader';
import { SwitchGuard } from './switch.guard';

@Module({ controllers: [CallRecordsController], providers: [CallRecordsService, SpoolReader, SwitchGuard, ThrottlerStorageService] })
export class CallRecordsModule {}
