import type { HolidayGaps, WindowReasons } from '../calling-told';
import type { Sentences } from '../message';

/** What is said beside the reason: its sources, and what is missing. */
function facts({ sources, isCountryKnown, withoutHolidays }: WindowReasons['own-hours']): string {
  const unknown = isCountryKnown ? '' : ' Of these contacts nobody knows the country, so the strictest of all laws binds.';
  const holidays = withoutHolidays.length === 0 ? '' : ` Nothing is known of the holidays of ${withoutHolidays.join(' and ')}: add them, or people are called on them.`;
  return `(${sources.join('; ')}).${unknown}${holidays}`;
}

/** Why a calling window is what it is. */
export const callingWindows: Sentences<WindowReasons> = {
  'never-open': (params) => `Nobody there can be called: the campaign's hours and the law's never meet ${facts(params)}`,
  'narrowed': (params) => `The law there allows less than the campaign's own hours ${facts(params)}`,
  'own-hours': (params) => `The campaign's own hours lie within the law's ${facts(params)}`,
};

/** What is not known of a country's holidays. */
export const holidayGaps: Sentences<HolidayGaps> = {
  'no-data': ({ country }) => `No data for this country: nothing is known of the holidays of ${country}. Add them, or people are called on them.`,
  'year-unknown': ({ year, from, to }) => `Holidays are known from ${String(from)} to ${String(to)} only; of ${String(year)} there is what administrators have added.`,
};
