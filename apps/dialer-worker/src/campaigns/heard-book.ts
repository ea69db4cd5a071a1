import { isStrictlyAbandoned, wantedAgent } from '@paceline/domain/call/outcome';
import type { Heard } from '@paceline/domain/pacing';
import { campaignOfLine, lineOfCampaign, queueOfLine } from '@paceline/domain/routing/line';
import type { CallNews, EndedCall } from '../calls/call-news';
import type { LiveCall } from '../calls/live-call';
import type { KnownAgents } from '../context/known-agents';

/** While nobody asks (paused, the switch away), only the newest of each kind are kept: old ones teach little. */
const KEPT_AT_MOST = 2_000;

type Times = 'answeredAfterMs' | 'failedAfterMs' | 'cancelledAfterMs' | 'talkedForMs' | 'wrappedForMs';
type Batch = { -readonly [Part in keyof Heard]: Heard[Part] extends number ? number : number[] };

/**
 * What happened on each line since its pacer looked last, of inbound calls only for how long their agents talked and wrapped up:
 * each thing in exactly one snapshot of its line. Talks with callers of a queue are heard by every campaign that their agent
 * serves: they come free for it, too. A snapshot opens what has come in; only the decision that learned from it closes it, so
 * that a tick that fails in between loses nothing.
 */
export class HeardBook {
  private readonly coming = new Map<string, Batch>();
  private readonly opened = new Map<string, Batch>();
  /** By which line their customer of now, or of the last talk, was dialed, by agent. */
  private readonly broughtBy = new Map<string | null, string>();
  private readonly wrapping = new Map<string, { readonly line: string; readonly sinceMs: number }>();

  /** @param news of the calls that it is to hear of */
  constructor(news: CallNews, private readonly agents: Pick<KnownAgents, 'linesOf'>) {
    news.on('answered', (call) => { this.answered(call); });
    news.on('agent-wanted', (call) => { this.answered(call); });
    news.on('abandoned', (call) => { this.abandoned(call); });
    news.on('ended', (ended) => { this.ended(ended); });
    news.on('wrap-up-began', (line, agentId, sinceMs) => { this.wrapping.set(agentId, { line, sinceMs }); });
    news.on('wrap-up-ended', (agentId, atMs) => { this.wrapEnds(agentId, atMs); });
  }

  /** What was heard and not learned from yet. */
  open(line: string): Heard {
    const opened = merged(this.opened.get(line) ?? nothing(), this.coming.get(line) ?? nothing());
    this.coming.delete(line);
    this.opened.set(line, opened);
    return opened;
  }

  /** The pacer has learned from what was opened. */
  close(line: string): void {
    this.opened.delete(line);
  }

  /** Where a campaign plays something itself, it is the key by which an agent is asked for: until then nobody has to be there. */
  private answered(call: LiveCall): void {
    const { owedSinceMs } = call;
    if (call.answerTold || owedSinceMs === null || !call.isOutbound()) return;
    call.answerTold = true;
    this.add(dialedBy(call), 'answeredAfterMs', owedSinceMs - (call.originatingAtMs ?? owedSinceMs));
  }

  /** Lost for want of an agent: the message has begun, or the person hung up before. */
  private abandoned(call: LiveCall): void {
    if (call.abandonTold || !call.isOutbound()) return;
    call.abandonTold = true;
    this.batch(dialedBy(call)).abandoned++;
  }

  private ended({ call, outcome, endedAtMs, wasTalking }: EndedCall): void {
    const line = dialedBy(call);
    if (wasTalking && call.talkingSinceMs !== null) {
      this.broughtBy.set(call.lastAgentId, line);
      this.busy(call.facts.line.id, call.lastAgentId, 'talkedForMs', endedAtMs - call.talkingSinceMs);
    }
    if (!call.isOutbound()) return;
    if (wantedAgent(outcome)) {
      this.answered(call);
      if (isStrictlyAbandoned(outcome)) this.abandoned(call);
      return;
    }
    // Nobody was dialed; or nobody can tell what came of it, and until when it could have been answered.
    if (call.originatingAtMs === null || outcome === 'not-dialed' || outcome === 'lost') return;
    this.add(line, call.givenUp || outcome === 'cancelled' ? 'cancelledAfterMs' : 'failedAfterMs', endedAtMs - call.originatingAtMs);
  }

  private wrapEnds(agentId: string, atMs: number): void {
    const wrapping = this.wrapping.get(agentId);
    this.wrapping.delete(agentId);
    if (wrapping !== undefined) this.busy(wrapping.line, agentId, 'wrappedForMs', atMs - wrapping.sinceMs);
  }

  private busy(line: string, agentId: string | null, what: Times, ms: number): void {
    const lines = queueOfLine(line) === null ? [line] : agentId === null ? [] : [...this.agents.linesOf(agentId), this.broughtBy.get(agentId) ?? line];
    for (const one of new Set(lines)) if (campaignOfLine(one) !== null) this.add(one, what, ms);
  }

  private add(line: string, what: Times, ms: number): void {
    const times = this.batch(line)[what];
    times.push(Math.max(0, ms)); // the switch's clock and ours differ by milliseconds
    if (times.length > KEPT_AT_MOST) times.shift();
  }

  private batch(line: string): Batch {
    const known = this.coming.get(line);
    if (known !== undefined) return known;
    const batch = nothing();
    this.coming.set(line, batch);
    return batch;
  }
}

/** The line by which somebody was dialed, wherever they wait. */
function dialedBy({ facts: { line: { id, campaignId } } }: LiveCall): string {
  return campaignId === null ? id : lineOfCampaign(campaignId);
}

function nothing(): Batch {
  return { answeredAfterMs: [], machines: 0, failedAfterMs: [], cancelledAfterMs: [], talkedForMs: [], wrappedForMs: [], abandoned: 0 };
}

function merged(one: Batch, other: Batch): Batch {
  const both = (what: Times): number[] => [...one[what], ...other[what]].slice(-KEPT_AT_MOST);
  return {
    answeredAfterMs: both('answeredAfterMs'), machines: one.machines + other.machines, failedAfterMs: both('failedAfterMs'),
    cancelledAfterMs: both('cancelledAfterMs'), talkedForMs: both('talkedForMs'), wrappedForMs: both('wrappedForMs'), abandoned: one.abandoned + other.abandoned,
  };
}
