import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { commandAnswer } from '@paceline/contracts/command-answers';
import type { CommandAnswer } from '@paceline/contracts/command-answers';
import { uuidParams } from '@paceline/contracts/common';
import { Allow } from '../auth/allow';
import { Answers } from '../edge/answers';
import { CommandService } from './command.service';

@ApiTags('commands')
@Controller('commands')
export class CommandsController {
  constructor(private readonly commands: CommandService) {}

  @Get(':id')
  @Allow('own:work', 'What became of a command that was answered with 202')
  @Answers(commandAnswer)
  async find(@Param({ schema: uuidParams }) { id }: { id: string }): Promise<CommandAnswer> {
    return await this.commands.find(id);
  }
}
