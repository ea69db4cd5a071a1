/** Why a calling window is what it is. */
export interface WindowReasons {
  /** The campaign's hours and the law's never meet. */
  'never-open': WindowFacts;
  /** The law allows less than the campaign's own hours. */
  'narrowed': WindowFacts;
  'own-hours': WindowFacts;
}

interface WindowFacts {
  /** Where the laws that bind are written. */
  readonly sources: readonly string[];
  readonly isCountryKnown: boolean;
  /** Countries of whose holidays nothing is known, ISO 3166-1. */
  readonly withoutHolidays: readonly string[];
}

/** What is not known of a country's holidays. */
export interface HolidayGaps {
  'no-data': { readonly country: string };
  'year-unknown': { readonly year: number; readonly from: number; readonly to: number };
}
