import { Body, Controller, Get, Param, Post, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { call, callDetail, callFileQuery, callPage, callQuery, giveDisposition } from '@paceline/contracts/calls';
import type { CallDetail, CallFileQuery, CallQuery, CallView, GiveDisposition } from '@paceline/contracts/calls';
import { commandAnswer } from '@paceline/contracts/command-answers';
import type { CommandAnswer } from '@paceline/contracts/command-answers';
import { uuidParams } from '@paceline/contracts/common';
import type { Page } from '@paceline/contracts/common';
import type { Response } from 'express';
import { Allow } from '../auth/allow';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Answers, AnswersCommand, AnswersCsv, withStatus } from '../edge/answers';
import { CallActionsService } from './call-actions.service';
import { CallsService } from './calls.service';

@ApiTags('calls')
@Controller()
export class CallsController {
  constructor(private readonly calls: CallsService, private readonly actions: CallActionsService) {}

  @Get('calls')
  @Allow('own:calls', 'Calls, the newest first; agents see their own')
  @Answers(callPage)
  async page(@Caller() caller: CurrentUser, @Query({ schema: callQuery }) query: CallQuery): Promise<Page<CallView>> {
    return await this.calls.page(caller, query);
  }

  @Get('calls.csv')
  @Allow('own:calls', 'The same as a file, all of them')
  @AnswersCsv()
  async file(@Caller() caller: CurrentUser, @Query({ schema: callFileQuery }) query: CallFileQuery): Promise<StreamableFile> {
    return await this.calls.file(caller, query);
  }

  @Get('calls/:id')
  @Allow('own:calls', 'A call with what happened to it and its recordings')
  @Answers(callDetail)
  async find(@Caller() caller: CurrentUser, @Param({ schema: uuidParams }) { id }: { id: string }): Promise<CallDetail> {
    return await this.calls.find(caller, id);
  }

  @Post('calls/:id/hangup')
  @Allow('own:work', 'End a call: an agent their own, supervisors any')
  @AnswersCommand(commandAnswer)
  async hangup(@Caller() caller: CurrentUser, @Param({ schema: uuidParams }) { id }: { id: string }, @Res({ passthrough: true }) response: Response): Promise<CommandAnswer> {
    return withStatus(response, await this.actions.hangup(caller, id));
  }

  @Post('calls/:id/disposition')
  @Allow('own:work', 'Say what came of a call: an agent of their own, supervisors of any. Replaces one that the system gave')
  @AnswersCommand(call)
  async disposition(
    @Caller() caller: CurrentUser, @Param({ schema: uuidParams }) { id }: { id: string },
    @Body({ schema: giveDisposition }) body: GiveDisposition, @Res({ passthrough: true }) response: Response,
  ): Promise<CallView> {
    const answer = await this.actions.disposition(caller, id, body);
    if (answer !== null) withStatus(response, answer);
    return await this.calls.find(caller, id);
  }
}
