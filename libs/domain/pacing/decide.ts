import { rungEnough } from './cancel-rule';
import { byIdle } from './idle-rule';
import { NO_CALLERS } from './callers';
import { byLines, turnsNow, turnsState } from './line-rule';
import { fromState, learn, toState, type Learned } from './learned';
import { STALE_SNAPSHOT_MS, type AgentsNow, type Pacer, type PacingDecision, type PacingLimit, type PacingReason, type PacingSettings, type PacingSnapshot, type PacingState } from './pacing';
import { predictive, type Wanted } from './predictive';

/** The pacer of every campaign: the mode's own rule within what holds for all of them. */
export const decide: Pacer = (given, settings, state, nowMs) => {
  const known = fromState(state);
  if (!areSound(settings)) return nothing(toState(known), UNSOUND);
  const snapshot = withAllRinging(given);
  // It happened, however old the picture is in which it is told.
  const learned = learn(known, snapshot.heard, snapshot.lines.outForMs, settings.ringTimeoutMs / 1000);
  const ageMs = nowMs - snapshot.takenAtMs;
  if (!(Math.abs(ageMs) <= STALE_SNAPSHOT_MS)) return nothing(toState(learned), { limit: 'stale', figures: Number.isFinite(ageMs) ? { ageMs } : {} });
  if (!isSound(snapshot)) return nothing(toState(learned), UNSOUND);
  const { broadcast } = settings;
  if (settings.mode === 'broadcast' && broadcast !== undefined) {
    const turns = turnsNow(state, broadcast.callsPerSec, nowMs);
    const wanted = broadcast.needsAgents && atWork(snapshot.agents) === 0 ? nobody(snapshot, settings, learned) : byLines(snapshot, settings, broadcast, learned, turns);
    const decision = withinMeans(wanted, snapshot);
    return { ...decision, state: { ...toState({ ...learned, rate: wanted.rate }), ...turnsState(turns, decision.dial) } };
  }
  const wanted = atWork(snapshot.agents) === 0 ? nobody(snapshot, settings, learned)
    : settings.mode === 'predictive' ? predictive(snapshot, settings, learned) : byIdle(snapshot, settings, learned.rate);
  return { ...withinMeans(wanted, snapshot), state: toState({ ...learned, rate: wanted.rate }) };
};

const UNSOUND: PacingReason = { limit: 'stale', figures: {} };

function nothing(state: PacingState, reason: PacingReason): PacingDecision {
  return { dial: 0, cancel: 0, state, reasons: [reason] };
}

/** Everybody has left: nothing new, and what rings is given up as soon as the law lets it. */
function nobody({ lines, agents }: PacingSnapshot, { minRingMs }: PacingSettings, { rate }: Learned): Wanted {
  const cancel = rungEnough(lines.ringingForMs, minRingMs);
  const figures = { agentsIdle: agents.idle, linesDialing: lines.outForMs.length - cancel, dial: 0, cancel };
  return { dial: 0, cancel, rate, reasons: [{ limit: 'nobody-idle', figures }, ...cancel > 0 ? [{ limit: 'cancelled' as const, figures }] : []] };
}

/** A call that rings is out, whatever else is said of it. */
function withAllRinging(snapshot: PacingSnapshot): PacingSnapshot {
  const { outForMs, ringingForMs } = snapshot.lines;
  return ringingForMs.length <= outForMs.length ? snapshot : { ...snapshot, lines: { ...snapshot.lines, outForMs: ringingForMs } };
}

function atWork(agents: AgentsNow): number {
  return agents.idle + agents.reserved + agents.talkingForMs.length + agents.wrappingForMs.length;
}

const MOST_AGENTS = 100_000;

/** Counts that no campaign can have mean that the snapshot cannot be trusted. */
function isSound({ agents, budget, trunkLinesFree, targetsReady, targetsLeft = 0, callers = NO_CALLERS }: PacingSnapshot): boolean {
  return [callers.kept, callers.owed, callers.perSec, budget.answers, budget.abandoned, trunkLinesFree, targetsReady, targetsLeft].every((figure) => Number.isFinite(figure) && figure >= 0)
    && [agents.idle, agents.reserved].every((count) => Number.isInteger(count) && count >= 0 && count <= MOST_AGENTS);
}

/** A limit that is no number limits nothing: then nothing is dialed. */
function areSound(settings: PacingSettings): boolean {
  return [settings.abandonTargetRatio, settings.abandonCapRatio, settings.maxLinesPerAgent, settings.minRingMs, settings.ringTimeoutMs, settings.connectWithinMs]
    .every((limit) => Number.isFinite(limit) && limit >= 0);
}

function withinMeans(wanted: Wanted, { trunkLinesFree, targetsReady }: PacingSnapshot): Omit<PacingDecision, 'state'> {
  const means: PacingReason[] = [];
  if (trunkLinesFree < 1 || wanted.dial > trunkLinesFree) means.push({ limit: 'trunk', figures: { trunkLinesFree } });
  if (targetsReady < 1 || wanted.dial > targetsReady) means.push({ limit: 'targets', figures: { targetsReady } });
  const most = Math.min(trunkLinesFree, targetsReady);
  // What the mode would have dialed is no reason any more where the means do not allow it; what holds the mode itself back still is.
  const reasons = wanted.dial > most ? [...means, ...wanted.reasons.filter(({ limit }) => !DIALS.includes(limit))] : [...wanted.reasons, ...means];
  return { dial: Math.max(0, Math.floor(Math.min(wanted.dial, most))), cancel: wanted.cancel, reasons };
}

/** Reasons that say how many lines are dialed now, and why no more: nothing else is in the way of those. */
const DIALS: readonly PacingLimit[] = ['none', 'forecast', 'ratio', 'lines', 'calls-per-sec'];
