import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiHeader, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { idParams } from '@paceline/contracts/common';
import type { Response } from 'express';
import { Allow } from '../auth/allow';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { RecordingsService } from './recordings.service';
import { sendSound } from './send-sound';

const SOUND = { schema: { type: 'string', format: 'binary' } } as const;
/** Kept in the audit trail: what a player sends is short. */
const LONGEST_RANGE = 100;

@ApiTags('recordings')
@Controller('recordings')
export class RecordingsController {
  constructor(private readonly recordings: RecordingsService) {}

  @Get(':id/audio')
  @Allow('recordings:fetch', 'The sound of a recording, whole or a part of it; each time is in the audit trail')
  @ApiHeader({ name: 'Range', required: false, description: 'one range of bytes, such as bytes=0-99999' })
  @ApiProduces('audio/wav')
  @ApiResponse({ status: 200, description: 'All of it.', ...SOUND })
  @ApiResponse({ status: 206, description: 'The part that was asked for.', ...SOUND })
  async audio(
    @Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string },
    @Headers('range') range: string | undefined, @Res() response: Response,
  ): Promise<void> {
    const { callId, ...file } = await this.recordings.fetch(caller, id, range?.slice(0, LONGEST_RANGE) ?? null);
    await sendSound(response, file, `call-${callId}.wav`);
  }
}
