import { Controller, Query } from '@nestjs/common';
import type { CallerNumberList, CallerNumberQuery } from '@paceline/contracts/caller-numbers';
import { callerNumberTotals } from '@paceline/persistence';
import { routes } from '@paceline/contracts/routes';
import { DataSource } from 'typeorm';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';

const route = routes.callerNumbers;

@Controller()
export class CallerNumbersController {
  constructor(private readonly dataSource: DataSource) {}

  @Routed(route.all)
  async all(@Caller() caller: CurrentUser, @Query({ schema: route.all.query }) { days }: CallerNumberQuery): Promise<CallerNumberList> {
    const totals = await callerNumberTotals(this.dataSource, caller, days);
    return {
      items: totals.map(({ callerNumber, dialed, blocked }) => ({ callerNumber, dialed, blocked, blockedRatio: blocked / dialed })),
    };
  }
}
