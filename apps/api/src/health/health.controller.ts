import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { live, ready } from '@paceline/contracts/health';
import type { Ready } from '@paceline/contracts/health';
import type { Response } from 'express';
import { Public } from '../auth/allow';
import { Answers } from '../edge/answers';
import { HealthService } from './health.service';

/** For the supervisor of the process and a load balancer; what Prometheus reads has a port of its own. */
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Get('health/live')
  @Public('The process answers')
  @Answers(live)
  live(): { status: 'up' } {
    return { status: 'up' };
  }

  @Get('health/ready')
  @Public('Database and Redis answer')
  @Answers(ready)
  async ready(@Res({ passthrough: true }) response: Response): Promise<Ready> {
    const state = await this.health.ready();
    response.status(state.status === 'up' ? 200 : 503);
    return state;
  }
}
