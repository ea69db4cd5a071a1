import { Controller, Res } from '@nestjs/common';
import type { Ready } from '@paceline/contracts/health';
import { routes } from '@paceline/contracts/routes';
import type { Response } from 'express';
import { Routed } from '../edge/routed';
import { HealthService } from './health.service';

const route = routes.health;

/** For the supervisor of the process and a load balancer; what Prometheus reads has a port of its own. */
@Controller()
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Routed(route.live)
  live(): { status: 'up' } {
    return { status: 'up' };
  }

  @Routed(route.ready)
  async ready(@Res({ passthrough: true }) response: Response): Promise<Ready> {
    const state = await this.health.ready();
    response.status(state.status === 'up' ? 200 : 503);
    return state;
  }
}
