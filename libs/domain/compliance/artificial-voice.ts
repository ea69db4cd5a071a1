import { MACHINE, type Kind, type Purpose } from './call-purpose';

/** What laws ask of a call on which no person speaks, beside the consent to it (`consent-laws`) and its hours. */
export interface VoiceLaw {
  /** ISO 3166-1; null: Paceline's own bound, everywhere. */
  readonly place: string | null;
  readonly purposes: readonly Purpose[] | null;
  /** Who calls is said before anything else. */
  readonly identifiesFirst: boolean;
  /** The key by which one is called no more is said so soon, from the beginning; null: there is a key, and it may be said later. */
  readonly optOutWithinSec: number | null;
  /** What of a number is said to a person, and to a machine. */
  readonly number: { readonly toPersons: NumberAsked; readonly toMachines: NumberAsked };
  readonly source: string;
}

export type NumberAsked = 'none' | 'any' | 'toll-free';

/** What the message says, by the word of whoever set it up: nobody listens to it here. */
export interface Disclosure {
  readonly identifiesFirst: boolean;
  /** When the opt-out key has been said, from the beginning; null: it is not. */
  readonly optOutSaidAtSec: number | null;
  /** E.164, said in the message, where people reach whoever calls; null: none. */
  readonly number: string | null;
  /** The message that machines are left says that number; null: none is left. */
  readonly numberOnMachines: boolean | null;
}

/**
 * 47 CFR 64.1200(b)(3) wants the key said within two seconds of the identification, 16 CFR 310.4(b)(1)(v)(B)(ii) immediately behind
 * it: an identification takes some ten seconds.
 */
const SAID_WITHIN_SEC = 12;

/** Only what a source is known for. */
const VOICE_LAWS: readonly VoiceLaw[] = [
  {
    place: 'US', purposes: ['sales'], identifiesFirst: true, optOutWithinSec: SAID_WITHIN_SEC, number: { toPersons: 'any', toMachines: 'toll-free' },
    source: 'FCC, 47 CFR 64.1200(b)(1)–(3); FTC TSR, 16 CFR 310.4(b)(1)(v)(B): who calls first, the key behind it, a toll-free number on machines',
  },
  {
    place: 'US', purposes: ['survey', 'service', 'debt', 'notice'], identifiesFirst: true, optOutWithinSec: SAID_WITHIN_SEC, number: { toPersons: 'any', toMachines: 'toll-free' },
    source: 'FCC, 47 CFR 64.1200(b)(1)–(3): artificial and prerecorded voice, whatever it is for, exempted calls to residences included',
  },
  {
    place: 'CA', purposes: ['sales', 'survey'], identifiesFirst: true, optOutWithinSec: null, number: { toPersons: 'any', toMachines: 'any' },
    source: 'CRTC Unsolicited Telecommunications Rules, Part IV, s. 4: an ADAD begins with who calls and why, and says a number and an address',
  },
  {
    place: 'GB', purposes: ['sales'], identifiesFirst: true, optOutWithinSec: null, number: { toPersons: 'toll-free', toMachines: 'toll-free' },
    source: 'PECR 2003, reg. 19 with reg. 24(1)(a) and (2): the caller\'s name, and an address or a number free of charge',
  },
  {
    place: null, purposes: null, identifiesFirst: true, optOutWithinSec: null, number: { toPersons: 'none', toMachines: 'any' },
    source: 'Paceline: whoever is played something is told who calls, and a machine whom to call back',
  },
];

/** What of a message a law does not let pass; each with its sources. */
export type VoiceFault =
  | { readonly code: 'voice-not-identified'; readonly sources: readonly string[] }
  | { readonly code: 'voice-opt-out-unsaid'; readonly sources: readonly string[] }
  | { readonly code: 'voice-opt-out-late'; readonly withinSec: number; readonly sources: readonly string[] }
  | { readonly code: 'voice-without-number'; readonly tollFree: boolean; readonly sources: readonly string[] }
  | { readonly code: 'machine-without-number'; readonly tollFree: boolean; readonly sources: readonly string[] };

/** The laws that bind such a call to somebody in these countries; in no known country all that there are. */
export function voiceLawsOf(countries: readonly string[], { purpose, delivery }: Kind): readonly VoiceLaw[] {
  if (delivery !== null && !MACHINE.includes(delivery)) return [];
  return VOICE_LAWS.filter(({ place, purposes }) =>
    (place === null || countries.length === 0 || countries.includes(place)) && (purpose === null || purposes === null || purposes.includes(purpose)));
}

/** Why such a message may not be played; none: it may. In the order in which it is heard. */
export function faultsOfVoice(laws: readonly VoiceLaw[], says: Disclosure): readonly VoiceFault[] {
  const sourcesOf = (asks: (law: VoiceLaw) => boolean): readonly string[] => laws.filter(asks).map(({ source }) => source);
  const faults: VoiceFault[] = [];
  const identified = sourcesOf(({ identifiesFirst }) => identifiesFirst && !says.identifiesFirst);
  if (identified.length > 0) faults.push({ code: 'voice-not-identified', sources: identified });
  const at = says.optOutSaidAtSec;
  if (at === null && laws.length > 0) faults.push({ code: 'voice-opt-out-unsaid', sources: sourcesOf(() => true) });
  const withinSec = Math.min(...laws.map(({ optOutWithinSec }) => optOutWithinSec ?? Infinity));
  if (at !== null && at > withinSec) faults.push({ code: 'voice-opt-out-late', withinSec, sources: sourcesOf(({ optOutWithinSec }) => optOutWithinSec !== null && at > optOutWithinSec) });
  const lacking = (who: 'toPersons' | 'toMachines', number: string | null): { readonly tollFree: boolean; readonly sources: readonly string[] } | null => {
    const lacks = (asked: NumberAsked): boolean => asked !== 'none' && (number === null || (asked === 'toll-free' && !isTollFree(number)));
    const sources = sourcesOf((law) => lacks(law.number[who]));
    return sources.length === 0 ? null : { tollFree: laws.some((law) => law.number[who] === 'toll-free'), sources };
  };
  const [person, machine] = [lacking('toPersons', says.number), says.numberOnMachines === null ? null : lacking('toMachines', says.numberOnMachines ? says.number : null)];
  if (person !== null) faults.push({ code: 'voice-without-number', ...person });
  if (machine !== null) faults.push({ code: 'machine-without-number', ...machine });
  return faults;
}

/** Who calls it pays nothing: 800, 833, 844, 855, 866, 877, 888 of the North American plan; 0800 and 0808 of the British. */
export function isTollFree(number: string): boolean {
  return /^\+1(?:800|833|844|855|866|877|888)[0-9]{7}$/.test(number) || /^\+44(?:800|808)[0-9]{6,7}$/.test(number);
}
