import { Controller, Param, Query } from '@nestjs/common';
import type { Page } from '@paceline/contracts/common';
import type { TargetQuery, TargetView } from '@paceline/contracts/targets';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { CampaignTargetsService } from './campaign-targets.service';

const route = routes.campaignTargets;

@Controller()
export class CampaignTargetsController {
  constructor(private readonly targets: CampaignTargetsService) {}

  @Routed(route.page)
  async page(
    @Caller() caller: CurrentUser, @Param({ schema: route.page.params }) { id }: { id: string },
    @Query({ schema: route.page.query }) query: TargetQuery,
  ): Promise<Page<TargetView>> {
    return await this.targets.page(caller, id, query);
  }
}
