import { Module } from '@nestjs/common';
import { PromptsModule } from '../prompts/prompts.module';
import { QueueAgentsService } from './queue-agents.service';
import { QueueCallbacksService } from './queue-callbacks.service';
import { QueueDaysService } from './queue-days.service';
import { QueueFiguresService } from './queue-figures.service';
import { QueuesController } from './queues.controller';
import { QueuesService } from './queues.service';

@Module({ imports: [PromptsModule], controllers: [QueuesController], providers: [QueuesService, QueueAgentsService, QueueCallbacksService, QueueDaysService, QueueFiguresService], exports: [QueuesService, QueueAgentsService, QueueFiguresService] })
export class QueuesModule {}
