import type { OpenHours } from '@paceline/domain/compliance/calling-hours';
import type { Kind } from '@paceline/domain/compliance/call-purpose';
import { lawfulHours, type LawfulHours, type Whereabouts } from '@paceline/domain/compliance/lawful-hours';
import { dayNumber, hasHolidayData, holidaysOf, type HolidayChange } from '../holidays/holidays';
import { Remembered } from '../remembered';
import { whereaboutsOf } from './whereabouts';

/** What of a campaign decides which law binds. */
export interface LawSettings extends Kind {
  readonly observesHolidays: boolean;
}

export interface BindingLaw extends OpenHours {
  readonly where: Whereabouts;
  readonly laws: LawfulHours['laws'];
  /** On whose holidays nobody is called, and of which of them no holiday is known. */
  readonly holidaysOf: readonly string[];
  readonly withoutHolidayData: readonly string[];
}

/** More than there are countries, regions and kinds of calls in an installation. */
const REMEMBERED = 5_000;

/** When people may be called by law: the rules of libs/domain, with the holidays as they stand in this installation. */
export class LawBook {
  private readonly known = new Remembered<BindingLaw>(REMEMBERED);

  constructor(private readonly changes: readonly HolidayChange[] = []) {}

  /** What binds a call to this person; of a person in no known country, the strictest of all. */
  of(phone: string, zone: string | null, settings: LawSettings): BindingLaw {
    return this.at(whereaboutsOf(phone, zone), settings);
  }

  /** What binds every call to people of this zone, whatever their numbers; null when it tells no country. */
  ofZone(zone: string, settings: LawSettings): BindingLaw | null {
    const where = whereaboutsOf(null, zone);
    return where.countries.length === 0 ? null : this.at(where, settings);
  }

  at(where: Whereabouts, { purpose, delivery, observesHolidays }: LawSettings): BindingLaw {
    const key = [where.countries.join('+'), where.regions.join('+'), purpose, delivery, observesHolidays].join(' ');
    return this.known.of(key, () => this.make(where, { purpose, delivery, observesHolidays }));
  }

  private make(where: Whereabouts, settings: LawSettings): BindingLaw {
    const { hours, laws, holidaysOf: closed } = lawfulHours(where, settings);
    const observed = settings.observesHolidays ? where.countries : closed;
    return {
      hours, laws, where, holidaysOf: observed, withoutHolidayData: observed.filter((country) => !hasHolidayData(country, this.changes)),
      closedDays: new Set(observed.flatMap((country) => holidaysOf(country, this.changes).map(({ day }) => dayNumber(day)))),
    };
  }
}
