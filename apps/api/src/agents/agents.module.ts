import { Module } from '@nestjs/common';
import { AgentSessionController } from './agent-session.controller';
import { AgentSessionService } from './agent-session.service';
import { AgentsController } from './agents.controller';
import { AgentsService } from './agents.service';

@Module({ controllers: [AgentsController, AgentSessionController], providers: [AgentsService, AgentSessionService], exports: [AgentSessionService] })
export class AgentsModule {}
