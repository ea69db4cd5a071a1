import type { BroadcastPace } from './broadcast-pace';
import { byIdle } from './idle-rule';
import type { Learned } from './learned';
import type { PacingReason, PacingSettings, PacingSnapshot, PacingState } from './pacing';
import { predictive, type Wanted } from './predictive';

/** The bucket that calls a second are drawn from: filled by time, for a second at most. */
interface Turns { readonly atMs: number; readonly owed: number }

/**
 * By lines and calls a second. Where whoever listens may ask for an agent, no more than the forecast has agents for: its answer is
 * then the moment at which an agent is wanted, and who listens is out as who rings is.
 */
export function byLines(snapshot: PacingSnapshot, settings: PacingSettings, pace: BroadcastPace, learned: Learned, turns: Turns): Wanted {
  const out = snapshot.lines.outForMs.length;
  const due = Math.floor(turns.owed);
  const most = Math.max(0, Math.min(pace.lines - out, due));
  if (!pace.needsAgents) {
    return { dial: most, cancel: 0, rate: learned.rate, reasons: [reasonOf(out, pace, most, 0)] };
  }
  const forecast = settings.abandonCapRatio === 0 ? byIdle(snapshot, { ...settings, mode: 'zero-abandon' }, learned.rate)
    : predictive(snapshot, { ...settings, maxLinesPerAgent: pace.lines }, learned);
  return forecast.dial <= most ? forecast : { ...forecast, dial: most, reasons: [reasonOf(out, pace, most, forecast.cancel), ...forecast.reasons.slice(1)] };
}

function reasonOf(out: number, { lines, callsPerSec }: BroadcastPace, dial: number, cancel: number): PacingReason {
  const figures = { linesDialing: out, lines, callsPerSec, dial, cancel };
  return { limit: out + dial >= lines ? 'lines' : 'calls-per-sec', figures };
}

/** What may be dialed by now, of a state that was kept at the decision before. */
export function turnsNow(state: PacingState, callsPerSec: number, nowMs: number): Turns {
  const [atMs, owed] = [state['turnsAtMs'], state['turnsOwed']];
  const isKnown = typeof atMs === 'number' && typeof owed === 'number' && owed >= 0 && atMs <= nowMs;
  const filled = isKnown ? owed + (nowMs - atMs) / 1000 * callsPerSec : 1;
  return { atMs: nowMs, owed: Math.min(Math.max(1, callsPerSec), filled) };
}

export function turnsState({ atMs, owed }: Turns, dialed: number): PacingState {
  return { turnsAtMs: atMs, turnsOwed: Math.max(0, owed - dialed) };
}
