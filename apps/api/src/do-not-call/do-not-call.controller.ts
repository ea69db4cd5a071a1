import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { pageQuery } from '@paceline/contracts/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import { addDoNotCall, addDoNotCallAnswer, declineDoNotCall, doNotCallOfferPage, doNotCallPage, doNotCallParams, doNotCallQuery, removeDoNotCallQuery } from '@paceline/contracts/do-not-call';
import type { AddDoNotCall, DeclineDoNotCall, DoNotCallOfferView, DoNotCallQuery, DoNotCallView, RemoveDoNotCallQuery } from '@paceline/contracts/do-not-call';
import { Allow } from '../auth/allow';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Answers, AnswersNothing } from '../edge/answers';
import { DoNotCallOffersService } from './do-not-call-offers.service';
import { DoNotCallService } from './do-not-call.service';

@ApiTags('do-not-call')
@Controller('do-not-call')
export class DoNotCallController {
  constructor(private readonly doNotCall: DoNotCallService, private readonly offered: DoNotCallOffersService) {}

  @Get()
  @Allow('do-not-call:read', 'Numbers that must not be called; `phone` asks for one')
  @Answers(doNotCallPage)
  async page(@Caller() caller: CurrentUser, @Query({ schema: doNotCallQuery }) query: DoNotCallQuery): Promise<Page<DoNotCallView>> {
    return await this.doNotCall.page(caller, query);
  }

  @Post()
  @Allow('do-not-call:manage', 'Put numbers on the list')
  @Answers(addDoNotCallAnswer)
  async add(@Caller() caller: CurrentUser, @Body({ schema: addDoNotCall }) body: AddDoNotCall): Promise<{ added: number; present: number }> {
    return await this.doNotCall.add(caller, body);
  }

  @Get('offers')
  @Allow('do-not-call:read', 'Numbers whose people had the network say that our calls are not wanted (SIP 607), and that wait for a decision: until then they are not dialed')
  @Answers(doNotCallOfferPage)
  async offers(@Caller() caller: CurrentUser, @Query({ schema: pageQuery }) query: PageQuery): Promise<Page<DoNotCallOfferView>> {
    return await this.offered.page(caller, query);
  }

  @Post('offers/:phone/accept')
  @Allow('do-not-call:manage', 'Put a number that is offered on the list, as said by the person on a call')
  @AnswersNothing()
  async accept(@Caller() caller: CurrentUser, @Param({ schema: doNotCallParams }) { phone }: { phone: string }): Promise<void> {
    await this.offered.accept(caller, phone);
  }

  @Post('offers/:phone/decline')
  @Allow('do-not-call:overrule', 'Say, with a reason, that a number that is offered may be called nevertheless')
  @AnswersNothing()
  async decline(
    @Caller() caller: CurrentUser, @Param({ schema: doNotCallParams }) { phone }: { phone: string }, @Body({ schema: declineDoNotCall }) { reason }: DeclineDoNotCall,
  ): Promise<void> {
    await this.offered.decline(caller, phone, reason);
  }

  @Delete(':phone')
  @Allow('do-not-call:manage', 'Take a number off the list, and say why; one whose person said no on a call only an administrator')
  @AnswersNothing()
  async remove(
    @Caller() caller: CurrentUser, @Param({ schema: doNotCallParams }) { phone }: { phone: string },
    @Query({ schema: removeDoNotCallQuery }) { reason }: RemoveDoNotCallQuery,
  ): Promise<void> {
    await this.doNotCall.remove(caller, phone, reason);
  }
}
