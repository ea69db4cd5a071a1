import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Environment } from '@paceline/platform/environment';
import { messageOf } from '@paceline/platform/errors';
import type { Logger } from '@paceline/platform/logger';
import { EventStream, FIRST_EVENT_ID } from '@paceline/queues';
import { RedisConnections } from '../infrastructure/redis-connections';
import { InjectEnvironment, InjectLogger } from '../infrastructure/tokens';
import { Feed, type FeedSource, type Screen } from './feed';
import { SnapshotService } from './snapshot.service';
import type { Viewer } from './visibility';

const WAIT_MS = 5_000;
const AGAIN_AFTER_MS = 1_000;

/** Reads the stream of events once for this instance, and offers each to every screen. */
@Injectable()
export class LiveHub implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly feeds = new Set<Feed>();
  private readonly blocking: EventStream;
  private position: string | null = null;
  private stopped = false;

  constructor(
    private readonly stream: EventStream,
    private readonly snapshots: SnapshotService,
    redis: RedisConnections,
    @InjectEnvironment() environment: Environment,
    @InjectLogger() private readonly log: Logger,
  ) {
    this.blocking = new EventStream(redis.stream, environment.REDIS_PREFIX);
    // The client repeats a blocked read by itself after a reconnection: only this tells that there was one.
    redis.stream.on('ready', () => { this.checked(); });
  }

  onApplicationBootstrap(): void {
    void this.read();
  }

  beforeApplicationShutdown(): void {
    this.stopped = true;
    for (const feed of this.feeds) feed.close();
  }

  open(viewer: Viewer, screen: Screen): Feed {
    const source: FeedSource = {
      position: () => this.position ?? FIRST_EVENT_ID,
      since: (id, count) => this.stream.since(id, count),
      snapshot: () => this.snapshots.take(viewer),
    };
    const feed = new Feed(viewer, screen, source);
    this.feeds.add(feed);
    return feed;
  }

  close(feed: Feed): void {
    feed.close();
    this.feeds.delete(feed);
  }

  /** Until the shutdown; whatever ended the reading, it goes on where it was. */
  private async read(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.follow();
      } catch (thrown) {
        if (this.isStopped()) return;
        this.log.warn({ error: messageOf(thrown) }, 'the stream of events cannot be read now');
        await delay(AGAIN_AFTER_MS, undefined, { ref: false });
        this.checked();
      }
    }
  }

  private async follow(): Promise<void> {
    this.position ??= await this.blocking.lastId();
    while (!this.stopped) {
      for (const entry of await this.blocking.wait(this.position, WAIT_MS)) {
        this.position = entry.id;
        for (const feed of this.feeds) feed.offer(entry);
      }
    }
  }

  /** Entries may have been trimmed, or all of Redis lost, while nobody read: then screens must not go on as if nothing was. */
  private checked(): void {
    void this.insist('screens cannot be brought up to date now', async () => {
      if (this.position === null || await this.stream.since(this.position, 1) !== null) return;
      this.position = await this.stream.lastId();
      for (const feed of this.feeds) if (feed.isLive) void this.insist('a screen cannot be brought up to date now', () => this.feeds.has(feed) ? feed.restart() : Promise.resolve());
    });
  }

  private async insist(trouble: string, work: () => Promise<void>): Promise<void> {
    while (!this.stopped) {
      try {
        await work();
        return;
      } catch (thrown) {
        this.log.warn({ error: messageOf(thrown) }, trouble);
        await delay(AGAIN_AFTER_MS, undefined, { ref: false });
      }
    }
  }

  /** A method, so that the compiler does not take the flag for unchanged across an await. */
  private isStopped(): boolean {
    return this.stopped;
  }
}
