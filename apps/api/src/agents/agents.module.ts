import { Module } from '@nestjs/common';
import { AgentCandidatesService } from './agent-candidates.service';
import { AgentRingsService } from './agent-rings.service';
import { AgentSessionController } from './agent-session.controller';
import { AgentSessionService } from './agent-session.service';
import { AgentsController } from './agents.controller';
import { AgentsService } from './agents.service';

@Module({
  controllers: [AgentsController, AgentSessionController], providers: [AgentsService, AgentCandidatesService, AgentRingsService, AgentSessionService],
  exports: [AgentSessionService],
})
export class AgentsModule {}
