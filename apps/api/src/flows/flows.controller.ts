import { Body, Controller, Param, Query, Res } from '@nestjs/common';
import type { CommandAnswer } from '@paceline/contracts/command-answers';
import type { Page, PageQuery } from '@paceline/contracts/common';
import type { CallMeWithFlow, CreateFlow, FlowCheck, FlowHours, FlowHoursQuery, FlowVersionList, FlowVersionView, FlowView, PatchFlow } from '@paceline/contracts/flows';
import { routes } from '@paceline/contracts/routes';
import type { Response } from 'express';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { withStatus } from '../edge/with-status';
import { FlowPublishingService } from './flow-publishing.service';
import { FlowTrialsService } from './flow-trials.service';
import { FlowsService } from './flows.service';

const route = routes.flows;

interface VersionKey { readonly id: string; readonly version: number }

@Controller()
export class FlowsController {
  constructor(private readonly flows: FlowsService, private readonly publishing: FlowPublishingService, private readonly trials: FlowTrialsService) {}

  @Routed(route.create)
  async create(@Caller() caller: CurrentUser, @Body({ schema: route.create.body }) body: CreateFlow): Promise<FlowView> {
    return await this.flows.create(caller, body);
  }

  @Routed(route.page)
  async page(@Caller() caller: CurrentUser, @Query({ schema: route.page.query }) query: PageQuery): Promise<Page<FlowView>> {
    return await this.flows.page(caller, query);
  }

  @Routed(route.find)
  async find(@Caller() caller: CurrentUser, @Param({ schema: route.find.params }) { id }: { id: string }): Promise<FlowView> {
    return await this.flows.find(caller, id);
  }

  @Routed(route.patch)
  async patch(
    @Caller() caller: CurrentUser, @Param({ schema: route.patch.params }) { id }: { id: string }, @Body({ schema: route.patch.body }) body: PatchFlow,
  ): Promise<FlowView> {
    return await this.flows.patch(caller, id, body);
  }

  @Routed(route.remove)
  async remove(@Caller() caller: CurrentUser, @Param({ schema: route.remove.params }) { id }: { id: string }): Promise<void> {
    await this.flows.remove(caller, id);
  }

  @Routed(route.check)
  async check(@Caller() caller: CurrentUser, @Param({ schema: route.check.params }) { id }: { id: string }): Promise<FlowCheck> {
    return await this.publishing.check(caller, id);
  }

  @Routed(route.hours)
  async hours(
    @Caller() caller: CurrentUser, @Param({ schema: route.hours.params }) { id }: { id: string }, @Query({ schema: route.hours.query }) { at }: FlowHoursQuery,
  ): Promise<FlowHours> {
    return await this.flows.hours(caller, id, at);
  }

  @Routed(route.publish)
  async publish(@Caller() caller: CurrentUser, @Param({ schema: route.publish.params }) { id }: { id: string }): Promise<FlowVersionView> {
    return await this.publishing.publish(caller, id);
  }

  @Routed(route.callMe)
  async callMe(
    @Caller() caller: CurrentUser, @Param({ schema: route.callMe.params }) { id }: { id: string }, @Body({ schema: route.callMe.body }) body: CallMeWithFlow,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    return withStatus(response, await this.trials.callMe(caller, id, body));
  }

  @Routed(route.versions)
  async versions(@Caller() caller: CurrentUser, @Param({ schema: route.versions.params }) { id }: { id: string }): Promise<FlowVersionList> {
    return await this.publishing.versions(caller, id);
  }

  @Routed(route.version)
  async version(@Caller() caller: CurrentUser, @Param({ schema: route.version.params }) { id, version }: VersionKey): Promise<FlowVersionView> {
    return await this.publishing.version(caller, id, version);
  }

  @Routed(route.publishAgain)
  async publishAgain(@Caller() caller: CurrentUser, @Param({ schema: route.publishAgain.params }) { id, version }: VersionKey): Promise<FlowVersionView> {
    return await this.publishing.publishAgain(caller, id, version);
  }
}
