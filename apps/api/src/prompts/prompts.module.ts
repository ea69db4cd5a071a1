import { Module } from '@nestjs/common';
import { KnownPrompts } from './known-prompts';
import { PromptFolder } from './prompt-folder';
import { PromptMaker } from './prompt-maker';
import { PromptsController } from './prompts.controller';
import { PromptsService } from './prompts.service';

@Module({ controllers: [PromptsController], providers: [PromptsService, PromptFolder, PromptMaker, KnownPrompts], exports: [PromptFolder, KnownPrompts] })
export class PromptsModule {}
