import { Body, Controller, Param } from '@nestjs/common';
import type { CreateGateway, GatewayKey, GatewayView, PatchGateway } from '@paceline/contracts/gateways';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { GatewaysService } from './gateways.service';

const route = routes.switchGateways;

/** Gateways by their whole name: where there are several switches, each may have one of the same name. */
@Controller()
export class SwitchGatewaysController {
  constructor(private readonly gateways: GatewaysService) {}

  @Routed(route.all)
  async all(@Param({ schema: route.all.params }) { switchId }: { switchId: string }): Promise<{ items: GatewayView[] }> {
    return await this.gateways.all(switchId);
  }

  @Routed(route.create)
  async create(
    @Caller() caller: CurrentUser, @Param({ schema: route.create.params }) { switchId }: { switchId: string }, @Body({ schema: route.create.body }) body: CreateGateway,
  ): Promise<GatewayView> {
    return await this.gateways.create(caller, switchId, body);
  }

  @Routed(route.find)
  async find(@Param({ schema: route.find.params }) key: GatewayKey): Promise<GatewayView> {
    return await this.gateways.find(key);
  }

  @Routed(route.patch)
  async patch(
    @Caller() caller: CurrentUser, @Param({ schema: route.patch.params }) key: GatewayKey, @Body({ schema: route.patch.body }) body: PatchGateway,
  ): Promise<GatewayView> {
    return await this.gateways.patch(caller, key, body);
  }

  @Routed(route.remove)
  async remove(@Caller() caller: CurrentUser, @Param({ schema: route.remove.params }) key: GatewayKey): Promise<void> {
    await this.gateways.remove(caller, key);
  }
}
