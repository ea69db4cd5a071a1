import { Global, Module } from '@nestjs/common';
import { CommandService } from './command.service';
import { CommandsController } from './commands.controller';

/** Global: whatever touches a switch goes through it. */
@Global()
@Module({ controllers: [CommandsController], providers: [CommandService], exports: [CommandService] })
export class CommandsModule {}
