import type { Overflow } from '../queue/queue-settings';
import { nodesInOrder } from './branches';
import type { Script } from './script';

/** A number outside to which callers are sent. */
export interface SentOutside {
  readonly number: string;
  /** Null: through whichever may reach it. */
  readonly gateway: string | null;
}

export function sentOutsideBy(script: Script): readonly SentOutside[] {
  return nodesInOrder(script).flatMap(([, node]) => node.kind === 'number' ? [node] : []);
}

export function sentOutsideByQueue({ waitedTooLong, full, nobodySignedIn }: Overflow): readonly SentOutside[] {
  return [waitedTooLong, full, nobodySignedIn].flatMap((way) => way?.kind === 'number' ? [way] : []);
}

/**
 * The first of these numbers that could not be called without this gateway: it is named for it, or no other one that is there may
 * reach it. Null: the gateway may go.
 * @param mayReach whether a gateway may call a number
 */
export function needing(name: string, sent: readonly SentOutside[], mayReach: (gateway: string, number: string) => boolean, others: readonly string[]): string | null {
  const needs = ({ number, gateway }: SentOutside): boolean => gateway === null
    ? mayReach(name, number) && !others.some((other) => mayReach(other, number)) : gateway === name;
  return sent.find(needs)?.number ?? null;
}
