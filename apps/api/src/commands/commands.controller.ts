import { Controller, Param } from '@nestjs/common';
import type { CommandAnswer } from '@paceline/contracts/command-answers';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { CommandService } from './command.service';

const route = routes.commands;

@Controller()
export class CommandsController {
  constructor(private readonly commands: CommandService) {}

  @Routed(route.find)
  async find(@Caller() caller: CurrentUser, @Param({ schema: route.find.params }) { id }: { id: string }): Promise<CommandAnswer> {
    return await this.commands.find(caller, id);
  }
}
