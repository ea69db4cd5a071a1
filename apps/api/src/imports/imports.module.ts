import { Module } from '@nestjs/common';
import { ImportsController } from './imports.controller';
import { ImportsService } from './imports.service';
import { UploadService } from './upload.service';

@Module({ controllers: [ImportsController], providers: [ImportsService, UploadService] })
export class ImportsModule {}
