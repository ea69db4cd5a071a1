import { isPassing } from '@paceline/persistence';
import { messageOf } from '@paceline/platform/errors';
import type { HeldLease } from '../leases/held-lease';
import type { OwnerContext } from './owner-context';

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 2_000;

/** An owner as far as trying again is concerned. */
type Trying = Pick<OwnerContext, 'fence' | 'log'> & { readonly lease: Pick<HeldLease, 'isHeld' | 'isWanted' | 'fence'> };
/** @param again it was tried before, and may have been carried out without an answer */
type Work<T> = (again: boolean) => Promise<T>;

/** Tries what an owner does again until it succeeds, or the ownership is over: then it is for the next one to do. */
export async function persistently<T>(owner: Trying, work: Work<T>): Promise<T> {
  return await tryWhile(owner, work, () => owner.lease.isHeld() && owner.lease.fence === owner.fence);
}

/**
 * Tries to write what happened on the switch until it succeeds, however long the database is away: also when the
 * lease runs out meanwhile, because nobody else heard it. A newer owner's fence makes a late write harmless.
 */
export async function whateverComes<T>(owner: Trying, work: Work<T>): Promise<T> {
  return await tryWhile(owner, work, () => owner.lease.isWanted);
}

async function tryWhile<T>(owner: Trying, work: Work<T>, mayTry: () => boolean): Promise<T> {
  for (let waitMs = FIRST_WAIT_MS, again = false; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS), again = true) {
    try {
      return await work(again);
    } catch (thrown) {
      if (!isPassing(thrown) || !mayTry()) throw thrown;
      owner.log.warn({ error: messageOf(thrown) }, 'write failed, trying again');
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}
