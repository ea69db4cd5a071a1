import { Controller, Delete, Get, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { prompt, promptList, promptParams, promptQuery } from '@paceline/contracts/prompts';
import type { PromptQuery, PromptView } from '@paceline/contracts/prompts';
import type { Request } from 'express';
import { Allow } from '../auth/allow';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Answers, AnswersNothing } from '../edge/answers';
import { PromptsService } from './prompts.service';

@ApiTags('prompts')
@Controller('prompts')
export class PromptsController {
  constructor(private readonly prompts: PromptsService) {}

  @Get()
  @Allow('prompts:read', 'All prompts of the folder that is shared with the switch')
  @Answers(promptList)
  async all(@Caller() caller: CurrentUser): Promise<{ items: PromptView[] }> {
    return await this.prompts.all(caller);
  }

  @Post()
  @Allow('prompts:manage', 'Upload a prompt; the switch can play it at once')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: {
    type: 'object', required: ['file'],
    properties: {
      file: { type: 'string', format: 'binary', description: 'WAV: PCM, µ-law or A-law, mono or stereo, 8, 16 or 48 kHz' },
      name: { type: 'string', example: 'spring-offer-en.wav', description: 'left out: the name of the file' },
    },
  } })
  @Answers(prompt, 201)
  async upload(@Caller() caller: CurrentUser, @Query({ schema: promptQuery }) query: PromptQuery, @Req() request: Request): Promise<PromptView> {
    return await this.prompts.receive(caller, request, query);
  }

  @Get(':name/audio')
  @Allow('prompts:read', 'The sound itself')
  @ApiProduces('audio/wav')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async audio(@Caller() caller: CurrentUser, @Param({ schema: promptParams }) { name }: { name: string }): Promise<StreamableFile> {
    const { stream, bytes } = await this.prompts.audio(caller, name);
    return new StreamableFile(stream, { type: 'audio/wav', length: bytes, disposition: `inline; filename="${name}"` });
  }

  @Delete(':name')
  @Allow('prompts:manage', 'Delete a prompt that nothing uses')
  @AnswersNothing()
  async remove(@Caller() caller: CurrentUser, @Param({ schema: promptParams }) { name }: { name: string }): Promise<void> {
    await this.prompts.remove(caller, name);
  }
}
