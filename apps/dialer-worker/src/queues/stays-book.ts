import { LONGEST_DAY_MS } from '@paceline/domain/metrics/live-figures';
import { LONGEST_STAY_MS } from '@paceline/domain/queue/stays';
import type { QueueStay } from '@paceline/persistence';
import type { Clock } from '@paceline/platform/clock';

/** What began longer ago than this before the last look is written by then. */
const WRITTEN_WITHIN_MS = 60_000;

/** `ended`: nobody has taken them yet. */
interface Known { readonly stays: Map<string, QueueStay>; readonly ended: QueueStay[]; readAtMs: number }

/** The stays in queues of today, whatever their zone: the day's once, and then only those that may have begun or ended since. */
export class StaysBook {
  private readonly queues = new Map<string, Known>();
  private readonly beganAtMs: number;

  /** @param read the stays in a queue that began from an instant on */
  constructor(private readonly clock: Pick<Clock, 'nowMs'>, private readonly read: (queueId: string, from: Date) => Promise<readonly QueueStay[]>) {
    this.beganAtMs = clock.nowMs();
  }

  /** As they were known last. */
  of(queueId: string): readonly QueueStay[] {
    return [...this.queues.get(queueId)?.stays.values() ?? []];
  }

  isKnown(queueId: string): boolean {
    return this.queues.has(queueId);
  }

  /** The stays that are over, each once; of those that were over before the book was begun another worker was told. */
  takeEnded(queueId: string): readonly QueueStay[] {
    return this.queues.get(queueId)?.ended.splice(0) ?? [];
  }

  async look(queueId: string): Promise<void> {
    const nowMs = this.clock.nowMs();
    const oldestMs = nowMs - LONGEST_DAY_MS - LONGEST_STAY_MS;
    const before = this.queues.get(queueId);
    const open = this.of(queueId).filter(({ left }) => left === null).map(({ enteredAtMs }) => enteredAtMs);
    const found = await this.read(queueId, new Date(Math.max(oldestMs, Math.min((before?.readAtMs ?? oldestMs) - WRITTEN_WITHIN_MS, ...open))));
    // Somebody else may have looked meanwhile.
    const known = this.queues.get(queueId) ?? { stays: new Map<string, QueueStay>(), ended: [], readAtMs: oldestMs };
    known.ended.push(...found.filter((stay) => stay.left !== null && stay.left.atMs >= this.beganAtMs && (known.stays.get(keyOf(stay))?.left ?? null) === null));
    for (const stay of found) known.stays.set(keyOf(stay), stay);
    for (const stay of known.stays.values()) if (stay.enteredAtMs < oldestMs) known.stays.delete(keyOf(stay));
    known.readAtMs = nowMs;
    this.queues.set(queueId, known);
  }
}

const keyOf = ({ callId, enteredAtMs }: QueueStay): string => `${callId} ${enteredAtMs}`;
