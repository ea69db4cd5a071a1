import { Body, Controller, Param } from '@nestjs/common';
import type { CreateGateway, GatewayKey, GatewayView, PatchGateway } from '@paceline/contracts/gateways';
import { routes } from '@paceline/contracts/routes';
import type { Environment } from '@paceline/platform/environment';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { InjectEnvironment } from '../infrastructure/tokens';
import { GatewaysService } from './gateways.service';

const route = routes.gateways;

/** By the name alone a gateway is the one of the switch that this API is set up for (`SWITCH_ID`). */
@Controller()
export class GatewaysController {
  constructor(private readonly gateways: GatewaysService, @InjectEnvironment() private readonly environment: Environment) {}

  @Routed(route.all)
  async all(): Promise<{ items: GatewayView[] }> {
    return await this.gateways.all();
  }

  @Routed(route.create)
  async create(@Caller() caller: CurrentUser, @Body({ schema: route.create.body }) body: CreateGateway): Promise<GatewayView> {
    return await this.gateways.create(caller, this.environment.SWITCH_ID, body);
  }

  @Routed(route.find)
  async find(@Param({ schema: route.find.params }) { name }: { name: string }): Promise<GatewayView> {
    return await this.gateways.find(this.own(name));
  }

  @Routed(route.patch)
  async patch(
    @Caller() caller: CurrentUser, @Param({ schema: route.patch.params }) { name }: { name: string }, @Body({ schema: route.patch.body }) body: PatchGateway,
  ): Promise<GatewayView> {
    return await this.gateways.patch(caller, this.own(name), body);
  }

  @Routed(route.remove)
  async remove(@Caller() caller: CurrentUser, @Param({ schema: route.remove.params }) { name }: { name: string }): Promise<void> {
    await this.gateways.remove(caller, this.own(name));
  }

  private own(name: string): GatewayKey {
    return { switchId: this.environment.SWITCH_ID, name };
  }
}
