import { Module } from '@nestjs/common';
import { SurveyRulesController } from './survey-rules.controller';
import { SurveyRulesService } from './survey-rules.service';

@Module({ controllers: [SurveyRulesController], providers: [SurveyRulesService] })
export class SurveyRulesModule {}
