import { isPassing } from '@paceline/persistence';
import { messageOf } from '@paceline/platform/errors';
import type { OwnerContext } from '../owner/owner-context';

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 2_000;

/**
 * Tries a write again until it succeeds or the lease is gone: what happened on the switch must reach its
 * row however long the database is away. Another owner's fence makes a late write harmless.
 */
export async function persistently<T>(owner: OwnerContext, work: () => Promise<T>): Promise<T> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      return await work();
    } catch (thrown) {
      if (!isPassing(thrown) || !owner.lease.isHeld()) throw thrown;
      owner.log.warn({ error: messageOf(thrown) }, 'write failed, trying again');
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}
