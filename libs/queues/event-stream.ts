import type { Redis } from 'ioredis';
import type { RealtimeEvent } from '@paceline/contracts/realtime';

const KEPT_ENTRIES = 20_000;
/** A worker says something of each campaign that it paces every second. */
const CAMPAIGN_KEPT_MS = 10_000;
/** The id before every entry. */
const START = '0-0';

/** Worker to screens: an append-only Redis stream; its entry ids are the sequence numbers of the clients. */
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
    return id ?? START;
  }

  /** Several in their order, in one round trip; their ids. Throws when one of them was not taken. */
  async publishAll(events: readonly RealtimeEvent[]): Promise<string[]> {
    const pipeline = this.redis.pipeline();
    for (const event of events) {
      const text = JSON.stringify(event);
      if (event.type === 'campaign') pipeline.set(this.campaignKey(event.campaignId), text, 'PX', CAMPAIGN_KEPT_MS);
      pipeline.xadd(this.key, 'MAXLEN', '~', KEPT_ENTRIES, '*', 'event', text);
    }
    return (await pipeline.exec() ?? []).flatMap(([error, answer]) => {
      if (error !== null) throw error;
      return answer === 'OK' ? [] : [String(answer)]; // SET answers OK, XADD the entry's id
    });
  }

  /** What the worker last said of a campaign; null when it has not paced it in the last seconds. */
  async campaignNow(campaignId: string): Promise<CampaignEvent | null> {
    const event = await this.redis.get(this.campaignKey(campaignId));
    return event === null ? null : JSON.parse(event) as CampaignEvent; // only `publish` writes it
  }

  /** The id after which everything is still to come; `0-0` of an empty stream. */
  async lastId(): Promise<string> {
    const [last] = await this.redis.xrevrange(this.key, '+', '-', 'COUNT', 1);
    return last?.[0] ?? START;
  }

  /**
   * Entries after an id, or null when that cannot be told: some of them are gone already, or the id is none
   * that this stream can have given (another stream's, before a flush; anything that a client made up).
   */
  async since(id: string, count: number): Promise<readonly StreamEntry[] | null> {
    if (!/^[0-9]{1,19}-[0-9]{1,19}$/.test(id)) return null;
    // The entries before the looks at what is left: what is cut in between makes it null, never incomplete.
    const entries = await this.redis.xrange(this.key, `(${id}`, '+', 'COUNT', count);
    const [first] = await this.redis.xrange(this.key, '-', '+', 'COUNT', 1);
    if (first === undefined) return id === START ? [] : null;
    // From the start: the stream is cut only once it is longer than what is kept.
    if (id === START ? await this.redis.xlen(this.key) >= KEPT_ENTRIES : isBefore(id, first[0])) return null;
    if (isBefore(await this.lastId(), id)) return null;
    return toEntries(entries);
  }

  /** Waits up to `blockMs` for entries after an id. Needs a connection of its own: it blocks. */
  async wait(id: string, blockMs: number): Promise<readonly StreamEntry[]> {
    const streams = await this.redis.xread('COUNT', 500, 'BLOCK', blockMs, 'STREAMS', this.key, id);
    return streams === null ? [] : streams.flatMap(([, entries]) => toEntries(entries));
  }
}

export type CampaignEvent = Extract<RealtimeEvent, { type: 'campaign' }>;

export interface StreamEntry { readonly id: string; readonly event: RealtimeEvent }

function toEntries(entries: readonly (readonly [id: string, fields: readonly string[]])[]): StreamEntry[] {
  return entries.map(([id, fields]) => ({ id, event: JSON.parse(fields[1] ?? '') as RealtimeEvent })); // only `publish` writes here
}

function isBefore(a: string, b: string): boolean {
  const [aMs = 0, aSeq = 0] = a.split('-').map(Number);
  const [bMs = 0, bSeq = 0] = b.split('-').map(Number);
  return aMs < bMs || (aMs === bMs && aSeq < bSeq);
}
