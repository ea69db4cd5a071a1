import { Module } from '@nestjs/common';
import { PromptFolder } from './prompt-folder';
import { PromptsController } from './prompts.controller';
import { PromptsService } from './prompts.service';

@Module({ controllers: [PromptsController], providers: [PromptsService, PromptFolder], exports: [PromptFolder] })
export class PromptsModule {}
