import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { switchParams } from '@paceline/contracts/call-records';
import { createGateway, gateway, gatewayList, patchGateway, switchGatewayParams } from '@paceline/contracts/gateways';
import type { CreateGateway, GatewayKey, GatewayView, PatchGateway } from '@paceline/contracts/gateways';
import { Allow } from '../auth/allow';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Answers, AnswersNothing } from '../edge/answers';
import { GatewaysService } from './gateways.service';

/** Gateways by their whole name: where there are several switches, each may have one of the same name. */
@ApiTags('gateways')
@Controller('switches/:switchId/gateways')
export class SwitchGatewaysController {
  constructor(private readonly gateways: GatewaysService) {}

  @Get()
  @Allow('gateways:read', 'The gateways of one switch')
  @Answers(gatewayList)
  async all(@Param({ schema: switchParams }) { switchId }: { switchId: string }): Promise<{ items: GatewayView[] }> {
    return await this.gateways.all(switchId);
  }

  @Post()
  @Allow('gateways:manage', 'Make a gateway of this switch known, with its limits')
  @Answers(gateway, 201)
  async create(
    @Caller() caller: CurrentUser, @Param({ schema: switchParams }) { switchId }: { switchId: string }, @Body({ schema: createGateway }) body: CreateGateway,
  ): Promise<GatewayView> {
    return await this.gateways.create(caller, switchId, body);
  }

  @Get(':name')
  @Allow('gateways:read', 'One gateway of this switch')
  @Answers(gateway)
  async find(@Param({ schema: switchGatewayParams }) key: GatewayKey): Promise<GatewayView> {
    return await this.gateways.find(key);
  }

  @Patch(':name')
  @Allow('gateways:manage', 'Change the limits, disable or enable')
  @Answers(gateway)
  async patch(
    @Caller() caller: CurrentUser, @Param({ schema: switchGatewayParams }) key: GatewayKey, @Body({ schema: patchGateway }) body: PatchGateway,
  ): Promise<GatewayView> {
    return await this.gateways.patch(caller, key, body);
  }

  @Delete(':name')
  @Allow('gateways:manage', 'Forget a gateway that nothing uses')
  @AnswersNothing()
  async remove(@Caller() caller: CurrentUser, @Param({ schema: switchGatewayParams }) key: GatewayKey): Promise<void> {
    await this.gateways.remove(caller, key);
  }
}
