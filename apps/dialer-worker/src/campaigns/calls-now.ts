import type { CallsNow } from '@paceline/domain/pacing';
import type { LiveCall } from '../calls/live-call';

/** The lines of a campaign as its pacer sees them: who calls us is no line that it has dialed. One that is being given up is gone already; if it is answered all the same, it waits. */
export function callsNow(line: string, calls: Iterable<LiveCall>, nowMs: number): CallsNow {
  const now = { outForMs: [] as number[], ringingForMs: [] as number[], waitingForMs: [] as number[] };
  const since = (atMs: number | null): number => Math.max(0, nowMs - (atMs ?? nowMs));
  for (const call of calls) {
    if (call.facts.line.id !== line || !call.isOutbound()) continue;
    switch (call.state) {
      case 'planned':
      case 'originating':
      case 'ringing':
        if (call.givenUp) break;
        now.outForMs.push(since(call.originatingAtMs));
        if (call.state === 'ringing' && call.ringingAtMs !== null) now.ringingForMs.push(since(call.ringingAtMs));
        break;
      case 'answered':
      case 'waiting':
        // Listens to what is played: whether an agent is wanted is still to come.
        if (call.caller?.inQueue === false) { now.outForMs.push(since(call.originatingAtMs)); break; }
        // Whoever hears the message is given to nobody any more.
        if (!call.safeHarbour) now.waitingForMs.push(since(call.waitingSinceMs));
        break;
      case 'connecting':
      case 'talking':
      case 'ended':
        break;
    }
  }
  return now;
}

/** Those that have rung longest, each at least so long: nobody is hung up on before the law lets it. */
export function callsToGiveUp(line: string, calls: Iterable<LiveCall>, count: number, minRingMs: number, nowMs: number): LiveCall[] {
  const ringing = [...calls].filter((call) => call.isOutbound() && call.facts.line.id === line && call.state === 'ringing' && !call.givenUp && nowMs - (call.ringingAtMs ?? nowMs) >= minRingMs);
  return ringing.sort((one, other) => (one.ringingAtMs ?? 0) - (other.ringingAtMs ?? 0)).slice(0, Math.max(0, count));
}
