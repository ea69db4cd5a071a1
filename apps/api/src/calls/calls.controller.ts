import { Body, Controller, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import type { CallerCard } from '@paceline/contracts/caller-card';
import type { CallDetail, CallFileQuery, CallQuery, CallView, GiveDisposition, MoveCall, TakeOutCall } from '@paceline/contracts/calls';
import type { CommandAnswer } from '@paceline/contracts/command-answers';
import type { Page } from '@paceline/contracts/common';
import { routes } from '@paceline/contracts/routes';
import type { Response } from 'express';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { withStatus } from '../edge/with-status';
import { Routed } from '../edge/routed';
import { CallActionsService } from './call-actions.service';
import { CallsService } from './calls.service';
import { MachineMessagesService } from './machine-messages.service';
import { WaitingCallsService } from './waiting-calls.service';

const route = routes.calls;

@Controller()
export class CallsController {
  constructor(private readonly calls: CallsService, private readonly actions: CallActionsService, private readonly waiting: WaitingCallsService, private readonly machines: MachineMessagesService) {}

  @Routed(route.page)
  async page(@Caller() caller: CurrentUser, @Query({ schema: route.page.query }) query: CallQuery): Promise<Page<CallView>> {
    return await this.calls.page(caller, query);
  }

  @Routed(route.file)
  async file(@Caller() caller: CurrentUser, @Query({ schema: route.file.query }) query: CallFileQuery): Promise<StreamableFile> {
    return await this.calls.file(caller, query);
  }

  @Routed(route.find)
  async find(@Caller() caller: CurrentUser, @Param({ schema: route.find.params }) { id }: { id: string }): Promise<CallDetail> {
    return await this.calls.find(caller, id);
  }

  @Routed(route.caller)
  async caller(@Caller() caller: CurrentUser, @Param({ schema: route.caller.params }) { id }: { id: string }): Promise<CallerCard> {
    return await this.calls.caller(caller, id);
  }

  @Routed(route.hangup)
  async hangup(
    @Caller() caller: CurrentUser, @Param({ schema: route.hangup.params }) { id }: { id: string },
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    return withStatus(response, await this.actions.hangup(caller, id));
  }

  @Routed(route.leaveMessage)
  async leaveMessage(
    @Caller() caller: CurrentUser, @Param({ schema: route.leaveMessage.params }) { id }: { id: string }, @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    return withStatus(response, await this.machines.leave(caller, id));
  }

  @Routed(route.move)
  async move(
    @Caller() caller: CurrentUser, @Param({ schema: route.move.params }) { id }: { id: string },
    @Body({ schema: route.move.body }) body: MoveCall, @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    return withStatus(response, await this.waiting.move(caller, id, body));
  }

  @Routed(route.answerNext)
  async answerNext(
    @Caller() caller: CurrentUser, @Param({ schema: route.answerNext.params }) { id }: { id: string },
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    return withStatus(response, await this.waiting.answerNext(caller, id));
  }

  @Routed(route.takeOut)
  async takeOut(
    @Caller() caller: CurrentUser, @Param({ schema: route.takeOut.params }) { id }: { id: string },
    @Body({ schema: route.takeOut.body }) body: TakeOutCall, @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    return withStatus(response, await this.waiting.takeOut(caller, id, body));
  }

  @Routed(route.disposition)
  async disposition(
    @Caller() caller: CurrentUser, @Param({ schema: route.disposition.params }) { id }: { id: string },
    @Body({ schema: route.disposition.body }) body: GiveDisposition, @Res({ passthrough: true }) response: Response,
  ): Promise<CallView> {
    const answer = await this.actions.disposition(caller, id, body);
    if (answer !== null) withStatus(response, answer);
    return await this.calls.find(caller, id);
  }
}
