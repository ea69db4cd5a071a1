import type { PacingLimit, PacingReason } from '@paceline/domain/pacing';

/** Limits of which there is nothing more to tell. */
type Bare = 'callers-first' | 'nothing-allowed' | 'switch' | 'stale' | 'none';
/** What is told of the others: the figures behind the reason, and of some a gateway, a person, phones. */
export type Reason = Omit<PacingReason, 'limit'>;
export type PacingTold = { readonly [Limit in PacingLimit]: Limit extends Bare ? null : Reason };
