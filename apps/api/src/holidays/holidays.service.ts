import { Injectable } from '@nestjs/common';
import type { HolidayList, HolidayParams, HolidayQuery, ImportHolidays, ImportHolidaysAnswer, RemoveHolidayQuery } from '@paceline/contracts/holidays';
import type { HolidayGaps } from '@paceline/contracts/messages/calling-told';
import { english } from '@paceline/contracts/messages/en';
import { told, type Message } from '@paceline/contracts/messages/message';
import { inTransaction, putHolidayChange, readHolidayChanges, recordChange } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { PacelineError } from '@paceline/platform/errors';
import { HOLIDAY_YEARS, hasHolidayData, holidaysOf, type Holiday, type HolidayChange } from '@paceline/platform/holidays/holidays';
import { DataSource, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { checkCountry } from '../edge/known-country';

/** Public holidays by country: what Paceline knows, and what administrators make of it. Workers go by a change within seconds. */
@Injectable()
export class HolidaysService {
  constructor(private readonly dataSource: DataSource, private readonly clock: Clock) {}

  async list({ country, year = new Date(this.clock.nowMs()).getUTCFullYear() }: HolidayQuery): Promise<HolidayList> {
    checkCountry(country, 'country');
    const changes = await readHolidayChanges(this.dataSource, country);
    const ofYear = ({ day }: { readonly day: string }): boolean => day.startsWith(`${year}-`);
    const items = holidaysOf(country, changes).filter(ofYear);
    const missing = gapOf(country, year, changes);
    const text = missing === null ? null : told(english.holidayGaps, missing);
    return {
      country, year, known: missing === null, missing, text, items,
      removed: changes.filter(({ isHoliday }) => !isHoliday).filter(ofYear),
    };
  }

  async import(caller: CurrentUser, { country, source, holidays }: ImportHolidays): Promise<ImportHolidaysAnswer> {
    checkCountry(country, 'country');
    return await inTransaction(this.dataSource, async (manager) => {
      const before = new Map((await known(manager, country)).map((holiday) => [holiday.day, holiday]));
      const fresh = holidays.filter(({ day, name }) => before.get(day)?.name !== name || before.get(day)?.source !== source);
      for (const { day, name } of fresh) {
        await putHolidayChange(manager, { country, day, isHoliday: true, name, source });
        await recordChange(manager, actorOf(caller), {
          resource: 'holiday', resourceId: `${country} ${day}`, action: before.has(day) ? 'changed' : 'created', was: traceOf(before.get(day)), became: { name, source },
        });
      }
      return { imported: fresh.length, present: holidays.length - fresh.length };
    });
  }

  async remove(caller: CurrentUser, { country, day }: HolidayParams, { source }: RemoveHolidayQuery): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const holiday = (await known(manager, country)).find((one) => one.day === day);
      if (holiday === undefined) throw new PacelineError('not-found', 'holiday', { day, country });
      // Kept also for a day that only an administrator had added: it says who took it away, and why.
      await putHolidayChange(manager, { country, day, isHoliday: false, name: holiday.name, source });
      await recordChange(manager, actorOf(caller), { resource: 'holiday', resourceId: `${country} ${day}`, action: 'deleted', was: traceOf(holiday), became: null, reason: source });
    });
  }
}

async function known(manager: EntityManager, country: string): Promise<readonly Holiday[]> {
  return holidaysOf(country, await readHolidayChanges(manager, country));
}

function traceOf(holiday: Holiday | undefined): { name: string; source: string } | null {
  return holiday === undefined ? null : { name: holiday.name, source: holiday.source };
}

function gapOf(country: string, year: number, changes: readonly HolidayChange[]): Message<HolidayGaps> | null {
  if (!hasHolidayData(country, changes)) return { code: 'no-data', params: { country } };
  if (year >= HOLIDAY_YEARS.from && year <= HOLIDAY_YEARS.to) return null;
  return { code: 'year-unknown', params: { year, from: HOLIDAY_YEARS.from, to: HOLIDAY_YEARS.to } };
}
