import { Module } from '@nestjs/common';
import { AgentsModule } from '../agents/agents.module';
import { AuthModule } from '../auth/auth.module';
import { UsersController } from './users.controller';
import { UsersService } from './users.service';

@Module({ imports: [AgentsModule, AuthModule], controllers: [UsersController], providers: [UsersService] })
export class UsersModule {}
