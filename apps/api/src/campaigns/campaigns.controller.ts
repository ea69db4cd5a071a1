import { Body, Controller, Param, Query } from '@nestjs/common';
import type { CallingWindow } from '@paceline/contracts/calling-window';
import type { CampaignFigures, CampaignQuery, CampaignView, CampaignWithLists, CreateCampaign, PatchCampaign } from '@paceline/contracts/campaigns';
import type { Page } from '@paceline/contracts/common';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { CallingWindowService } from './calling-window.service';
import { CampaignFiguresService } from './campaign-figures.service';
import { CampaignLifecycleService } from './campaign-lifecycle.service';
import { CampaignsService } from './campaigns.service';

const route = routes.campaigns;

@Controller()
export class CampaignsController {
  constructor(
    private readonly campaigns: CampaignsService,
    private readonly lifecycle: CampaignLifecycleService,
    private readonly numbers: CampaignFiguresService,
    private readonly windows: CallingWindowService,
  ) {}

  @Routed(route.create)
  async create(@Caller() caller: CurrentUser, @Body({ schema: route.create.body }) body: CreateCampaign): Promise<CampaignWithLists> {
    return await this.campaigns.create(caller, body);
  }

  @Routed(route.page)
  async page(@Caller() caller: CurrentUser, @Query({ schema: route.page.query }) query: CampaignQuery): Promise<Page<CampaignView>> {
    return await this.campaigns.page(caller, query);
  }

  @Routed(route.find)
  async find(@Caller() caller: CurrentUser, @Param({ schema: route.find.params }) { id }: { id: string }): Promise<CampaignWithLists> {
    return await this.campaigns.find(caller, id);
  }

  @Routed(route.patch)
  async patch(
    @Caller() caller: CurrentUser, @Param({ schema: route.patch.params }) { id }: { id: string },
    @Body({ schema: route.patch.body }) body: PatchCampaign,
  ): Promise<CampaignWithLists> {
    return await this.campaigns.patch(caller, id, body);
  }

  @Routed(route.remove)
  async remove(@Caller() caller: CurrentUser, @Param({ schema: route.remove.params }) { id }: { id: string }): Promise<void> {
    await this.campaigns.remove(caller, id);
  }

  @Routed(route.start)
  async start(@Caller() caller: CurrentUser, @Param({ schema: route.start.params }) { id }: { id: string }): Promise<CampaignWithLists> {
    return await this.lifecycle.move(caller, id, 'start');
  }

  @Routed(route.pause)
  async pause(@Caller() caller: CurrentUser, @Param({ schema: route.pause.params }) { id }: { id: string }): Promise<CampaignWithLists> {
    return await this.lifecycle.move(caller, id, 'pause');
  }

  @Routed(route.resume)
  async resume(@Caller() caller: CurrentUser, @Param({ schema: route.resume.params }) { id }: { id: string }): Promise<CampaignWithLists> {
    return await this.lifecycle.move(caller, id, 'resume');
  }

  @Routed(route.stop)
  async stop(@Caller() caller: CurrentUser, @Param({ schema: route.stop.params }) { id }: { id: string }): Promise<CampaignWithLists> {
    return await this.lifecycle.move(caller, id, 'stop');
  }

  @Routed(route.window)
  async window(@Caller() caller: CurrentUser, @Param({ schema: route.window.params }) { id }: { id: string }): Promise<CallingWindow> {
    return await this.windows.window(caller, id);
  }

  @Routed(route.figures)
  async figures(@Caller() caller: CurrentUser, @Param({ schema: route.figures.params }) { id }: { id: string }): Promise<CampaignFigures> {
    return await this.numbers.figures(caller, id);
  }
}
