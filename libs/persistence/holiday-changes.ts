import type { HolidayChange } from '@paceline/platform/holidays/holidays';
import type { DataSource, EntityManager } from 'typeorm';
import { rows, write } from './transaction';

/** What administrators have changed, of all countries or of one: few rows. Days as text, so that no driver's clock touches them. */
export async function readHolidayChanges(on: DataSource | EntityManager, country: string | null = null): Promise<HolidayChange[]> {
  const found = await rows<Omit<HolidayChange, 'isHoliday'> & { isHoliday: string | number }>(on,
    `SELECT country, DATE_FORMAT(day, '%Y-%m-%d') AS day, is_holiday AS isHoliday, name, source FROM holiday_changes
      ${country === null ? '' : 'WHERE country = ?'} ORDER BY country, day`, country === null ? [] : [country]);
  return found.map((change) => ({ ...change, isHoliday: Number(change.isHoliday) === 1 }));
}

/** Over what Paceline knows, and over what was changed of that day before. */
export async function putHolidayChange(on: DataSource | EntityManager, { country, day, isHoliday, name, source }: HolidayChange): Promise<void> {
  await write(on,
    `INSERT INTO holiday_changes (country, day, is_holiday, name, source) VALUES (?, ?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE is_holiday = VALUES(is_holiday), name = VALUES(name), source = VALUES(source), changed_at = UTC_TIMESTAMP(3)`,
    [country, day, isHoliday, name, source]);
}
