import { Module } from '@nestjs/common';
import { PromptsModule } from '../prompts/prompts.module';
import { QuestionnairePreviewService } from './questionnaire-preview.service';
import { QuestionnairePublishingService } from './questionnaire-publishing.service';
import { QuestionnairesController } from './questionnaires.controller';
import { QuestionnairesService } from './questionnaires.service';

@Module({
  imports: [PromptsModule], controllers: [QuestionnairesController],
  providers: [QuestionnairesService, QuestionnairePublishingService, QuestionnairePreviewService],
})
export class QuestionnairesModule {}
