import { Module } from '@nestjs/common';
import { RecordingFolder } from './recording-folder';
import { RecordingsController } from './recordings.controller';
import { RecordingsService } from './recordings.service';

@Module({ controllers: [RecordingsController], providers: [RecordingsService, RecordingFolder], exports: [RecordingFolder] })
export class RecordingsModule {}
