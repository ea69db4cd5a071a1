import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { dialing, stopDialing } from '@paceline/contracts/dialing';
import type { DialingView, StopDialing } from '@paceline/contracts/dialing';
import { Allow } from '../auth/allow';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Answers } from '../edge/answers';
import { DialingService } from './dialing.service';

@ApiTags('dialing')
@Controller('dialing')
export class DialingController {
  constructor(private readonly dialing: DialingService) {}

  @Get()
  @Allow('dialing:read', 'Whether all dialing is stopped, by whom, when and why')
  @Answers(dialing)
  async state(): Promise<DialingView> {
    return await this.dialing.state();
  }

  @Post('stop')
  @Allow('dialing:stop', 'Stop all dialing at once: no campaign, no agent\'s phone; calls that are up go on')
  @Answers(dialing)
  async stop(@Caller() caller: CurrentUser, @Body({ schema: stopDialing }) body: StopDialing): Promise<DialingView> {
    return await this.dialing.stop(caller, body);
  }

  @Post('resume')
  @Allow('dialing:stop', 'Allow dialing again')
  @Answers(dialing)
  async resume(@Caller() caller: CurrentUser): Promise<DialingView> {
    return await this.dialing.resume(caller);
  }
}
