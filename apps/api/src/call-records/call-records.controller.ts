import { Body, Controller, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiBasicAuth, ApiBody, ApiTags } from '@nestjs/swagger';
import { callRecordQuery, callRecordTaken, switchParams } from '@paceline/contracts/call-records';
import type { CallRecordTaken } from '@paceline/contracts/call-records';
import { Public } from '../auth/allow';
import { Answers } from '../edge/answers';
import { invalid } from '../edge/validation';
import { CallRecordsService } from './call-records.service';
import { SwitchGuard } from './switch.guard';

/** Where a switch posts what became of each leg; nobody else has business here. */
@ApiTags('switches')
@Controller('switches/:switchId/call-records')
export class CallRecordsController {
  constructor(private readonly records: CallRecordsService) {}

  @Post()
  @Public('Take in a call record of the switch (mod_json_cdr); the same one twice is taken once')
  @ApiBasicAuth()
  @ApiBody({ schema: { type: 'object', description: 'as mod_json_cdr writes it' } })
  @UseGuards(SwitchGuard)
  @Answers(callRecordTaken)
  async take(@Param({ schema: switchParams }) { switchId }: { switchId: string }, @Query({ schema: callRecordQuery }) _query: unknown, @Body() body: unknown): Promise<CallRecordTaken> {
    const taken = await this.records.take(switchId, body, 'posted');
    if ('problem' in taken) throw invalid('record', 'no-call-record', taken);
    return taken;
  }
}
