import type { Redis } from 'ioredis';
import type { RealtimeEvent } from '@paceline/contracts/realtime';
import { FIRST_EVENT_ID, eventId, isAfter, placeOf } from './event-id';

/** Of up to twenty a second, however much happens: minutes, and hours of a quiet day. */
const KEPT_ENTRIES = 4_000;
/** A worker says something of each campaign that it paces every second. */
const CAMPAIGN_KEPT_MS = 10_000;
/**
 * Worker to screens: an append-only Redis stream. What is said at once is one entry, so that it costs Redis one command;
 * the ids of the events in it (`event-id`) are the sequence numbers of the clients.
 */
export class EventStream {
  constructor(private readonly redis: Redis, private readonly prefix: string) {}

  get key(): string {
    return `{${this.prefix}}:events`;
  }

  private campaignKey(campaignId: string): string {
    return `{${this.prefix}}:campaign:${campaignId}`;
  }

  async publish(event: RealtimeEvent): Promise<string> {
    const [id] = await this.publishAll([event]);
    return id ?? FIRST_EVENT_ID;
  }

  /** Several in their order, in one round trip; their ids. Throws when one of them was not taken. */
  async publishAll(events: readonly RealtimeEvent[]): Promise<string[]> {
    if (events.length === 0) return [];
    const pipeline = this.redis.pipeline();
    for (const event of events) {
      if (event.type === 'campaign') pipeline.set(this.campaignKey(event.campaignId), JSON.stringify(event), 'PX', CAMPAIGN_KEPT_MS);
    }
    pipeline.xadd(this.key, 'MAXLEN', '~', KEPT_ENTRIES, '*', 'events', JSON.stringify(events));
    const answers = (await pipeline.exec() ?? []).map(([error, answer]) => {
      if (error !== null) throw error;
      return String(answer);
    });
    return events.map((_event, index) => eventId(answers.at(-1) ?? FIRST_EVENT_ID, index));
  }

  /** What the worker last said of a campaign; null when it has not paced it in the last seconds. */
  async campaignNow(campaignId: string): Promise<CampaignEvent | null> {
    const event = await this.redis.get(this.campaignKey(campaignId));
    return event === null ? null : JSON.parse(event) as CampaignEvent; // only `publish` writes it
  }

  /** The id after which everything is still to come; `0-0` of an empty stream. */
  async lastId(): Promise<string> {
    return toEntries(await this.redis.xrevrange(this.key, '+', '-', 'COUNT', 1)).at(-1)?.id ?? FIRST_EVENT_ID;
  }

  /**
   * Events after an id, `count` of them or more if there are so many, or null when that cannot be told: some of them are gone already, or the id is none
   * that this stream can have given (another stream's, before a flush; anything that a client made up).
   */
  async since(id: string, count: number): Promise<readonly StreamEntry[] | null> {
    const place = placeOf(id);
    if (place === null) return null;
    // The entries before the looks at what is left: what is cut in between makes it null, never incomplete.
    const entries = await this.redis.xrange(this.key, place.entry, '+', 'COUNT', count + 1);
    const [first] = await this.redis.xrange(this.key, '-', '+', 'COUNT', 1);
    const fromTheStart = place.entry === FIRST_EVENT_ID;
    if (first === undefined) return fromTheStart ? [] : null;
    // From the start: the stream is cut only once it is longer than what is kept.
    if (fromTheStart ? await this.redis.xlen(this.key) >= KEPT_ENTRIES : isAfter(first[0], place.entry)) return null;
    if (isAfter(place.entry, placeOf(await this.lastId())?.entry ?? FIRST_EVENT_ID)) return null;
    return toEntries(entries).filter((entry) => isAfter(entry.id, id));
  }

  /** Waits up to `blockMs` for events of later entries than an id's. Needs a connection of its own: it blocks. */
  async wait(id: string, blockMs: number): Promise<readonly StreamEntry[]> {
    const streams = await this.redis.xread('COUNT', 500, 'BLOCK', blockMs, 'STREAMS', this.key, placeOf(id)?.entry ?? FIRST_EVENT_ID);
    return streams === null ? [] : streams.flatMap(([, entries]) => toEntries(entries));
  }
}

export type CampaignEvent = Extract<RealtimeEvent, { type: 'campaign' }>;

export interface StreamEntry { readonly id: string; readonly event: RealtimeEvent }

function toEntries(entries: readonly (readonly [id: string, fields: readonly string[]])[]): StreamEntry[] {
  return entries.flatMap(([id, fields]) => {
    const said = JSON.parse(fields[1] ?? '[]') as readonly RealtimeEvent[] | RealtimeEvent; // only `publishAll` writes here
    const events = 'type' in said ? [said] : said; // an entry of an earlier release was one event
    return events.map((event, index) => ({ id: eventId(id, index), event }));
  });
}
