import { unreachedInWords, type Unreached } from '../agent/phone-trouble';
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

/** The pacer's reasons with what it does not see of them, and all others: none of them contradicts another. */
export function allReasons(decided: readonly PacingReason[], { crew, nextTargetAtMs, others }: Circumstances): PacingReason[] {
  const told = decided.map((reason) => reason.limit === 'nobody-idle' ? withCrew(reason, crew) : reason.limit === 'targets' ? withNext(reason, nextTargetAtMs) : reason);
  const { unreached } = crew;
  const phones: PacingReason[] = unreached.length === 0 ? [] : [{ limit: 'phones-unreachable', detail: unreachedInWords(unreached), figures: { phones: unreached.length } }];
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

/** Why nobody is idle, from the figures of that reason; the bare fact where nothing more is known. */
export function nobodyIdleInWords(figures: PacingReason['figures']): string {
  const { assigned, signedIn = 0, onDemand = 0 } = figures;
  if (assigned === 0) return 'No agent serves this campaign: give its line to some.';
  if (assigned !== undefined && signedIn + onDemand === 0) return assigned === 1 ? 'The only agent of this campaign is not signed in.' : `None of the ${String(assigned)} agents of this campaign is signed in.`;
  const where = WHERE.flatMap(([figure, one, more]) => {
    const count = figures[figure] ?? 0;
    return count === 0 ? [] : [`${String(count)} ${count === 1 ? one : more}`];
  });
  return `No agent of this campaign is idle${where.length === 0 ? '' : `: ${where.join(', ')}`}.`;
}

const WHERE = [
  ['phonesUnreached', 'has a phone that cannot be reached', 'have phones that cannot be reached'],
  ['phonesCalled', 'has a phone that is being called', 'have phones that are being called'],
  ['onCall', 'is on a call', 'are on calls'],
  ['wrapUp', 'wraps up', 'wrap up'],
  ['onBreak', 'is on a break', 'are on a break'],
  ['forOthers', 'is kept for another campaign', 'are kept for other campaigns'],
  ['onDemand', 'has a phone that is rung for each call, and can be given no campaign\'s', 'have phones that are rung for each call, and can be given no campaign\'s'],
] as const;
