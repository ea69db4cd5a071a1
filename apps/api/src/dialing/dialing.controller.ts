import { Body, Controller } from '@nestjs/common';
import type { DialingView, StopDialing } from '@paceline/contracts/dialing';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { DialingService } from './dialing.service';

const route = routes.dialing;

@Controller()
export class DialingController {
  constructor(private readonly dialing: DialingService) {}

  @Routed(route.state)
  async state(): Promise<DialingView> {
    return await this.dialing.state();
  }

  @Routed(route.stop)
  async stop(@Caller() caller: CurrentUser, @Body({ schema: route.stop.body }) body: StopDialing): Promise<DialingView> {
    return await this.dialing.stop(caller, body);
  }

  @Routed(route.resume)
  async resume(@Caller() caller: CurrentUser): Promise<DialingView> {
    return await this.dialing.resume(caller);
  }
}
