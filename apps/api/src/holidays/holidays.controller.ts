import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { addHoliday, holidayList, holidayParams, holidayQuery, importHolidays, importHolidaysAnswer, removeHolidayQuery } from '@paceline/contracts/holidays';
import type { AddHoliday, HolidayList, HolidayParams, HolidayQuery, ImportHolidays, ImportHolidaysAnswer, RemoveHolidayQuery } from '@paceline/contracts/holidays';
import { Allow } from '../auth/allow';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Answers, AnswersNothing } from '../edge/answers';
import { HolidaysService } from './holidays.service';

@ApiTags('holidays')
@Controller('holidays')
export class HolidaysController {
  constructor(private readonly holidays: HolidaysService) {}

  @Get()
  @Allow('holidays:read', 'A country\'s public holidays in a year, each with its source')
  @Answers(holidayList)
  async list(@Query({ schema: holidayQuery }) query: HolidayQuery): Promise<HolidayList> {
    return await this.holidays.list(query);
  }

  @Post('import')
  @Allow('holidays:manage', 'Add a country\'s holidays, all of them or none')
  @Answers(importHolidaysAnswer)
  async import(@Caller() caller: CurrentUser, @Body({ schema: importHolidays }) body: ImportHolidays): Promise<ImportHolidaysAnswer> {
    return await this.holidays.import(caller, body);
  }

  @Put(':country/:day')
  @Allow('holidays:manage', 'Make a day a holiday of a country')
  @AnswersNothing()
  async add(@Caller() caller: CurrentUser, @Param({ schema: holidayParams }) params: HolidayParams, @Body({ schema: addHoliday }) body: AddHoliday): Promise<void> {
    await this.holidays.import(caller, { country: params.country, source: body.source, holidays: [{ day: params.day, name: body.name }] });
  }

  @Delete(':country/:day')
  @Allow('holidays:manage', 'Make a holiday a working day, and say where that is written')
  @AnswersNothing()
  async remove(@Caller() caller: CurrentUser, @Param({ schema: holidayParams }) params: HolidayParams, @Query({ schema: removeHolidayQuery }) query: RemoveHolidayQuery): Promise<void> {
    await this.holidays.remove(caller, params, query);
  }
}
