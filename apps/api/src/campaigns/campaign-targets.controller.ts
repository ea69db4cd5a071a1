import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { idParams } from '@paceline/contracts/common';
import type { Page } from '@paceline/contracts/common';
import { targetPage, targetQuery } from '@paceline/contracts/targets';
import type { TargetQuery, TargetView } from '@paceline/contracts/targets';
import { Allow } from '../auth/allow';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Answers } from '../edge/answers';
import { CampaignTargetsService } from './campaign-targets.service';

@ApiTags('campaigns')
@Controller('campaigns/:id/targets')
export class CampaignTargetsController {
  constructor(private readonly targets: CampaignTargetsService) {}

  @Get()
  @Allow('contacts:read', 'Its contacts as targets: state, attempts, result; why each is not called now, and until when')
  @Answers(targetPage)
  async page(@Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }, @Query({ schema: targetQuery }) query: TargetQuery): Promise<Page<TargetView>> {
    return await this.targets.page(caller, id, query);
  }
}
