import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { callerNumberList, callerNumberQuery } from '@paceline/contracts/caller-numbers';
import type { CallerNumberList, CallerNumberQuery } from '@paceline/contracts/caller-numbers';
import { callerNumberTotals } from '@paceline/persistence';
import { DataSource } from 'typeorm';
import { Allow } from '../auth/allow';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Answers } from '../edge/answers';

@ApiTags('caller numbers')
@Controller('caller-numbers')
export class CallerNumbersController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @Allow('campaigns:read', 'How many calls each of our caller numbers made, and how many of them a network blocked; the most blocked first')
  @Answers(callerNumberList)
  async all(@Caller() caller: CurrentUser, @Query({ schema: callerNumberQuery }) { days }: CallerNumberQuery): Promise<CallerNumberList> {
    const totals = await callerNumberTotals(this.dataSource, caller, days);
    return {
      items: totals.map(({ callerNumber, dialed, blocked }) => ({ callerNumber, dialed, blocked, blockedRatio: blocked / dialed })),
    };
  }
}
