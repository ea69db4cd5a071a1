import { Module } from '@nestjs/common';
import { RecordingsModule } from '../recordings/recordings.module';
import { AnswerFileService } from './answer-file.service';
import { SurveyCommentsService } from './survey-comments.service';
import { SurveyResultsController } from './survey-results.controller';
import { SurveyResultsService } from './survey-results.service';

@Module({ imports: [RecordingsModule], controllers: [SurveyResultsController], providers: [SurveyResultsService, AnswerFileService, SurveyCommentsService] })
export class SurveyResultsModule {}
