import { Module } from '@nestjs/common';
import { PromptsModule } from '../prompts/prompts.module';
import { FlowOutside } from './flow-outside';
import { FlowPublishingService } from './flow-publishing.service';
import { FlowTrialsService } from './flow-trials.service';
import { FlowsController } from './flows.controller';
import { FlowsService } from './flows.service';

@Module({ imports: [PromptsModule], controllers: [FlowsController], providers: [FlowsService, FlowPublishingService, FlowTrialsService, FlowOutside], exports: [FlowsService, FlowPublishingService] })
export class FlowsModule {}
