import { Body, Controller, Res } from '@nestjs/common';
import type { AgentSession, ChooseStatus, ShownCall, SignIn } from '@paceline/contracts/agents';
import type { CommandAnswer } from '@paceline/contracts/command-answers';
import { routes } from '@paceline/contracts/routes';
import type { Response } from 'express';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { withStatus } from '../edge/with-status';
import { Routed } from '../edge/routed';
import { AgentSessionService } from './agent-session.service';

const route = routes.agentSession;

@Controller()
export class AgentSessionController {
  constructor(private readonly sessions: AgentSessionService) {}

  @Routed(route.session)
  async session(@Caller() caller: CurrentUser): Promise<AgentSession> {
    return await this.sessions.session(caller);
  }

  @Routed(route.signIn)
  async signIn(
    @Caller() caller: CurrentUser, @Body({ schema: route.signIn.body }) body: SignIn, @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    return withStatus(response, await this.sessions.signIn(caller, body));
  }

  @Routed(route.signOut)
  async signOut(@Caller() caller: CurrentUser, @Res({ passthrough: true }) response: Response): Promise<CommandAnswer> {
    return withStatus(response, await this.sessions.signOut(caller));
  }

  @Routed(route.status)
  async status(
    @Caller() caller: CurrentUser, @Body({ schema: route.status.body }) body: ChooseStatus, @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    return withStatus(response, await this.sessions.chooseStatus(caller, body));
  }

  @Routed(route.ready)
  async ready(@Caller() caller: CurrentUser, @Res({ passthrough: true }) response: Response): Promise<CommandAnswer> {
    return withStatus(response, await this.sessions.ready(caller));
  }

  @Routed(route.dial)
  async dial(
    @Caller() caller: CurrentUser, @Body({ schema: route.dial.body }) body: ShownCall, @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    return withStatus(response, await this.sessions.preview(caller, 'preview-dial', body));
  }

  @Routed(route.skip)
  async skip(
    @Caller() caller: CurrentUser, @Body({ schema: route.skip.body }) body: ShownCall, @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    return withStatus(response, await this.sessions.preview(caller, 'preview-skip', body));
  }
}
