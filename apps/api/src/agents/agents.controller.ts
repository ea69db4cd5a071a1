import { Body, Controller, Param, Query } from '@nestjs/common';
import type { AgentCandidate, AgentCandidateQuery, AgentRingQuery, AgentRingsView, AgentView, CreateAgent, PatchAgent } from '@paceline/contracts/agents';
import type { Page, PageQuery } from '@paceline/contracts/common';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { AgentCandidatesService } from './agent-candidates.service';
import { AgentRingsService } from './agent-rings.service';
import { AgentsService } from './agents.service';

const route = routes.agents;

@Controller()
export class AgentsController {
  constructor(private readonly agents: AgentsService, private readonly candidates: AgentCandidatesService, private readonly phones: AgentRingsService) {}

  @Routed(route.page)
  async page(@Caller() caller: CurrentUser, @Query({ schema: route.page.query }) query: PageQuery): Promise<Page<AgentView>> {
    return await this.agents.page(caller, query);
  }

  @Routed(route.create)
  async create(@Caller() caller: CurrentUser, @Body({ schema: route.create.body }) body: CreateAgent): Promise<AgentView> {
    return await this.agents.create(caller, body);
  }

  @Routed(route.candidatesPage)
  async candidatesPage(
    @Caller() caller: CurrentUser, @Query({ schema: route.candidatesPage.query }) query: AgentCandidateQuery,
  ): Promise<Page<AgentCandidate>> {
    return await this.candidates.page(caller, query);
  }

  @Routed(route.rings)
  async rings(@Caller() caller: CurrentUser, @Query({ schema: route.rings.query }) query: AgentRingQuery): Promise<Page<AgentRingsView>> {
    return await this.phones.page(caller, query);
  }

  @Routed(route.find)
  async find(@Caller() caller: CurrentUser, @Param({ schema: route.find.params }) { id }: { id: string }): Promise<AgentView> {
    return await this.agents.find(caller, id);
  }

  @Routed(route.patch)
  async patch(
    @Caller() caller: CurrentUser, @Param({ schema: route.patch.params }) { id }: { id: string },
    @Body({ schema: route.patch.body }) body: PatchAgent,
  ): Promise<AgentView> {
    return await this.agents.patch(caller, id, body);
  }

  @Routed(route.remove)
  async remove(@Caller() caller: CurrentUser, @Param({ schema: route.remove.params }) { id }: { id: string }): Promise<void> {
    await this.agents.remove(caller, id);
  }
}
