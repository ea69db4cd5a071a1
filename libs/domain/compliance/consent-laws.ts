import { MACHINE, PURPOSES, type Kind, type Purpose } from './call-purpose';
import { CONSENT_FORMS, type ConsentForm, type ConsentNeed } from './consent';

/** Where a person must have agreed before a machine speaks to them on the telephone. */
interface ConsentLaw {
  /** ISO 3166-1. */
  readonly place: string;
  readonly purposes: readonly Purpose[];
  readonly forms: readonly ConsentForm[];
  readonly source: string;
}

const SIGNED: readonly ConsentForm[] = ['written', 'digital'];
const EPRIVACY = 'Directive 2002/58/EC, Art. 13(1): automated calling machines for direct marketing';
const EU_AND_EEA = [
  'AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IS', 'IT', 'LI', 'LT', 'LU', 'LV', 'MT', 'NL', 'NO', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK',
];

/** Only what a source is known for. Of a US number nobody can tell whether it is a mobile's: read strictly, each is. */
const CONSENT_LAWS: readonly ConsentLaw[] = [
  { place: 'US', purposes: ['sales'], forms: SIGNED, source: 'FCC, 47 CFR 64.1200(a)(2), (a)(3) and (f)(9): prior express written consent, an electronic signature included; FTC TSR, 16 CFR 310.4(b)(1)(v)' },
  { place: 'US', purposes: PURPOSES.filter((purpose) => purpose !== 'sales'), forms: CONSENT_FORMS, source: 'FCC, 47 CFR 64.1200(a)(1)(iii): prior express consent to an artificial or prerecorded voice on a mobile' },
  { place: 'CA', purposes: ['sales'], forms: CONSENT_FORMS, source: 'CRTC Unsolicited Telecommunications Rules, Part IV, s. 4: express consent to an ADAD that solicits' },
  { place: 'GB', purposes: ['sales'], forms: CONSENT_FORMS, source: 'PECR 2003, reg. 19: automated calling systems' },
  ...EU_AND_EEA.map((place): ConsentLaw => ({ place, purposes: ['sales'], forms: CONSENT_FORMS, source: EPRIVACY })),
];

/**
 * Whether a campaign of this kind may call people who must have agreed, wherever they are: nobody's record is read for others. One that
 * was made before it was asked who speaks has agents: machines came later, and say so.
 */
export function mayNeedConsent({ delivery }: Pick<Kind, 'delivery'>): boolean {
  return delivery !== null && MACHINE.includes(delivery);
}

/**
 * What the laws ask that bind a call to somebody in these countries; null: no consent. Several that bind are all kept, in no known country
 * all that there are; so of a purpose that is not said.
 * @param countries ISO 3166-1, see `Whereabouts`
 */
export function consentNeeded(countries: readonly string[], kind: Kind): ConsentNeed | null {
  if (!mayNeedConsent(kind)) return null;
  const binding = CONSENT_LAWS.filter(({ place, purposes }) => (countries.length === 0 || countries.includes(place)) && (kind.purpose === null || purposes.includes(kind.purpose)));
  if (binding.length === 0) return null;
  return {
    forms: CONSENT_FORMS.filter((form) => binding.every(({ forms }) => forms.includes(form))),
    sources: [...new Set(binding.map(({ source }) => source))],
  };
}
