import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { createGateway, gateway, gatewayList, gatewayParams, patchGateway } from '@paceline/contracts/gateways';
import type { CreateGateway, GatewayView, PatchGateway } from '@paceline/contracts/gateways';
import { Allow } from '../auth/allow';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Answers, AnswersNothing } from '../edge/answers';
import { GatewaysService } from './gateways.service';

@ApiTags('gateways')
@Controller('gateways')
export class GatewaysController {
  constructor(private readonly gateways: GatewaysService) {}

  @Get()
  @Allow('gateways:read', 'All gateways and their limits')
  @Answers(gatewayList)
  async all(): Promise<{ items: GatewayView[] }> {
    return await this.gateways.all();
  }

  @Post()
  @Allow('gateways:manage', 'Make a gateway of the switch known, with its limits')
  @Answers(gateway, 201)
  async create(@Caller() caller: CurrentUser, @Body({ schema: createGateway }) body: CreateGateway): Promise<GatewayView> {
    return await this.gateways.create(caller, body);
  }

  @Get(':name')
  @Allow('gateways:read', 'One gateway')
  @Answers(gateway)
  async find(@Param({ schema: gatewayParams }) { name }: { name: string }): Promise<GatewayView> {
    return await this.gateways.find(name);
  }

  @Patch(':name')
  @Allow('gateways:manage', 'Change the limits, disable or enable')
  @Answers(gateway)
  async patch(
    @Caller() caller: CurrentUser, @Param({ schema: gatewayParams }) { name }: { name: string }, @Body({ schema: patchGateway }) body: PatchGateway,
  ): Promise<GatewayView> {
    return await this.gateways.patch(caller, name, body);
  }

  @Delete(':name')
  @Allow('gateways:manage', 'Forget a gateway that nothing uses')
  @AnswersNothing()
  async remove(@Caller() caller: CurrentUser, @Param({ schema: gatewayParams }) { name }: { name: string }): Promise<void> {
    await this.gateways.remove(caller, name);
  }
}
