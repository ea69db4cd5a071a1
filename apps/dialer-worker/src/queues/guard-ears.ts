import type { FreeingHeard } from '@paceline/domain/queue/freeing';
import type { CallNews, EndedCall } from '../calls/call-news';

/** While nobody asks, only the newest are kept: old ones teach little. */
const KEPT_AT_MOST = 2_000;

/** Calls that came, by their queue's line, and how long agents talked and wrapped up, on whatever line, by client. */
export interface GuardHeard {
  readonly arrived: ReadonlyMap<string, number>;
  readonly busy: ReadonlyMap<string, FreeingHeard>;
}

interface Busy { readonly talkedForMs: number[]; readonly wrappedForMs: number[] }

/** Hears what the guard of the service levels learns from: each thing is told once. */
export class GuardEars {
  private arrived = new Map<string, number>();
  private busy = new Map<string, Busy>();
  /** Who has talked, and may be wrapping up, by agent. */
  private readonly talked = new Map<string, { readonly clientId: string; readonly endedAtMs: number }>();

  constructor(news: CallNews) {
    news.on('queued', (line) => { this.arrived.set(line, (this.arrived.get(line) ?? 0) + 1); });
    news.on('ended', (ended) => { this.ended(ended); });
    news.on('wrap-up-ended', (agentId, atMs) => { this.wrappedUp(agentId, atMs); });
  }

  take(): GuardHeard {
    const { arrived, busy } = this;
    this.arrived = new Map();
    this.busy = new Map();
    return { arrived, busy };
  }

  private ended({ call, endedAtMs, wasTalking }: EndedCall): void {
    if (!wasTalking || call.talkingSinceMs === null) return;
    const { clientId } = call.facts;
    add(this.of(clientId).talkedForMs, endedAtMs - call.talkingSinceMs);
    if (call.lastAgentId !== null) this.talked.set(call.lastAgentId, { clientId, endedAtMs });
  }

  private wrappedUp(agentId: string, atMs: number): void {
    const talk = this.talked.get(agentId);
    this.talked.delete(agentId);
    if (talk !== undefined) add(this.of(talk.clientId).wrappedForMs, atMs - talk.endedAtMs);
  }

  private of(clientId: string): Busy {
    const known = this.busy.get(clientId) ?? { talkedForMs: [], wrappedForMs: [] };
    this.busy.set(clientId, known);
    return known;
  }
}

function add(times: number[], ms: number): void {
  times.push(Math.max(0, ms)); // the switch's clock and ours differ by milliseconds
  if (times.length > KEPT_AT_MOST) times.shift();
}
