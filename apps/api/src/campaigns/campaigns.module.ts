import { Module } from '@nestjs/common';
import { PromptsModule } from '../prompts/prompts.module';
import { CampaignFiguresService } from './campaign-figures.service';
import { CampaignLifecycleService } from './campaign-lifecycle.service';
import { CampaignsController } from './campaigns.controller';
import { CampaignsService } from './campaigns.service';

@Module({
  imports: [PromptsModule],
  controllers: [CampaignsController], providers: [CampaignsService, CampaignLifecycleService, CampaignFiguresService],
  exports: [CampaignFiguresService],
})
export class CampaignsModule {}
