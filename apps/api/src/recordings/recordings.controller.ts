import { Controller, Headers, Param, Res } from '@nestjs/common';
import { routes } from '@paceline/contracts/routes';
import type { Response } from 'express';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { RecordingsService } from './recordings.service';
import { LONGEST_RANGE, sendSound } from './send-sound';

const route = routes.recordings;

@Controller()
export class RecordingsController {
  constructor(private readonly recordings: RecordingsService) {}

  @Routed(route.audio)
  async audio(
    @Caller() caller: CurrentUser, @Param({ schema: route.audio.params }) { id }: { id: string },
    @Headers('range') range: string | undefined, @Res() response: Response,
  ): Promise<void> {
    const { callId, ...file } = await this.recordings.fetch(caller, id, range?.slice(0, LONGEST_RANGE) ?? null);
    await sendSound(response, file, `call-${callId}.wav`);
  }
}
