import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { agent, agentCandidatePage, agentCandidateQuery, agentPage, createAgent, patchAgent } from '@paceline/contracts/agents';
import type { AgentCandidate, AgentCandidateQuery, AgentView, CreateAgent, PatchAgent } from '@paceline/contracts/agents';
import { idParams, pageQuery } from '@paceline/contracts/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import { Allow } from '../auth/allow';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Answers, AnswersNothing } from '../edge/answers';
import { AgentCandidatesService } from './agent-candidates.service';
import { AgentsService } from './agents.service';

@ApiTags('agents')
@Controller('agents')
export class AgentsController {
  constructor(private readonly agents: AgentsService, private readonly candidates: AgentCandidatesService) {}

  @Get()
  @Allow('agents:read', 'All agents and what they do now')
  @Answers(agentPage)
  async page(@Caller() caller: CurrentUser, @Query({ schema: pageQuery }) query: PageQuery): Promise<Page<AgentView>> {
    return await this.agents.page(caller, query);
  }

  @Post()
  @Allow('agents:manage', 'Make an agent of a user: phone and lines')
  @Answers(agent, 201)
  async create(@Caller() caller: CurrentUser, @Body({ schema: createAgent }) body: CreateAgent): Promise<AgentView> {
    return await this.agents.create(caller, body);
  }

  @Get('candidates')
  @Allow('agents:manage', 'Users of whom an agent can be made; `search` finds them by their user name')
  @Answers(agentCandidatePage)
  async candidatesPage(@Caller() caller: CurrentUser, @Query({ schema: agentCandidateQuery }) query: AgentCandidateQuery): Promise<Page<AgentCandidate>> {
    return await this.candidates.page(caller, query);
  }

  @Get(':id')
  @Allow('agents:read', 'One agent')
  @Answers(agent)
  async find(@Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }): Promise<AgentView> {
    return await this.agents.find(caller, id);
  }

  @Patch(':id')
  @Allow('agents:manage', 'Change name, phone or lines')
  @Answers(agent)
  async patch(@Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }, @Body({ schema: patchAgent }) body: PatchAgent): Promise<AgentView> {
    return await this.agents.patch(caller, id, body);
  }

  @Delete(':id')
  @Allow('agents:manage', 'Delete an agent who never took a call')
  @AnswersNothing()
  async remove(@Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }): Promise<void> {
    await this.agents.remove(caller, id);
  }
}
