import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { agentSession, chooseStatus, shownCall, signIn } from '@paceline/contracts/agents';
import type { AgentSession, ChooseStatus, ShownCall, SignIn } from '@paceline/contracts/agents';
import { commandAnswer } from '@paceline/contracts/command-answers';
import type { CommandAnswer } from '@paceline/contracts/command-answers';
import type { Response } from 'express';
import { Allow } from '../auth/allow';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Answers, AnswersCommand, withStatus } from '../edge/answers';
import { AgentSessionService } from './agent-session.service';

@ApiTags('agent (my own session)')
@Controller('agent')
export class AgentSessionController {
  constructor(private readonly sessions: AgentSessionService) {}

  @Get()
  @Allow('own:work', 'My status, my call, who is on it, how long the wrap-up lasts')
  @Answers(agentSession)
  async session(@Caller() caller: CurrentUser): Promise<AgentSession> {
    return await this.sessions.session(caller);
  }

  @Post('sign-in')
  @Allow('own:work', 'Sign in: a connected phone is called now')
  @AnswersCommand(commandAnswer)
  async signIn(@Caller() caller: CurrentUser, @Body({ schema: signIn }) body: SignIn, @Res({ passthrough: true }) response: Response): Promise<CommandAnswer> {
    return withStatus(response, await this.sessions.signIn(caller, body));
  }

  @Post('sign-out')
  @Allow('own:work', 'Sign out; a call that is up is finished first')
  @AnswersCommand(commandAnswer)
  async signOut(@Caller() caller: CurrentUser, @Res({ passthrough: true }) response: Response): Promise<CommandAnswer> {
    return withStatus(response, await this.sessions.signOut(caller));
  }

  @Post('status')
  @Allow('own:work', 'Become available, or take a break')
  @AnswersCommand(commandAnswer)
  async status(@Caller() caller: CurrentUser, @Body({ schema: chooseStatus }) body: ChooseStatus, @Res({ passthrough: true }) response: Response): Promise<CommandAnswer> {
    return withStatus(response, await this.sessions.chooseStatus(caller, body));
  }

  @Post('ready')
  @Allow('own:work', 'End the wrap-up')
  @AnswersCommand(commandAnswer)
  async ready(@Caller() caller: CurrentUser, @Res({ passthrough: true }) response: Response): Promise<CommandAnswer> {
    return withStatus(response, await this.sessions.ready(caller));
  }

  @Post('preview/dial')
  @Allow('own:work', 'Preview: call the contact that I am shown')
  @AnswersCommand(commandAnswer)
  async dial(@Caller() caller: CurrentUser, @Body({ schema: shownCall }) body: ShownCall, @Res({ passthrough: true }) response: Response): Promise<CommandAnswer> {
    return withStatus(response, await this.sessions.preview(caller, 'preview-dial', body));
  }

  @Post('preview/skip')
  @Allow('own:work', 'Preview: pass this contact over; it comes again after ten minutes, to whoever is idle then')
  @AnswersCommand(commandAnswer)
  async skip(@Caller() caller: CurrentUser, @Body({ schema: shownCall }) body: ShownCall, @Res({ passthrough: true }) response: Response): Promise<CommandAnswer> {
    return withStatus(response, await this.sessions.preview(caller, 'preview-skip', body));
  }
}
