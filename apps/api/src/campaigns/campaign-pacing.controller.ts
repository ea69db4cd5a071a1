import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { idParams } from '@paceline/contracts/common';
import { campaignPacing, pacingQuery, pacingReplay, replayPacing } from '@paceline/contracts/pacing';
import type { CampaignPacing, PacingQuery, PacingReplay, ReplayPacing } from '@paceline/contracts/pacing';
import { Allow } from '../auth/allow';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Answers } from '../edge/answers';
import { CampaignPacingService } from './campaign-pacing.service';

@ApiTags('campaigns')
@Controller('campaigns/:id/pacing')
export class CampaignPacingController {
  constructor(private readonly service: CampaignPacingService) {}

  @Get()
  @Allow('campaigns:read', 'Why it dials as much as it does: the law\'s budget, the newest decision, and those of the last day')
  @Answers(campaignPacing)
  async pacing(@Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }, @Query({ schema: pacingQuery }) query: PacingQuery): Promise<CampaignPacing> {
    return await this.service.pacing(caller, id, query);
  }

  @Post('replay')
  @Allow('campaigns:manage', 'What other settings would have dialed at the same moments of the last day; changes nothing')
  @Answers(pacingReplay)
  async replay(@Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }, @Body({ schema: replayPacing }) body: ReplayPacing): Promise<PacingReplay> {
    return await this.service.replay(caller, id, body);
  }
}
