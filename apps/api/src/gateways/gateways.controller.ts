import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { createGateway, gateway, gatewayList, gatewayParams, patchGateway } from '@paceline/contracts/gateways';
import type { CreateGateway, GatewayKey, GatewayView, PatchGateway } from '@paceline/contracts/gateways';
import type { Environment } from '@paceline/platform/environment';
import { Allow } from '../auth/allow';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Answers, AnswersNothing } from '../edge/answers';
import { InjectEnvironment } from '../infrastructure/tokens';
import { GatewaysService } from './gateways.service';

/** By the name alone a gateway is the one of the switch that this API is set up for (`SWITCH_ID`). */
@ApiTags('gateways')
@Controller('gateways')
export class GatewaysController {
  constructor(private readonly gateways: GatewaysService, @InjectEnvironment() private readonly environment: Environment) {}

  @Get()
  @Allow('gateways:read', 'All gateways of all switches, and their limits')
  @Answers(gatewayList)
  async all(): Promise<{ items: GatewayView[] }> {
    return await this.gateways.all();
  }

  @Post()
  @Allow('gateways:manage', 'Make a gateway of the switch known, with its limits')
  @Answers(gateway, 201)
  async create(@Caller() caller: CurrentUser, @Body({ schema: createGateway }) body: CreateGateway): Promise<GatewayView> {
    return await this.gateways.create(caller, this.environment.SWITCH_ID, body);
  }

  @Get(':name')
  @Allow('gateways:read', 'One gateway')
  @Answers(gateway)
  async find(@Param({ schema: gatewayParams }) { name }: { name: string }): Promise<GatewayView> {
    return await this.gateways.find(this.own(name));
  }

  @Patch(':name')
  @Allow('gateways:manage', 'Change the limits, disable or enable')
  @Answers(gateway)
  async patch(
    @Caller() caller: CurrentUser, @Param({ schema: gatewayParams }) { name }: { name: string }, @Body({ schema: patchGateway }) body: PatchGateway,
  ): Promise<GatewayView> {
    return await this.gateways.patch(caller, this.own(name), body);
  }

  @Delete(':name')
  @Allow('gateways:manage', 'Forget a gateway that nothing uses')
  @AnswersNothing()
  async remove(@Caller() caller: CurrentUser, @Param({ schema: gatewayParams }) { name }: { name: string }): Promise<void> {
    await this.gateways.remove(caller, this.own(name));
  }

  private own(name: string): GatewayKey {
    return { switchId: this.environment.SWITCH_ID, name };
  }
}
