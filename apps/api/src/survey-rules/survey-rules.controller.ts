import { Body, Controller, Param, Query } from '@nestjs/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import { routes } from '@paceline/contracts/routes';
import type { CallSurvey, CreateSurveyRule, PatchSurveyRule, SurveyRuleView } from '@paceline/contracts/survey-rules';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { SurveyRulesService } from './survey-rules.service';

const route = routes.surveyRules;

@Controller()
export class SurveyRulesController {
  constructor(private readonly rules: SurveyRulesService) {}

  @Routed(route.create)
  async create(@Caller() caller: CurrentUser, @Body({ schema: route.create.body }) body: CreateSurveyRule): Promise<SurveyRuleView> {
    return await this.rules.create(caller, body);
  }

  @Routed(route.page)
  async page(@Caller() caller: CurrentUser, @Query({ schema: route.page.query }) query: PageQuery): Promise<Page<SurveyRuleView>> {
    return await this.rules.page(caller, query);
  }

  @Routed(route.find)
  async find(@Caller() caller: CurrentUser, @Param({ schema: route.find.params }) { id }: { id: string }): Promise<SurveyRuleView> {
    return await this.rules.find(caller, id);
  }

  @Routed(route.patch)
  async patch(
    @Caller() caller: CurrentUser, @Param({ schema: route.patch.params }) { id }: { id: string }, @Body({ schema: route.patch.body }) body: PatchSurveyRule,
  ): Promise<SurveyRuleView> {
    return await this.rules.patch(caller, id, body);
  }

  @Routed(route.remove)
  async remove(@Caller() caller: CurrentUser, @Param({ schema: route.remove.params }) { id }: { id: string }): Promise<void> {
    await this.rules.remove(caller, id);
  }

  @Routed(route.ofCall)
  async ofCall(@Caller() caller: CurrentUser, @Param({ schema: route.ofCall.params }) { id }: { id: string }): Promise<CallSurvey> {
    return await this.rules.ofCall(caller, id);
  }
}
