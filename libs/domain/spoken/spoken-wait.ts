/** What a caller is told of the time that they will wait. */
export type SpokenWait =
  | { readonly kind: 'under-minute' }
  | { readonly kind: 'minutes'; readonly minutes: number }
  | { readonly kind: 'over-hour' };

const EXACT_UP_TO_MIN = 10;
const STEP_MIN = 5;

/**
 * An expected wait in seconds, as it is said: never less than it is, since who was promised less hangs up angrier than who was
 * told the truth; by single minutes up to ten, then by fives, since the estimate is no better than that. Throws RangeError
 * for what is no length of time.
 */
export function spokenWait(seconds: number): SpokenWait {
  if (Number.isNaN(seconds) || seconds < 0) throw new RangeError(`${String(seconds)} s is no time to wait`);
  if (seconds < 60) return { kind: 'under-minute' };
  const exact = Math.ceil(seconds / 60);
  const minutes = exact <= EXACT_UP_TO_MIN ? exact : Math.ceil(exact / STEP_MIN) * STEP_MIN;
  return minutes > 60 ? { kind: 'over-hour' } : { kind: 'minutes', minutes };
}
