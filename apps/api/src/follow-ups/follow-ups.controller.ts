import { Body, Controller, Param, Query } from '@nestjs/common';
import type { Page } from '@paceline/contracts/common';
import type { AssignFollowUp, FinishFollowUp, FollowUpQuery, FollowUpRulesView, FollowUpView, PutFollowUpRules } from '@paceline/contracts/follow-ups';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { FollowUpRulesService } from './follow-up-rules.service';
import { FollowUpsService } from './follow-ups.service';

const route = routes.followUps;

@Controller()
export class FollowUpsController {
  constructor(private readonly followUps: FollowUpsService, private readonly ofQuestionnaire: FollowUpRulesService) {}

  @Routed(route.rules)
  async rules(@Caller() caller: CurrentUser, @Param({ schema: route.rules.params }) { id }: { id: string }): Promise<FollowUpRulesView> {
    return await this.ofQuestionnaire.find(caller, id);
  }

  @Routed(route.putRules)
  async putRules(
    @Caller() caller: CurrentUser, @Param({ schema: route.putRules.params }) { id }: { id: string }, @Body({ schema: route.putRules.body }) body: PutFollowUpRules,
  ): Promise<FollowUpRulesView> {
    return await this.ofQuestionnaire.put(caller, id, body);
  }

  @Routed(route.page)
  async page(@Caller() caller: CurrentUser, @Query({ schema: route.page.query }) query: FollowUpQuery): Promise<Page<FollowUpView>> {
    return await this.followUps.page(caller, query);
  }

  @Routed(route.find)
  async find(@Caller() caller: CurrentUser, @Param({ schema: route.find.params }) { id }: { id: string }): Promise<FollowUpView> {
    return await this.followUps.find(caller, id);
  }

  @Routed(route.take)
  async take(@Caller() caller: CurrentUser, @Param({ schema: route.take.params }) { id }: { id: string }): Promise<FollowUpView> {
    return await this.followUps.take(caller, id);
  }

  @Routed(route.assign)
  async assign(
    @Caller() caller: CurrentUser, @Param({ schema: route.assign.params }) { id }: { id: string }, @Body({ schema: route.assign.body }) body: AssignFollowUp,
  ): Promise<FollowUpView> {
    return await this.followUps.assign(caller, id, body);
  }

  @Routed(route.done)
  async done(
    @Caller() caller: CurrentUser, @Param({ schema: route.done.params }) { id }: { id: string }, @Body({ schema: route.done.body }) body: FinishFollowUp,
  ): Promise<FollowUpView> {
    return await this.followUps.done(caller, id, body);
  }
}
