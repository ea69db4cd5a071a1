import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Page } from '@paceline/contracts/common';
import { addDoNotCall, addDoNotCallAnswer, doNotCallPage, doNotCallParams, doNotCallQuery } from '@paceline/contracts/do-not-call';
import type { AddDoNotCall, DoNotCallQuery, DoNotCallView } from '@paceline/contracts/do-not-call';
import { Allow } from '../auth/allow';
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
  async add(@Body({ schema: addDoNotCall }) body: AddDoNotCall): Promise<{ added: number; present: number }> {
    return await this.doNotCall.add(body);
  }

  @Delete(':phone')
  @Allow('do-not-call:manage', 'Take a number off the list')
  @AnswersNothing()
  async remove(@Param({ schema: doNotCallParams }) { phone }: { phone: string }): Promise<void> {
    await this.doNotCall.remove(phone);
  }
}
