import { Module } from '@nestjs/common';
import { PromptsModule } from '../prompts/prompts.module';
import { CallingWindowService } from './calling-window.service';
import { CampaignFiguresService } from './campaign-figures.service';
import { CampaignLifecycleService } from './campaign-lifecycle.service';
import { CampaignPacingController } from './campaign-pacing.controller';
import { CampaignPacingService } from './campaign-pacing.service';
import { CampaignTargetsController } from './campaign-targets.controller';
import { CampaignTargetsService } from './campaign-targets.service';
import { CampaignsController } from './campaigns.controller';
import { CampaignsService } from './campaigns.service';

@Module({
  imports: [PromptsModule],
  controllers: [CampaignsController, CampaignPacingController, CampaignTargetsController],
  providers: [CampaignsService, CampaignLifecycleService, CampaignFiguresService, CampaignPacingService, CampaignTargetsService, CallingWindowService],
  exports: [CampaignFiguresService],
})
export class CampaignsModule {}
