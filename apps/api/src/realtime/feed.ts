import type { SequencedEvent, Snapshot } from '@paceline/contracts/live';
import { FIRST_EVENT_ID, isAfter, type StreamEntry } from '@paceline/queues';
import { maySee, visiblePart, type Viewer } from './visibility';

export interface Screen {
  readonly event: (event: SequencedEvent) => void;
  readonly snapshot: (snapshot: Snapshot) => void;
}

/** Where the events come from, and how far the instance has read. */
export interface FeedSource {
  /** The id behind which everything is still to be offered. */
  readonly position: () => string;
  /** Entries after an id, or null when some of them are gone already. */
  readonly since: (id: string, count: number) => Promise<readonly StreamEntry[] | null>;
  readonly snapshot: () => Promise<Snapshot>;
}

/** Entries of the stream, each of which may hold all that happened within a moment. */
const PAGE = 100;

/**
 * One screen. It first reads what it missed, by itself; once it has caught up with the instance it is live, and is
 * offered each new event. Between the two nothing can get lost: the last look at the position and the turning
 * live are one step without a pause.
 */
export class Feed {
  private lastId = FIRST_EVENT_ID;
  private live = false;
  private turn = 0;

  constructor(readonly viewer: Viewer, private readonly screen: Screen, private readonly source: FeedSource) {}

  /**
   * Goes on behind an id, or from a snapshot when there is none or it is too old. Throws when the source is away;
   * the screen then knows nothing new, and may ask again.
   */
  async resume(after: string | null): Promise<void> {
    const turn = ++this.turn;
    this.live = false;
    this.lastId = after ?? FIRST_EVENT_ID;
    let needsSnapshot = after === null;
    for (;;) {
      if (needsSnapshot) {
        const snapshot = await this.source.snapshot();
        if (turn !== this.turn) return;
        this.lastId = snapshot.id;
        this.screen.snapshot(visiblePart(this.viewer, snapshot));
      }
      const missed = await this.source.since(this.lastId, PAGE);
      if (turn !== this.turn) return; // asked again meanwhile, or gone
      needsSnapshot = missed === null;
      for (const entry of missed ?? []) this.show(entry);
      if (missed !== null && missed.length < PAGE && !isAfter(this.source.position(), this.lastId)) { this.live = true; return; }
    }
  }

  offer(entry: StreamEntry): void {
    if (this.live && isAfter(entry.id, this.lastId)) this.show(entry);
  }

  /** Shows each event as it comes; not before the screen has asked, nor while it catches up. */
  get isLive(): boolean {
    return this.live;
  }

  /** As if the screen had just come back with what it saw last. */
  async restart(): Promise<void> {
    await this.resume(this.lastId);
  }

  close(): void {
    this.turn += 1;
    this.live = false;
  }

  private show({ id, event }: StreamEntry): void {
    this.lastId = id;
    if (maySee(this.viewer, event)) this.screen.event({ id, event });
  }
}
