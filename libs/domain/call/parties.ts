/** Which way a call goes: we called somebody, or somebody called us. */
export const DIRECTIONS = ['inbound', 'outbound'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** We called: whom, what they were shown, and for how long their phone may ring. */
export interface OutboundParties {
  readonly direction: 'outbound';
  /** Who was called, E.164. */
  readonly phone: string;
  /** The number of ours that they were shown; null for the trunk's own. */
  readonly callerNumber: string | null;
  readonly ringTimeoutSec: number;
}

/** Somebody called us: it rings until we answer or they give up, and nobody says for how long. */
export interface InboundParties {
  readonly direction: 'inbound';
  /** Who called, E.164; null when they withheld their number. */
  readonly phone: string | null;
  readonly callerNumber: null;
  readonly ringTimeoutSec: null;
}

/** Whom we are connected with on a call. `phone` is the other party's number, whichever way it goes. */
export type Parties = OutboundParties | InboundParties;

/** As a call's row has them. */
export interface WrittenParties {
  readonly direction: Direction;
  readonly phone: string | null;
  readonly callerNumber: string | null;
  readonly ringTimeoutSec: number | null;
}

/** @throws Error for a call of ours to nobody, or that would ring for ever: the database takes no such row */
export function partiesOf({ direction, phone, callerNumber, ringTimeoutSec }: WrittenParties): Parties {
  if (direction === 'inbound') return { direction, phone, callerNumber: null, ringTimeoutSec: null };
  if (phone === null || ringTimeoutSec === null) throw new Error('An outbound call names whom it calls, and for how long their phone may ring.');
  return { direction, phone, callerNumber, ringTimeoutSec };
}
