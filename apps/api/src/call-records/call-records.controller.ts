import { Body, Controller, Param, Query, UseGuards } from '@nestjs/common';
import type { CallRecordTaken } from '@paceline/contracts/call-records';
import { routes } from '@paceline/contracts/routes';
import { Routed } from '../edge/routed';
import { invalid } from '../edge/validation';
import { CallRecordsService } from './call-records.service';
import { SwitchGuard } from './switch.guard';

const route = routes.callRecords;

/** Where a switch posts what became of each leg; nobody else has business here. */
@Controller()
export class CallRecordsController {
  constructor(private readonly records: CallRecordsService) {}

  @Routed(route.take)
  @UseGuards(SwitchGuard)
  async take(
    @Param({ schema: route.take.params }) { switchId }: { switchId: string }, @Query({ schema: route.take.query }) _query: unknown,
    @Body() body: unknown,
  ): Promise<CallRecordTaken> {
    const taken = await this.records.take(switchId, body, 'posted');
    if ('why' in taken) throw invalid('record', 'no-call-record', taken.why);
    return taken;
  }
}
