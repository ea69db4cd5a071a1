import { Body, Controller, Param } from '@nestjs/common';
import type { BeginInterview, InterviewStepAsked, InterviewView } from '@paceline/contracts/interviews';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { InterviewsService } from './interviews.service';

const route = routes.interviews;

@Controller()
export class InterviewsController {
  constructor(private readonly interviews: InterviewsService) {}

  @Routed(route.begin)
  async begin(
    @Caller() caller: CurrentUser, @Param({ schema: route.begin.params }) { id }: { id: string }, @Body({ schema: route.begin.body }) body: BeginInterview,
  ): Promise<InterviewView> {
    return await this.interviews.begin(caller, id, body);
  }

  @Routed(route.find)
  async find(@Caller() caller: CurrentUser, @Param({ schema: route.find.params }) { id }: { id: string }): Promise<InterviewView> {
    return await this.interviews.find(caller, id);
  }

  @Routed(route.step)
  async step(
    @Caller() caller: CurrentUser, @Param({ schema: route.step.params }) { id }: { id: string }, @Body({ schema: route.step.body }) body: InterviewStepAsked,
  ): Promise<InterviewView> {
    return await this.interviews.step(caller, id, body);
  }
}
