import { nobodyIdleInWords } from './all-reasons';
import type { PacingReason } from './pacing';

/** A pacing reason as a sentence for a manager. */
export function inWords({ limit, gateway, detail, figures }: PacingReason): string {
  const figure = (name: string): string => String(Math.round((figures[name] ?? 0) * 100) / 100);
  const percent = (name: string): string => `${String(Math.round((figures[name] ?? 0) * 1000) / 10)} %`;
  const some = (name: string, one: string, more = `${one}s`): string => `${figure(name)} ${figure(name) === '1' ? one : more}`;
  const idle = some('agentsIdle', 'idle agent');
  const busy = (figures['agentsBusy'] ?? 0) === 0 ? '' : figures['agentsBusy'] === 1 ? ' and the busy one, if free in time' : ` and those of ${figure('agentsBusy')} busy ones who will be free in time`;
  const standing = (): string => {
    const stands = `Abandonment stands at ${percent('abandonedRatio')}`;
    if ((figures['abandonedRatio'] ?? 0) > (figures['abandonTargetRatio'] ?? 1)) return `${stands}, above its target of ${percent('abandonTargetRatio')}`;
    return (figures['budgetLeft'] ?? 0) > 0 ? `${stands}, and what is left of its budget is kept for bad luck` : `${stands}, its budget is used`;
  };
  switch (limit) {
    case 'nobody-idle': return nobodyIdleInWords(figures);
    case 'phones-unreachable': return `${figures['phones'] === 1 ? 'The phone of an agent' : `The phones of ${figure('phones')} agents`} cannot be reached: ${detail ?? '?'}.`;
    case 'enough-lines': return `Enough lines are out: ${figure('linesDialing')} for ${idle}${busy}.`;
    case 'trunk': return `Its gateways can take ${(figures['trunkLinesFree'] ?? 0) < 1 ? 'no more lines' : `only ${some('trunkLinesFree', 'more line')}`}.`;
    case 'gateway-out': {
      const probe = (figures['probeInSec'] ?? 0) > 0 ? `one call tries it again in ${figure('probeInSec')} s` : 'one call tries it now';
      return `Gateway ${gateway ?? '?'} is out since ${utc(figures['sinceAtMs'] ?? 0)}, its calls failed; ${probe}.`;
    }
    case 'gateway-spent': return `Gateway ${gateway ?? '?'} has carried ${figure('minutesToday')} of its ${figure('maxMinutesPerDay')} minutes of today; it dials again at midnight, UTC.`;
    case 'gateway-off': return `Gateway ${gateway ?? '?'} ${figures['known'] === 0 ? 'is not there any more' : 'is disabled'}.`;
    case 'dialing-stopped': return `All dialing is stopped since ${utc(figures['sinceAtMs'] ?? 0)}${detail === undefined ? '' : `, by ${detail}`}. What is up goes on.`;
    case 'nothing-allowed': return 'Its gateways may dial nothing: an administrator must name countries, prefixes or numbers first.';
    case 'gateway-format': {
      const probe = (figures['probeInSec'] ?? 0) > 0 ? `one call tries it in ${figure('probeInSec')} s` : 'one call tries it now';
      return `Gateway ${gateway ?? '?'} has called every number unknown since ${utc(figures['sinceAtMs'] ?? 0)} and has carried no call yet: its number format is probably wrong, `
        + `and an administrator can change it. Its contacts are given back; ${probe}.`;
    }
    case 'targets': {
      const next = figures['nextAtMs'] === undefined ? '' : `; the first of those that wait may be called at ${utc(figures['nextAtMs'])}`;
      return `${(figures['targetsReady'] ?? 0) < 1 ? 'No contact' : `Only ${some('targetsReady', 'contact')}`} may be called now${next}.`;
    }
    case 'hours': return `It is outside the calling hours of ${figure('zonesClosed')} of its ${String((figures['zonesClosed'] ?? 0) + (figures['zonesOpen'] ?? 0))} zones.`;
    case 'called-lately': return calledLately(figures);
    case 'switch': return 'The switch is not connected, or its state is not known yet.';
    case 'abandonment': return `${standing()}: ${figures['linesPerAgent'] === 1 ? 'one line goes to each idle agent' : 'hardly any risk is taken'} until more people have been served.`;
    case 'list-end': {
      const toCome = `About ${some('answersToCome', 'more answer is', 'more answers are')} to be expected of its list`;
      return (figures['mayAbandon'] ?? 0) > 0 ? `${toCome}, and ${some('mayAbandon', 'more person', 'more persons')} may be abandoned by its end: hardly any risk is taken.`
        : `${toCome}, and nobody more may be abandoned by its end: one line goes to each idle agent.`;
    }
    case 'warm-up': return `Too few calls have ended to trust a forecast: at most ${some('linesPerAgent', 'line')} for each idle agent.`;
    case 'ratio': return `${some('linesPerAgent', 'line')} for each of ${idle}, as the campaign says.`;
    case 'forecast': return `${some('dial', 'more line')} for ${idle}${busy}, at an answer rate of ${percent('answerRate')}: one more would risk too much.`;
    case 'lines-per-agent': return `Its ceiling is ${some('maxLinesPerAgent', 'line')} for each agent at work.`;
    case 'cancelled': return `${some('cancel', 'call that rang long enough is', 'calls that rang long enough are')} given up: nobody would be free.`;
    case 'fallback': return `The pacer failed and was reported: one line for each of ${idle}.`;
    case 'stale': return 'The figures are too old to dial by.';
    case 'none': return 'Nothing holds it back.';
  }
}

function calledLately({ onCall = 0, calledLately: lately = 0, rungTooOften = 0, nextAtMs = 0 }: PacingReason['figures']): string {
  const whys = [[onCall, 'on another call now'], [lately, 'called too short a time ago'], [rungTooOften, 'rung as often today as they may be']] as const;
  const said = whys.filter(([count]) => count > 0).map(([count, why]) => `${String(count)} ${why}`).join(', ');
  const all = onCall + lately + rungTooOften;
  return `${String(all)} ${all === 1 ? 'contact waits' : 'contacts wait'} because of earlier calls, of any campaign (${said}); the first may be called again at ${utc(nextAtMs)}.`;
}

function utc(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
