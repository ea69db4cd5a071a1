import { Body, Controller, Param, Query } from '@nestjs/common';
import type { CampaignPacing, PacingQuery, PacingReplay, ReplayPacing } from '@paceline/contracts/pacing';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { CampaignPacingService } from './campaign-pacing.service';

const route = routes.campaignPacing;

@Controller()
export class CampaignPacingController {
  constructor(private readonly service: CampaignPacingService) {}

  @Routed(route.pacing)
  async pacing(
    @Caller() caller: CurrentUser, @Param({ schema: route.pacing.params }) { id }: { id: string },
    @Query({ schema: route.pacing.query }) query: PacingQuery,
  ): Promise<CampaignPacing> {
    return await this.service.pacing(caller, id, query);
  }

  @Routed(route.replay)
  async replay(
    @Caller() caller: CurrentUser, @Param({ schema: route.replay.params }) { id }: { id: string },
    @Body({ schema: route.replay.body }) body: ReplayPacing,
  ): Promise<PacingReplay> {
    return await this.service.replay(caller, id, body);
  }
}
