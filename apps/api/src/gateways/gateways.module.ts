import { Module } from '@nestjs/common';
import { GatewaysController } from './gateways.controller';
import { SwitchGatewaysController } from './switch-gateways.controller';
import { GatewaysService } from './gateways.service';

@Module({ controllers: [GatewaysController, SwitchGatewaysController], providers: [GatewaysService] })
export class GatewaysModule {}
