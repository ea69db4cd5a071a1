import { Module } from '@nestjs/common';
import { CallerNumbersController } from './caller-numbers.controller';

@Module({ controllers: [CallerNumbersController] })
export class CallerNumbersModule {}
