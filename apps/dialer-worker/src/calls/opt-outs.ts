import { optOutCaller } from '@paceline/persistence';
import type { OwnerContext } from '../context/owner-context';
import { persistently } from '../context/persistently';
import type { LiveCall } from './live-call';

/** Whoever presses the key by which they are not called any more. A database that is away is asked until it has it: only then are they told so. */
export class OptOuts {
  constructor(private readonly owner: Pick<OwnerContext, 'dataSource' | 'fence' | 'lease' | 'log'>) {}

  /** False of whoever withholds the number. */
  async put({ callId, facts: { clientId, phone, contactId } }: LiveCall, words: string): Promise<boolean> {
    if (phone === null) return false;
    await persistently(this.owner, () => optOutCaller(this.owner.dataSource, { clientId, callId, phone, contactId, words }));
    return true;
  }
}
