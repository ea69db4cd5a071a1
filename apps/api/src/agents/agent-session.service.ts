import { Injectable } from '@nestjs/common';
import type { AgentSession, ChooseStatus, ShownCall, SignIn } from '@paceline/contracts/agents';
import type { CommandAnswer } from '@paceline/contracts/command-answers';
import type { AgentStatus } from '@paceline/domain/agent/agent-state';
import { ClientAgentLines, ClientAgents, ClientCalls, ClientContacts, dialingStop, type Agent, type Call } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import type { Environment } from '@paceline/platform/environment';
import { PacelineError } from '@paceline/platform/errors';
import { DataSource, type EntityManager } from 'typeorm';
import type { CurrentUser } from '../auth/current-user';
import { toCallView } from '../calls/call-views';
import { CommandService } from '../commands/command.service';
import { toContactView } from '../contacts/contact-views';
import { AgentPools } from '../infrastructure/agent-pools';
import { InjectEnvironment } from '../infrastructure/tokens';
import { serveLines } from './agent-lines';
import { toAgentView } from './agent-views';
import { assignedTo } from './assigned';

/** The working session of the agent who asks: what they chose is committed, what follows is the owner's to do. */
@Injectable()
export class AgentSessionService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly pools: AgentPools,
    private readonly commands: CommandService,
    private readonly clock: Clock,
    @InjectEnvironment() private readonly environment: Environment,
  ) {}

  async session(caller: CurrentUser): Promise<AgentSession> {
    const agent = await this.agentOf(caller);
    const calls = new ClientCalls(this.dataSource, caller);
    const live = await this.pools.find(agent.switchId, agent.id);
    // The pool knows of a promised call first; without it the row of a call that is not settled tells.
    const call = live?.callId ? await calls.find(live.callId) : await calls.unsettledOf(agent.id);
    const assigned = await assignedTo(this.dataSource, caller, [agent.id]);
    const stop = await dialingStop(this.dataSource);
    const contact = call?.contactId ? await new ClientContacts(this.dataSource, caller).find(call.contactId) : null;
    return {
      agent: toAgentView(agent, assigned(agent.id), live),
      call: call === null ? null : toCallView(call), contact: contact && toContactView(contact),
      dialingStop: stop && { reason: stop.reason, at: stop.at.toISOString() },
      wrapUpUntil: wrapUpUntil(live?.state === 'wrap-up' ? live.dueAtMs : null, call),
      previewUntil: call?.state === 'planned' ? new Date(call.plannedAt.getTime() + this.environment.PREVIEW_MS).toISOString() : null,
    };
  }

  /** Signing in again is no error: a browser that was closed finds its session again. */
  async signIn(caller: CurrentUser, { lines, status, reason }: SignIn): Promise<CommandAnswer> {
    const agent = await this.agentOf(caller);
    return await this.commands.ask({
      client: caller, kind: 'agent-sign-in', switchId: agent.switchId, payload: { agentId: agent.id, status, reason, byUserId: caller.id },
      change: async (manager) => {
        await this.choose(manager, agent, status, reason); // locks the agent's row, as whoever assigns lines does
        await serveLines(new ClientAgentLines(manager, caller), agent.id, lines);
      },
    });
  }

  async signOut(caller: CurrentUser): Promise<CommandAnswer> {
    const agent = await this.agentOf(caller);
    return await this.commands.ask({
      client: caller, kind: 'agent-sign-out', switchId: agent.switchId, payload: { agentId: agent.id, byUserId: caller.id },
      change: (manager) => this.choose(manager, agent, 'offline', null),
    });
  }

  /** By somebody else, who does not wait for it. */
  async signOutAgent(agent: Agent, byUserId: string): Promise<void> {
    await this.commands.tell({
      client: agent, kind: 'agent-sign-out', switchId: agent.switchId, payload: { agentId: agent.id, byUserId },
      change: (manager) => this.choose(manager, agent, 'offline', null),
    });
  }

  async chooseStatus(caller: CurrentUser, { status, reason }: ChooseStatus): Promise<CommandAnswer> {
    const agent = await this.agentOf(caller);
    return await this.commands.ask({
      client: caller, kind: 'agent-status', switchId: agent.switchId, payload: { agentId: agent.id, status, reason, byUserId: caller.id },
      change: async (manager) => {
        const present = await new ClientAgents(manager, caller).lock(agent.id);
        if (present?.status === 'offline') throw new PacelineError('agent-not-signed-in', 'sign-in-first');
        await this.choose(manager, agent, status, reason);
      },
    });
  }

  /** Ends the wrap-up. */
  async ready(caller: CurrentUser): Promise<CommandAnswer> {
    const agent = await this.agentOf(caller);
    if (agent.status === 'offline') throw new PacelineError('agent-not-signed-in', 'sign-in-first');
    return await this.commands.ask({ client: caller, kind: 'agent-ready', switchId: agent.switchId, payload: { agentId: agent.id, byUserId: caller.id } });
  }

  /** Whether the contact is still shown to this agent its owner knows. */
  async preview(caller: CurrentUser, kind: 'preview-dial' | 'preview-skip', { callId }: ShownCall): Promise<CommandAnswer> {
    const agent = await this.agentOf(caller);
    return await this.commands.ask({ client: caller, kind, switchId: agent.switchId, payload: { agentId: agent.id, callId, byUserId: caller.id } });
  }

  private async agentOf(caller: CurrentUser): Promise<Agent> {
    const agent = await new ClientAgents(this.dataSource, caller).ofUser(caller.id);
    if (agent === null) throw new PacelineError('not-found', 'takes-no-calls', { username: caller.username });
    return agent;
  }

  private async choose(manager: EntityManager, agent: Agent, status: AgentStatus, reason: string | null): Promise<void> {
    await new ClientAgents(manager, agent).choose(agent.id, status, reason, new Date(this.clock.nowMs()));
  }
}

function wrapUpUntil(dueAtMs: number | null, call: Call | null): string | null {
  if (dueAtMs !== null) return new Date(dueAtMs).toISOString();
  return call?.endedAt === null ? null : call?.wrapUpUntil?.toISOString() ?? null;
}
