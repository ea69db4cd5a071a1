import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { commandAnswer } from '@paceline/contracts/command-answers';
import type { CommandAnswer } from '@paceline/contracts/command-answers';
import { uuidParams } from '@paceline/contracts/common';
import { Allow } from '../auth/allow';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Answers } from '../edge/answers';
import { CommandService } from './command.service';

@ApiTags('commands')
@Controller('commands')
export class CommandsController {
  constructor(private readonly commands: CommandService) {}

  @Get(':id')
  @Allow('own:work', 'What became of a command of mine that was answered with 202; supervisors see everybody\'s')
  @Answers(commandAnswer)
  async find(@Caller() caller: CurrentUser, @Param({ schema: uuidParams }) { id }: { id: string }): Promise<CommandAnswer> {
    return await this.commands.find(caller, id);
  }
}
