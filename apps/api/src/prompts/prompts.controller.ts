import { Body, Controller, Param, Query, Req, StreamableFile } from '@nestjs/common';
import type { PromptListQuery, PromptQuery, PromptView, SpokenPromptBody } from '@paceline/contracts/prompts';
import { routes } from '@paceline/contracts/routes';
import type { Request } from 'express';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { PromptsService } from './prompts.service';

const route = routes.prompts;

@Controller()
export class PromptsController {
  constructor(private readonly prompts: PromptsService) {}

  @Routed(route.all)
  async all(@Caller() caller: CurrentUser, @Query({ schema: route.all.query }) query: PromptListQuery): Promise<{ items: PromptView[] }> {
    return await this.prompts.all(caller, query);
  }

  @Routed(route.upload)
  async upload(@Caller() caller: CurrentUser, @Query({ schema: route.upload.query }) query: PromptQuery, @Req() request: Request): Promise<PromptView> {
    return await this.prompts.receive(caller, request, query);
  }

  @Routed(route.speak)
  async speak(
    @Caller() caller: CurrentUser, @Query({ schema: route.speak.query }) query: PromptQuery, @Body({ schema: route.speak.body }) body: SpokenPromptBody,
  ): Promise<PromptView> {
    return await this.prompts.speak(caller, body, query);
  }

  @Routed(route.audio)
  async audio(@Caller() caller: CurrentUser, @Param({ schema: route.audio.params }) { name }: { name: string }): Promise<StreamableFile> {
    const { stream, bytes } = await this.prompts.audio(caller, name);
    return new StreamableFile(stream, { type: 'audio/wav', length: bytes, disposition: `inline; filename="${name}"` });
  }

  @Routed(route.remove)
  async remove(@Caller() caller: CurrentUser, @Param({ schema: route.remove.params }) { name }: { name: string }): Promise<void> {
    await this.prompts.remove(caller, name);
  }
}
