import type { CallersNow } from '../pacing/pacing';
import { byQueue, type AgentSeen, type Keep } from './guard';

/**
 * What the pacer of a campaign is told: who of its own agents is kept for callers, and who comes for them. Who is kept is one
 * choice for all campaigns: each leaves its own of them alone, so that together they keep as many as the queues need.
 *
 * @param keeps how many each queue needs; who waits is of this moment
 * @param agents of this moment, whichever campaign dials for them
 */
export function callersOf(campaign: string, keeps: readonly Keep[], agents: readonly AgentSeen[]): CallersNow {
  const serving = byQueue(agents);
  const taken = new Set<AgentSeen>();
  let owed = 0;
  let perSec = 0;
  let most: Keep | null = null;
  // Queues that few serve first: whom they keep is there for the others, too.
  const queues = keeps.map((keep) => ({ keep, agents: serving.get(keep.line) ?? [] })).sort((one, other) => one.agents.length - other.agents.length);
  for (const { keep, agents: of } of queues) {
    const lacking = take(keep.kept, of, taken);
    const dialedFor = of.filter((agent) => agent.campaign !== null).length;
    const own = of.filter((agent) => agent.campaign === campaign).length;
    if (own === 0) continue;
    owed = Math.max(owed, lacking * own / dialedFor + keep.waiting * own / of.length);
    perSec += keep.callsPerSec * own / of.length;
    if (keep.kept + keep.waiting > 0 && (most === null || needsMore(keep, most))) most = keep;
  }
  const kept = [...taken].filter((agent) => agent.campaign === campaign).length;
  const callers = { kept, owed: Math.round(owed), perSec };
  if (most === null) return callers;
  const { queue, kept: needed, waiting, untilMs, callsForecast } = most;
  return { ...callers, keptFor: { queue, kept: needed, waiting, untilMs, callsForecast: Math.round(callsForecast) } };
}

/** Of queues whose agents serve both, as many are kept for the quiet one: it is named for whom more come. */
function needsMore(one: Keep, other: Keep): boolean {
  return one.kept + one.waiting - other.kept - other.waiting > 0 || (one.kept + one.waiting === other.kept + other.waiting && one.callsPerSec > other.callsPerSec);
}

/** Takes as many idle agents as are needed beside those who are taken already, or there for callers alone. Returns how many are lacking. */
function take(needed: number, agents: readonly AgentSeen[], taken: Set<AgentSeen>): number {
  const idle = agents.filter(({ state }) => state === 'idle');
  const free = idle.filter((agent) => agent.campaign !== null && !taken.has(agent));
  const more = Math.max(0, needed - (idle.length - free.length));
  // Who serves few queues is of little use to the others; who has been idle longest stays so, and the choice with them.
  free.sort((one, other) => one.queues.length - other.queues.length || other.forMs - one.forMs);
  for (const agent of free.slice(0, more)) taken.add(agent);
  return Math.max(0, more - free.length);
}
