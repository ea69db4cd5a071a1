import { Module } from '@nestjs/common';
import { PromptsModule } from '../prompts/prompts.module';
import { SurveyRulesController } from './survey-rules.controller';
import { SurveyRulesService } from './survey-rules.service';

@Module({ imports: [PromptsModule], controllers: [SurveyRulesController], providers: [SurveyRulesService] })
export class SurveyRulesModule {}
