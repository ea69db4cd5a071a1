import { MACHINE, PURPOSES, type Delivery, type Kind, type Purpose } from './call-purpose';
import { CONSENT_FORMS, type ConsentForm, type ConsentNeed } from './consent';

/** Where a person must have agreed before they are called so. */
interface ConsentLaw {
  /** ISO 3166-1. */
  readonly place: string;
  readonly purposes: readonly Purpose[];
  readonly deliveries: readonly Delivery[];
  readonly forms: readonly ConsentForm[];
  readonly source: string;
}

const SALES: readonly Purpose[] = ['sales'];

const SIGNED: readonly ConsentForm[] = ['written', 'digital'];
const EPRIVACY = 'Directive 2002/58/EC, Art. 13(1): automated calling machines for direct marketing';
const EU_AND_EEA = [
  'AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IS', 'IT', 'LI', 'LT', 'LU', 'LV', 'MT', 'NL', 'NO', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK',
];

/** Only what a source is known for. Of a US number nobody can tell whether it is a mobile's: read strictly, each is. */
const TO_MACHINES: readonly Omit<ConsentLaw, 'deliveries'>[] = [
  { place: 'US', purposes: SALES, forms: SIGNED, source: 'FCC, 47 CFR 64.1200(a)(2), (a)(3) and (f)(9): prior express written consent, an electronic signature included; FTC TSR, 16 CFR 310.4(b)(1)(v)' },
  { place: 'US', purposes: PURPOSES.filter((purpose) => purpose !== 'sales'), forms: CONSENT_FORMS, source: 'FCC, 47 CFR 64.1200(a)(1)(iii): prior express consent to an artificial or prerecorded voice on a mobile' },
  { place: 'CA', purposes: SALES, forms: CONSENT_FORMS, source: 'CRTC Unsolicited Telecommunications Rules, Part IV, s. 4: express consent to an ADAD that solicits' },
  { place: 'GB', purposes: SALES, forms: CONSENT_FORMS, source: 'PECR 2003, reg. 19: automated calling systems' },
  ...EU_AND_EEA.map((place) => ({ place, purposes: SALES, forms: CONSENT_FORMS, source: EPRIVACY })),
];

/**
 * Where an agent who sells needs it as well. They are laws of consumers and, in Austria and Poland, of everybody; who is none is not known
 * of a contact, so that each is taken for one. A survey sells nothing: what a seller asks of satisfaction German courts count as
 * advertising (BGH, 10 July 2018, VI ZR 225/17), and a campaign that does so says `sales`.
 */
const TO_AGENTS: readonly Pick<ConsentLaw, 'place' | 'source'>[] = [
  { place: 'AT', source: 'TKG 2021, § 174(1): calls for advertising, to anybody' },
  { place: 'CN', source: 'State Council Decree 778, in force since 2024-07-01: commercial calls to consumers' },
  { place: 'DE', source: 'UWG, § 7(2) no. 1 and § 7a: prior express consent of a consumer to advertising by telephone, kept for five years' },
  { place: 'DK', source: 'Forbrugeraftaleloven, § 4(1): calls to consumers to sell, but for books, papers, insurance and rescue services' },
  { place: 'FR', source: 'Code de la consommation, art. L. 223-1, as of loi n° 2025-594, art. 13, in force since 2026-08-11' },
  { place: 'NL', source: 'Telecommunicatiewet, art. 11.7, as in force since 2021-07-01: natural persons' },
  { place: 'PL', source: 'Prawo komunikacji elektronicznej, art. 398(1), in force since 2024-11-10: any telecommunications terminal equipment' },
  { place: 'RU', source: 'Federal Law 38-FZ on Advertising, art. 18(1): advertising by telephone' },
];

const CONSENT_LAWS: readonly ConsentLaw[] = [
  ...TO_MACHINES.map((law): ConsentLaw => ({ ...law, deliveries: MACHINE })),
  ...TO_AGENTS.map((law): ConsentLaw => ({ ...law, purposes: SALES, deliveries: ['agent'], forms: CONSENT_FORMS })),
];

/**
 * What the laws ask that bind a call to somebody in these countries; null: no consent. Several that bind are all kept, in no known country
 * all that there are; so of a purpose that is not said. A campaign that was made before it was asked who speaks has agents: machines
 * came later, and say so.
 * @param countries ISO 3166-1, see `Whereabouts`
 */
export function consentNeeded(countries: readonly string[], { purpose, delivery }: Kind): ConsentNeed | null {
  const binding = CONSENT_LAWS.filter(({ place, purposes, deliveries }) => deliveries.includes(delivery ?? 'agent')
    && (countries.length === 0 || countries.includes(place)) && (purpose === null || purposes.includes(purpose)));
  if (binding.length === 0) return null;
  return {
    forms: CONSENT_FORMS.filter((form) => binding.every(({ forms }) => forms.includes(form))),
    sources: [...new Set(binding.map(({ source }) => source))],
  };
}
