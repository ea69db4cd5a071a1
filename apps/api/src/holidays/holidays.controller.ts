import { Body, Controller, Param, Query } from '@nestjs/common';
import type { AddHoliday, HolidayList, HolidayParams, HolidayQuery, ImportHolidays, ImportHolidaysAnswer, RemoveHolidayQuery } from '@paceline/contracts/holidays';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { HolidaysService } from './holidays.service';

const route = routes.holidays;

@Controller()
export class HolidaysController {
  constructor(private readonly holidays: HolidaysService) {}

  @Routed(route.list)
  async list(@Query({ schema: route.list.query }) query: HolidayQuery): Promise<HolidayList> {
    return await this.holidays.list(query);
  }

  @Routed(route.import)
  async import(@Caller() caller: CurrentUser, @Body({ schema: route.import.body }) body: ImportHolidays): Promise<ImportHolidaysAnswer> {
    return await this.holidays.import(caller, body);
  }

  @Routed(route.add)
  async add(
    @Caller() caller: CurrentUser, @Param({ schema: route.add.params }) params: HolidayParams,
    @Body({ schema: route.add.body }) body: AddHoliday,
  ): Promise<void> {
    await this.holidays.import(caller, { country: params.country, source: body.source, holidays: [{ day: params.day, name: body.name }] });
  }

  @Routed(route.remove)
  async remove(
    @Caller() caller: CurrentUser, @Param({ schema: route.remove.params }) params: HolidayParams,
    @Query({ schema: route.remove.query }) query: RemoveHolidayQuery,
  ): Promise<void> {
    await this.holidays.remove(caller, params, query);
  }
}
