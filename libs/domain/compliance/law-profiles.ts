import type { RetryRules } from '../retry/retry';
import type { Purpose } from './call-purpose';

/** The window in which the cap holds: the campaign's whole life, or always the last so many hours. */
export type LawWindow = { readonly kind: 'campaign-life' } | { readonly kind: 'rolling'; readonly hours: number };

/** What a law says of calls that a person answers and nobody takes. */
export interface LawProfile {
  /** Share of the persons who answered that may be abandoned; 0 allows nobody. */
  readonly abandonCapRatio: number;
  readonly window: LawWindow;
  /**
   * When the seconds to connect begin. Speech is not listened to, so the worker counts from the answer for all of them:
   * earlier than the end of a greeting, and so within both.
   */
  readonly clockStarts: 'answer' | 'greeting-end';
  readonly connectWithinMs: number;
  /** A call must have rung this long before the dialer may give it up. */
  readonly minRingMs: number;
  /** No further call to somebody who was abandoned for so long; 0: the campaign's retry rules alone decide. */
  readonly recallLockHours: number;
}

const DAY_HOURS = 24;

const BY_REGIME = {
  /**
   * US FTC TSR, 16 CFR 310.4(b)(4): at most 3 % of calls answered by a person, over the campaign's life if that is under
   * 30 days, else over each 30 days; an agent within 2 s of the completed greeting; 15 s or 4 rings.
   */
  'us-tsr': { abandonCapRatio: 0.03, window: { kind: 'rolling', hours: 30 * DAY_HOURS }, clockStarts: 'greeting-end', connectWithinMs: 2_000, minRingMs: 15_000, recallLockHours: 0 },
  /**
   * UK Ofcom, statement on persistent misuse up to 2017-02-28, still kept by many as their own rule: 3 % per campaign in
   * 24 hours, message within 2 s, ring for 15 s, 72 hours without another call unless an agent is guaranteed.
   */
  'uk-3-percent': { abandonCapRatio: 0.03, window: { kind: 'rolling', hours: DAY_HOURS }, clockStarts: 'answer', connectWithinMs: 2_000, minRingMs: 15_000, recallLockHours: 72 },
  /** UK Ofcom, statement on persistent misuse since 2017-03-01: no safe harbour, any abandoned call can be misuse. */
  'uk-2017': { abandonCapRatio: 0, window: { kind: 'rolling', hours: DAY_HOURS }, clockStarts: 'answer', connectWithinMs: 2_000, minRingMs: 15_000, recallLockHours: 72 },
  /**
   * Canada, CRTC Unsolicited Telecommunications Rules, Part IV: an agent within 2 s, a cap by the month. Its 5 % is more
   * than the others'; kept here at 3 % over 30 days until somebody asks for the difference.
   */
  'ca-crtc': { abandonCapRatio: 0.03, window: { kind: 'rolling', hours: 30 * DAY_HOURS }, clockStarts: 'answer', connectWithinMs: 2_000, minRingMs: 15_000, recallLockHours: 0 },
} as const satisfies Readonly<Record<string, LawProfile>>;

/** The strictest of what may apply wins: of each figure the one that allows least. */
export function strictest(profiles: readonly LawProfile[]): LawProfile {
  const [first, ...others] = profiles;
  if (first === undefined) throw new RangeError('There is no strictest of no laws.');
  return others.reduce((one, other) => ({
    abandonCapRatio: Math.min(one.abandonCapRatio, other.abandonCapRatio),
    window: windowHours(one.window) <= windowHours(other.window) ? one.window : other.window,
    clockStarts: one.clockStarts === 'answer' ? 'answer' : other.clockStarts,
    connectWithinMs: Math.min(one.connectWithinMs, other.connectWithinMs),
    minRingMs: Math.max(one.minRingMs, other.minRingMs),
    recallLockHours: Math.max(one.recallLockHours, other.recallLockHours),
  }), first);
}

/** The shorter, the stricter: a cap that every short window keeps is kept by all long ones. */
function windowHours(window: LawWindow): number {
  return window.kind === 'rolling' ? window.hours : Number.POSITIVE_INFINITY;
}

/** By the name that a campaign has; `strictest` is of those that allow predictive dialing at all. */
export const LAW_PROFILES = {
  'strictest': strictest([BY_REGIME['us-tsr'], BY_REGIME['uk-3-percent'], BY_REGIME['ca-crtc']]),
  ...BY_REGIME,
} as const satisfies Readonly<Record<string, LawProfile>>;

export type LawProfileName = keyof typeof LAW_PROFILES;
export const LAW_PROFILE_NAMES = Object.keys(LAW_PROFILES) as [LawProfileName, ...LawProfileName[]]; // the keys of the object above
export const DEFAULT_LAW_PROFILE: LawProfileName = 'strictest';

export function lawOf(name: LawProfileName): LawProfile {
  return LAW_PROFILES[name];
}

/**
 * The law by which a campaign's abandonment is judged: of the profile that it has chosen and of those that bind where its
 * contacts are, the strictest. `countries` null: not known yet, and the chosen one alone holds.
 */
export function abandonmentLawOf({ lawProfile, purpose, countries }: ChosenLaw): LawProfile {
  return strictest([lawOf(lawProfile), ...(countries ?? []).flatMap((country) => bindingProfiles(country, purpose)).map(lawOf)]);
}

export interface ChosenLaw {
  readonly lawProfile: LawProfileName;
  readonly purpose: Purpose | null;
  /** Of its contacts, ISO 3166-1. */
  readonly countries: readonly string[] | null;
}

/** The FTC's rule is about sales; Ofcom's is about every call, and so is the CRTC's about every solicitation. */
export function bindingProfiles(country: string, purpose: Purpose | null): readonly LawProfileName[] {
  const sells = purpose === null || purpose === 'sales';
  if (country === 'US') return sells ? ['us-tsr'] : [];
  if (country === 'CA') return sells ? ['ca-crtc'] : [];
  return country === 'GB' ? ['uk-2017'] : [];
}

/**
 * How long an answered call may wait for an agent, in milliseconds: the installation's own limit within the law's. The pacer
 * reckons with it, the message is played at it, the switch's guard looks after it, and the invariants judge by it.
 */
export function connectWithinMs(law: Pick<LawProfile, 'connectWithinMs'> | null, configuredMs: number): number {
  return law === null ? configuredMs : Math.min(configuredMs, law.connectWithinMs);
}

/** A campaign's retry rules within the law's lock: who was abandoned is not called before it is over. */
export function withRecallLock(rules: RetryRules, law: LawProfile): RetryRules {
  const { abandoned } = rules.byOutcome;
  const lockSec = law.recallLockHours * 60 * 60;
  if (abandoned === undefined || abandoned.waitSec >= lockSec) return rules;
  return { ...rules, byOutcome: { ...rules.byOutcome, abandoned: { ...abandoned, waitSec: lockSec } } };
}
