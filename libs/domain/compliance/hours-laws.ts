import type { CallingHours, DayWindow } from './calling-hours';
import { DELIVERIES, MACHINE, PURPOSES, type Delivery, type Purpose } from './call-purpose';
import type { IsoWeekday } from './zone';

/** When people of a place may be called, by a law, or by a rule that Paceline keeps where it knows of none. */
export interface HoursLaw {
  readonly id: string;
  /** ISO 3166-1 of a country, 3166-2 of a state in it; null: of whoever has no law here. */
  readonly place: string | null;
  readonly purposes: readonly Purpose[];
  readonly deliveries: readonly Delivery[];
  readonly hours: CallingHours;
  /** Whether nobody may be called on the place's public holidays. */
  readonly closedOnHolidays: boolean;
  /** `law`: a statute or a regulator's rule; `code`: what an industry has bound itself to; `house`: Paceline's own bound. */
  readonly basis: 'law' | 'code' | 'house';
  readonly source: string;
}

type Hours = readonly [from: number, to: number];
const windows = (...hours: readonly Hours[]): DayWindow[] => hours.map(([from, to]) => ({ fromMin: Math.round(from * 60), toMin: Math.round(to * 60) }));
const days = (week: readonly IsoWeekday[], ...hours: readonly Hours[]): CallingHours => Object.fromEntries(week.map((day) => [day, windows(...hours)]));
const daily = (...hours: readonly Hours[]): CallingHours => days([1, 2, 3, 4, 5, 6, 7], ...hours);
const weekdays = (...hours: readonly Hours[]): CallingHours => days([1, 2, 3, 4, 5], ...hours);
const notSunday = (...hours: readonly Hours[]): CallingHours => days([1, 2, 3, 4, 5, 6], ...hours);

interface Terms { readonly holidays?: 'closed'; readonly for?: readonly Purpose[]; readonly by?: readonly Delivery[]; readonly basis?: HoursLaw['basis'] }

/** Of sales calls unless it says otherwise, whoever speaks. */
function law(id: string, place: string | null, hours: CallingHours, source: string, terms: Terms = {}): HoursLaw {
  return {
    id, place, hours, source, purposes: terms.for ?? ['sales'], deliveries: terms.by ?? DELIVERIES,
    closedOnHolidays: terms.holidays === 'closed', basis: terms.basis ?? 'law',
  };
}

/**
 * Only what a source is known for; read strictly where it leaves a choice. A person's consent to be called at another time, which
 * several allow, is not known here. All local time of the person called.
 */
export const HOURS_LAWS: readonly HoursLaw[] = [
  law('us-federal', 'US', daily([8, 21]), 'FTC TSR, 16 CFR 310.4(c); FCC, 47 CFR 64.1200(c)(1)'),
  law('us-debt', 'US', daily([8, 21]), 'CFPB Regulation F, 12 CFR 1006.6(b)(1)(i)', { for: ['debt'] }),
  law('us-al', 'US-AL', notSunday([8, 20]), 'Alabama Public Service Commission, telemarketing rules; Ala. Code 8-19C', { holidays: 'closed' }),
  law('us-ct', 'US-CT', daily([9, 20]), 'Conn. Gen. Stat. 42-288a, as amended by P.A. 23-98'),
  law('us-fl', 'US-FL', daily([8, 20]), 'Fla. Stat. 501.616(6)(a)'),
  law('us-ky', 'US-KY', daily([10, 21]), 'KRS 367.46955'),
  law('us-la', 'US-LA', notSunday([8, 20]), 'Louisiana Public Service Commission, Do Not Call General Order; La. R.S. 45:844.11 ff.', { holidays: 'closed' }),
  law('us-ma', 'US-MA', daily([8, 20]), 'M.G.L. c. 159C s. 3'),
  law('us-md', 'US-MD', daily([8, 20]), 'Md. Code, Com. Law 14-4504 (Stop the Spam Calls Act of 2023)'),
  law('us-mi', 'US-MI', daily([9, 21]), 'MCL 445.111a ff. (Home Solicitation Sales Act)'),
  law('us-mn', 'US-MN', daily([9, 21]), 'Minn. Stat. 325E.30'),
  law('us-ms', 'US-MS', notSunday([8, 20]), 'Miss. Code 77-3-601 ff., 77-3-723', { holidays: 'closed' }),
  law('us-nm', 'US-NM', daily([9, 21]), 'N.M. Stat. 57-12-22'),
  law('us-nv', 'US-NV', daily([9, 20]), 'NRS 598.0918'),
  law('us-ok', 'US-OK', daily([8, 20]), '15 O.S. 775C.4 (Telephone Solicitation Act of 2022)'),
  law('us-ri', 'US-RI', { ...weekdays([9, 18]), 6: windows([10, 17]) }, 'R.I. Gen. Laws 5-61-2(9), 5-61-3.6', { holidays: 'closed' }),
  law('us-tx', 'US-TX', { ...notSunday([9, 21]), 7: windows([12, 21]) }, 'Tex. Bus. & Com. Code 301.051'),
  law('us-wa', 'US-WA', daily([8, 20]), 'RCW 80.36.390, as amended by HB 1497 of 2022'),

  law('ca-telemarketing', 'CA', { ...weekdays([9, 21.5]), ...days([6, 7], [10, 18]) }, 'CRTC Unsolicited Telecommunications Rules, Part III, s. 23'),
  law('ca-announcing-device', 'CA', { ...weekdays([9.5, 20]), 6: windows([10.5, 17]), 7: windows([12, 17]) },
    'CRTC Unsolicited Telecommunications Rules, Part IV (automatic dialing-announcing devices, whatever they call for), in the stricter of its readings', { for: PURPOSES, by: MACHINE }),

  law('gb-code', 'GB', { ...notSunday([8, 21]), 7: windows([9, 21]) }, 'no statute; Data & Marketing Association (UK), Code of Practice', { basis: 'code' }),
  law('fr', 'FR', weekdays([10, 13], [14, 20]), 'Code de la consommation, art. D. 223-9 (décret 2022-1313)', { holidays: 'closed' }),
  law('es', 'ES', weekdays([9, 21]), 'Real Decreto Legislativo 1/2007, art. 96.2', { holidays: 'closed' }),
  law('it-code', 'IT', { ...weekdays([9, 20]), 6: windows([10, 19]) }, 'Codice di condotta per le attività di telemarketing e teleselling, approved by the Garante on 9 March 2023', { holidays: 'closed', basis: 'code' }),

  law('au-telemarketing', 'AU', { ...weekdays([9, 20]), 6: windows([9, 17]) }, 'Telecommunications (Telemarketing and Research Calls) Industry Standard 2017', { holidays: 'closed' }),
  law('au-research', 'AU', { ...weekdays([9, 20.5]), ...days([6, 7], [9, 17]) }, 'Telecommunications (Telemarketing and Research Calls) Industry Standard 2017, research calls', { for: ['survey'], holidays: 'closed' }),

  law('in-commercial', 'IN', daily([9, 21]), 'TRAI, Telecom Commercial Communications Customer Preference Regulations 2018'),
  law('in-debt', 'IN', daily([8, 19]), 'Reserve Bank of India, DOR.ORG.REC.65/21.04.158/2022-23 of 12 August 2022', { for: ['debt'] }),
  law('ae', 'AE', daily([9, 18]), 'Cabinet Resolution 56 of 2024, marketing by telephone'),
  law('kr', 'KR', daily([8, 21]), 'Act on Promotion of Information and Communications Network Utilization, art. 50(3); Fair Debt Collection Act, art. 9', { for: ['sales', 'debt'] }),
  law('jp-debt', 'JP', daily([8, 21]), 'Money Lending Business Act, art. 21, and its enforcement regulation, art. 19', { for: ['debt'] }),
  law('ph-debt', 'PH', daily([6, 22]), 'SEC Memorandum Circular 18 of 2019', { for: ['debt'] }),
  law('za', 'ZA', { ...weekdays([8, 20]), 6: windows([9, 13]) }, 'Consumer Protection Act 68 of 2008, s. 12, and the notice under it of 2011', { holidays: 'closed' }),
  law('co', 'CO', { ...weekdays([7, 19]), 6: windows([8, 15]) }, 'Ley 2300 de 2023', { for: ['sales', 'debt'], holidays: 'closed' }),
  law('cl-debt', 'CL', notSunday([8, 20]), 'Ley 19.496, art. 37', { for: ['debt'], holidays: 'closed' }),
];

/** Where a country has laws, and none of them is about such calls. */
export const UNREGULATED: HoursLaw = law('house-unregulated', null, daily([8, 21]),
  'no law on the hours of such calls is known for this country: Paceline\'s own bound', { for: PURPOSES, basis: 'house' });

/** Where no data of a country's law is at hand. */
export const NO_DATA: HoursLaw = law('house-no-data', null, daily([9, 20]),
  'no data of this country\'s law: Paceline\'s own bound, stricter than where the law is known', { for: PURPOSES, basis: 'house', holidays: 'closed' });
