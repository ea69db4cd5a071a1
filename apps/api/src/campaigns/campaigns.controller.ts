import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { callingWindow } from '@paceline/contracts/calling-window';
import type { CallingWindow } from '@paceline/contracts/calling-window';
import { campaignFigures, campaignPage, campaignQuery, campaignWithLists, createCampaign, patchCampaign } from '@paceline/contracts/campaigns';
import type { CampaignFigures, CampaignQuery, CampaignView, CampaignWithLists, CreateCampaign, PatchCampaign } from '@paceline/contracts/campaigns';
import { idParams } from '@paceline/contracts/common';
import type { Page } from '@paceline/contracts/common';
import { Allow } from '../auth/allow';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Answers, AnswersNothing } from '../edge/answers';
import { CallingWindowService } from './calling-window.service';
import { CampaignFiguresService } from './campaign-figures.service';
import { CampaignLifecycleService } from './campaign-lifecycle.service';
import { CampaignsService } from './campaigns.service';

@ApiTags('campaigns')
@Controller('campaigns')
export class CampaignsController {
  constructor(
    private readonly campaigns: CampaignsService,
    private readonly lifecycle: CampaignLifecycleService,
    private readonly numbers: CampaignFiguresService,
    private readonly windows: CallingWindowService,
  ) {}

  @Post()
  @Allow('campaigns:manage', 'Create a campaign; what is left out gets a sensible default')
  @Answers(campaignWithLists, 201)
  async create(@Caller() caller: CurrentUser, @Body({ schema: createCampaign }) body: CreateCampaign): Promise<CampaignWithLists> {
    return await this.campaigns.create(caller, body);
  }

  @Get()
  @Allow('campaigns:read', 'All campaigns, the newest first')
  @Answers(campaignPage)
  async page(@Caller() caller: CurrentUser, @Query({ schema: campaignQuery }) query: CampaignQuery): Promise<Page<CampaignView>> {
    return await this.campaigns.page(caller, query);
  }

  @Get(':id')
  @Allow('campaigns:read', 'A campaign and its lists')
  @Answers(campaignWithLists)
  async find(@Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }): Promise<CampaignWithLists> {
    return await this.campaigns.find(caller, id);
  }

  @Patch(':id')
  @Allow('campaigns:manage', 'Change a campaign that is a draft or paused')
  @Answers(campaignWithLists)
  async patch(@Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }, @Body({ schema: patchCampaign }) body: PatchCampaign): Promise<CampaignWithLists> {
    return await this.campaigns.patch(caller, id, body);
  }

  @Delete(':id')
  @Allow('campaigns:manage', 'Delete a draft: a campaign that was never started')
  @AnswersNothing()
  async remove(@Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }): Promise<void> {
    await this.campaigns.remove(caller, id);
  }

  @Post(':id/start')
  @Allow('campaigns:manage', 'Start a draft: its lists become targets, and it dials')
  @Answers(campaignWithLists)
  async start(@Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }): Promise<CampaignWithLists> {
    return await this.lifecycle.move(caller, id, 'start');
  }

  @Post(':id/pause')
  @Allow('campaigns:manage', 'Dial nothing new; calls that are up go on')
  @Answers(campaignWithLists)
  async pause(@Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }): Promise<CampaignWithLists> {
    return await this.lifecycle.move(caller, id, 'pause');
  }

  @Post(':id/resume')
  @Allow('campaigns:manage', 'Go on, with contacts that came into its lists meanwhile')
  @Answers(campaignWithLists)
  async resume(@Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }): Promise<CampaignWithLists> {
    return await this.lifecycle.move(caller, id, 'resume');
  }

  @Post(':id/stop')
  @Allow('campaigns:manage', 'End it for good; calls that nobody has answered yet are called off')
  @Answers(campaignWithLists)
  async stop(@Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }): Promise<CampaignWithLists> {
    return await this.lifecycle.move(caller, id, 'stop');
  }

  @Get(':id/calling-window')
  @Allow('campaigns:read', 'When its contacts can be called, place by place: its own hours within the law\'s, and which law')
  @Answers(callingWindow)
  async window(@Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }): Promise<CallingWindow> {
    return await this.windows.window(caller, id);
  }

  @Get(':id/figures')
  @Allow('campaigns:read', 'What came of it so far, and what goes on now')
  @Answers(campaignFigures)
  async figures(@Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }): Promise<CampaignFigures> {
    return await this.numbers.figures(caller, id);
  }
}
