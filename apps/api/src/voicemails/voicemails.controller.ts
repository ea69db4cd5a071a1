import { Controller, Headers, Param, Query, Res } from '@nestjs/common';
import type { Page } from '@paceline/contracts/common';
import { routes } from '@paceline/contracts/routes';
import type { VoicemailQuery, VoicemailView } from '@paceline/contracts/voicemails';
import type { Response } from 'express';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { LONGEST_RANGE, sendSound } from '../recordings/send-sound';
import { VoicemailsService } from './voicemails.service';

const route = routes.voicemails;

@Controller()
export class VoicemailsController {
  constructor(private readonly voicemails: VoicemailsService) {}

  @Routed(route.page)
  async page(@Caller() caller: CurrentUser, @Query({ schema: route.page.query }) query: VoicemailQuery): Promise<Page<VoicemailView>> {
    return await this.voicemails.page(caller, query);
  }

  @Routed(route.audio)
  async audio(
    @Caller() caller: CurrentUser, @Param({ schema: route.audio.params }) { id }: { id: string },
    @Headers('range') range: string | undefined, @Res() response: Response,
  ): Promise<void> {
    await sendSound(response, await this.voicemails.fetch(caller, id, range?.slice(0, LONGEST_RANGE) ?? null), `voicemail-${id}.wav`);
  }

  @Routed(route.done)
  async done(@Caller() caller: CurrentUser, @Param({ schema: route.done.params }) { id }: { id: string }): Promise<VoicemailView> {
    return await this.voicemails.mark(caller, id, true);
  }

  @Routed(route.reopen)
  async reopen(@Caller() caller: CurrentUser, @Param({ schema: route.reopen.params }) { id }: { id: string }): Promise<VoicemailView> {
    return await this.voicemails.mark(caller, id, false);
  }
}
