import type { Unreached } from '../agent/phone-trouble';
import type { PacingReason } from './pacing';

/** Where the agents of a campaign are. Whoever is idle for it is in none of these counts but the first two. */
export interface Crew {
  /** Who serve it, signed in or not. */
  readonly assigned: number;
  readonly signedIn: number;
  readonly onBreak: number;
  readonly onCall: number;
  readonly wrapUp: number;
  /** Idle, and dealt to another campaign that dials too. */
  readonly forOthers: number;
  /** Signed in with a phone that is rung for each call: nobody who answered could wait for that. */
  readonly onDemand: number;
  /** Available, and the phone is being called for the first time now. */
  readonly phonesCalled: number;
  /** Available but for the phone. */
  readonly unreached: readonly Unreached[];
}

export interface Circumstances {
  readonly crew: Crew;
  /** When the first of the contacts that wait may be called; null when none waits. */
  readonly nextTargetAtMs: number | null;
  /** What holds a campaign back beside its pacer. */
  readonly others: readonly PacingReason[];
}

/** So many phones are named; of hundreds a list helps nobody. */
const NAMED = 20;

/** The pacer's reasons with what it does not see of them, and all others: none of them contradicts another. */
export function allReasons(decided: readonly PacingReason[], { crew, nextTargetAtMs, others }: Circumstances): PacingReason[] {
  const told = decided.map((reason) => reason.limit === 'nobody-idle' ? withCrew(reason, crew) : reason.limit === 'targets' ? withNext(reason, nextTargetAtMs) : reason);
  const { unreached } = crew;
  const phones: PacingReason[] = unreached.length === 0 ? [] : [{ limit: 'phones-unreachable', unreached: unreached.slice(0, NAMED), figures: { phones: unreached.length } }];
  // Whose phones are dead is not idle because of that: it comes first.
  const all = told[0]?.limit === 'nobody-idle' ? [...phones, ...told, ...others] : [...told, ...phones, ...others];
  return all.length > 1 ? all.filter(({ limit }) => limit !== 'none') : all;
}

function withCrew(reason: PacingReason, { unreached, ...counts }: Crew): PacingReason {
  return { ...reason, figures: { ...reason.figures, ...counts, phonesUnreached: unreached.length } };
}

function withNext(reason: PacingReason, nextTargetAtMs: number | null): PacingReason {
  return nextTargetAtMs === null ? reason : { ...reason, figures: { ...reason.figures, nextAtMs: nextTargetAtMs } };
}
