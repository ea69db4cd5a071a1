/**
 * Why somebody goes before others who have waited as long.
 *
 * queue             the queue itself goes before others
 * listed-caller     their number is on a list of callers who go first
 * abandoned-before  they hung up a while ago before an agent came, and call again
 * waited-before     they have waited already: in another queue of this call, or in the call that they gave up
 */
export const PRIORITY_REASONS = ['queue', 'listed-caller', 'abandoned-before', 'waited-before'] as const;
export type PriorityReason = (typeof PRIORITY_REASONS)[number];

/** What is known of a caller when they begin to wait. */
export interface CallerStanding {
  readonly isListed: boolean;
  /** The last call in which they hung up before an agent came: how long ago, and after which wait. Null: none, or they were answered since. */
  readonly abandoned: { readonly agoMs: number; readonly waitedMs: number } | null;
  /** How long they have waited in other queues of this call. */
  readonly waitedElsewhereMs: number;
}

/** A queue's rules. A point is a second: whoever has ten goes before those who came up to ten seconds earlier. */
export interface PriorityRules {
  readonly queuePoints: number;
  readonly listedPoints: number;
  readonly abandonedPoints: number;
  /** For so long after it an abandoned call counts, and the wait in it. */
  readonly abandonedWithinMs: number;
}

export const NO_PRIORITY: PriorityRules = { queuePoints: 0, listedPoints: 0, abandonedPoints: 0, abandonedWithinMs: 0 };

/**
 * However many reasons somebody has. By this nobody starves: whoever has waited half an hour longer than another goes first,
 * whatever the other's reasons, and every second of a wait counts as much as a point.
 */
export const MOST_POINTS = 1_800;

/** Points from 0 to `MOST_POINTS`, and what they were given for; the reasons may add up to more. */
export interface Priority {
  readonly points: number;
  readonly reasons: readonly { readonly reason: PriorityReason; readonly points: number }[];
}

/**
 * The points of a call, set when it begins to wait; its wait itself is added by the order of service (`order-of-service`), so that
 * it ages. The same sum is mod_callcenter's score (`base_score` and the seconds waited) and Genesys's conversation score.
 */
export function priorityOf({ isListed, abandoned, waitedElsewhereMs }: CallerStanding, rules: PriorityRules): Priority {
  const abandonedLately = abandoned !== null && abandoned.agoMs <= rules.abandonedWithinMs ? abandoned : null;
  const given: Readonly<Record<PriorityReason, number>> = {
    'queue': rules.queuePoints,
    'listed-caller': isListed ? rules.listedPoints : 0,
    'abandoned-before': abandonedLately === null ? 0 : rules.abandonedPoints,
    'waited-before': (waitedElsewhereMs + (abandonedLately?.waitedMs ?? 0)) / 1_000,
  };
  const reasons = PRIORITY_REASONS.map((reason) => ({ reason, points: given[reason] })).filter(({ points }) => points > 0);
  return { points: Math.min(MOST_POINTS, reasons.reduce((sum, { points }) => sum + points, 0)), reasons };
}
