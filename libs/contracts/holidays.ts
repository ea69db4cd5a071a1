import { z } from 'zod';
import { country, messageView, name } from './common';
import { says } from './messages/schema-words';

const YEARS = { from: 2000, to: 2100 } as const;
const day = z.iso.date().refine((text) => Number(text.slice(0, 4)) >= YEARS.from && Number(text.slice(0, 4)) <= YEARS.to, says('no-day-of-years', YEARS))
  .describe('a whole day by the clock of whoever is called');
const source = name(255).describe('where it is written: a gazette, a notice, a law');

export const holiday = z.object({
  day: z.string(), name: z.string(), source: z.string(),
  origin: z.enum(['calculated', 'corrected', 'added']).describe('calculated: by date-holidays · corrected: by Paceline, over it · added: by an administrator'),
});
export const holidayList = z.object({
  country: z.string(), year: z.number().int(),
  known: z.boolean().describe('false: nothing is known of this country\'s holidays in this year, which is not to say that there are none'),
  missing: messageView.nullable().describe('what is not known of them; null: nothing'),
  text: z.string().nullable().describe('the same in words'),
  items: z.array(holiday),
  removed: z.array(z.object({ day: z.string(), name: z.string(), source: z.string() })).describe('days that an administrator has made working days'),
});
export type HolidayList = z.infer<typeof holidayList>;

export const holidayQuery = z.strictObject({ country, year: z.coerce.number().int().min(YEARS.from).max(YEARS.to).optional().describe('left out: this year') });
export type HolidayQuery = z.infer<typeof holidayQuery>;

export const holidayParams = z.object({ country, day });
export type HolidayParams = z.infer<typeof holidayParams>;
export const addHoliday = z.strictObject({ name: name(100), source });
export type AddHoliday = z.infer<typeof addHoliday>;
export const removeHolidayQuery = z.strictObject({ source });
export type RemoveHolidayQuery = z.infer<typeof removeHolidayQuery>;

export const importHolidays = z.strictObject({
  country, source,
  holidays: z.array(z.strictObject({ day, name: name(100) })).min(1).max(1000)
    .refine((all) => new Set(all.map((one) => one.day)).size === all.length, says('day-twice')),
});
export type ImportHolidays = z.infer<typeof importHolidays>;
export const importHolidaysAnswer = z.object({ imported: z.number().int(), present: z.number().int().describe('were there already, under that name and source') });
export type ImportHolidaysAnswer = z.infer<typeof importHolidaysAnswer>;
