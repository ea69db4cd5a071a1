import { NO_HISTORY, type CallerHistory } from '@paceline/domain/queue/known-caller';
import { callerHistory, isOnLists, type Queue } from '@paceline/persistence';
import type { OwnerContext } from '../context/owner-context';
import type { LiveCall } from './live-call';

/** Nobody's wait begins later than this for what a database that is away could say of them. */
const KNOWN_WITHIN_MS = 250;

export interface KnownCaller extends CallerHistory { readonly isListed: boolean }
const NOBODY: KnownCaller = { ...NO_HISTORY, isListed: false };

/** What a queue's rules ask of whoever comes into it: read when they do, and done without when it cannot be. */
export class KnownCallers {
  /** Those who came before are known: whoever is read sooner takes nobody's place. */
  private before: Promise<void> = Promise.resolve();

  constructor(private readonly owner: Pick<OwnerContext, 'dataSource' | 'log'>, private readonly rows = { history: callerHistory, isOnLists }) {}

  async of(call: LiveCall, queue: Queue): Promise<KnownCaller> {
    const known = this.read(call, queue);
    this.before = Promise.all([this.before, known]).then(() => undefined);
    await this.before;
    return await known;
  }

  /** Never fails, and takes no longer than it may. */
  private async read({ callId, facts: { clientId, phone } }: LiveCall, { lastAgentFirstSec, priority: { listedPoints, lists, abandonedPoints, abandonedWithinSec } }: Queue): Promise<KnownCaller> {
    if (phone === null) return NOBODY;
    const { dataSource } = this.owner;
    const asksLists = listedPoints > 0 ? lists : [];
    const read = Promise.all([this.rows.history(dataSource, { clientId }, phone), asksLists.length > 0 && this.rows.isOnLists(dataSource, { clientId }, phone, asksLists)]);
    return await this.inTime(callId, read.then(([history, isListed]) => ({
      ...history, isListed,
      lastAgentId: lastAgentFirstSec > 0 ? history.lastAgentId : null,
      abandoned: abandonedPoints > 0 || abandonedWithinSec > 0 ? history.abandoned : null,
    })));
  }

  private async inTime(callId: string, known: Promise<KnownCaller>): Promise<KnownCaller> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => { timer = setTimeout(() => { reject(new Error('not read in time')); }, KNOWN_WITHIN_MS); });
    try {
      return await Promise.race([known, late]);
    } catch (thrown) {
      this.owner.log.warn({ callId, err: thrown }, 'nothing is known of a caller: they wait as anybody does');
      return NOBODY;
    } finally {
      clearTimeout(timer);
    }
  }
}
