import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Page } from '@paceline/contracts/common';
import { addDoNotCall, addDoNotCallAnswer, doNotCallPage, doNotCallParams, doNotCallQuery, removeDoNotCall } from '@paceline/contracts/do-not-call';
import type { AddDoNotCall, DoNotCallQuery, DoNotCallView, RemoveDoNotCall } from '@paceline/contracts/do-not-call';
import { Allow } from '../auth/allow';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Answers, AnswersNothing } from '../edge/answers';
import { DoNotCallService } from './do-not-call.service';

@ApiTags('do-not-call')
@Controller('do-not-call')
export class DoNotCallController {
  constructor(private readonly doNotCall: DoNotCallService) {}

  @Get()
  @Allow('do-not-call:read', 'Numbers that must not be called; `phone` asks for one')
  @Answers(doNotCallPage)
  async page(@Query({ schema: doNotCallQuery }) query: DoNotCallQuery): Promise<Page<DoNotCallView>> {
    return await this.doNotCall.page(query);
  }

  @Post()
  @Allow('do-not-call:manage', 'Put numbers on the list')
  @Answers(addDoNotCallAnswer)
  async add(@Caller() caller: CurrentUser, @Body({ schema: addDoNotCall }) body: AddDoNotCall): Promise<{ added: number; present: number }> {
    return await this.doNotCall.add(caller, body);
  }

  @Delete(':phone')
  @Allow('do-not-call:manage', 'Take a number off the list, and say why; one whose person said no on a call only an administrator')
  @AnswersNothing()
  async remove(
    @Caller() caller: CurrentUser, @Param({ schema: doNotCallParams }) { phone }: { phone: string },
    @Query({ schema: removeDoNotCall }) { reason }: RemoveDoNotCall,
  ): Promise<void> {
    await this.doNotCall.remove(caller, phone, reason);
  }
}
