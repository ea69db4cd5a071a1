import type { Sentences } from '../message';
import type { PacingTold, Reason } from '../pacing-told';
import { plural } from './grammar';
import { phones } from './phones';

type Figures = Reason['figures'];

const figure = (value = 0): string => String(Math.round(value * 100) / 100);
const percent = (value = 0): string => `${String(Math.round(value * 1000) / 10)} %`;
const some = (value: number | undefined, one: string, other = `${one}s`): string => `${figure(value)} ${plural(Number(figure(value)), { one, other })}`;
const idle = ({ agentsIdle }: Figures): string => some(agentsIdle, 'idle agent');
const utc = (atMs = 0): string => `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
const probe = ({ probeInSec = 0 }: Figures, again = ''): string => probeInSec > 0 ? `one call tries it${again} in ${figure(probeInSec)} s` : 'one call tries it now';

function busy({ agentsBusy = 0 }: Figures): string {
  if (agentsBusy === 0) return '';
  return agentsBusy === 1 ? ' and the busy one, if free in time' : ` and those of ${figure(agentsBusy)} busy ones who will be free in time`;
}

function standing({ abandonedRatio = 0, abandonTargetRatio = 1, budgetLeft = 0 }: Figures): string {
  const stands = `Abandonment stands at ${percent(abandonedRatio)}`;
  if (abandonedRatio > abandonTargetRatio) return `${stands}, above its target of ${percent(abandonTargetRatio)}`;
  return budgetLeft > 0 ? `${stands}, and what is left of its budget is kept for bad luck` : `${stands}, its budget is used`;
}

function nobodyIdle(figures: Figures): string {
  const { assigned, signedIn = 0, onDemand = 0 } = figures;
  if (assigned === 0) return 'No agent serves this campaign: give its line to some.';
  if (assigned !== undefined && signedIn + onDemand === 0) {
    return assigned === 1 ? 'The only agent of this campaign is not signed in.' : `None of the ${String(assigned)} agents of this campaign is signed in.`;
  }
  const where = WHERE.flatMap(([name, one, other]) => {
    const count = figures[name] ?? 0;
    return count === 0 ? [] : [`${String(count)} ${plural(count, { one, other })}`];
  });
  return `No agent of this campaign is idle${where.length === 0 ? '' : `: ${where.join(', ')}`}.`;
}

const WHERE = [
  ['phonesUnreached', 'has a phone that cannot be reached', 'have phones that cannot be reached'],
  ['phonesCalled', 'has a phone that is being called', 'have phones that are being called'],
  ['onCall', 'is on a call', 'are on calls'],
  ['wrapUp', 'wraps up', 'wrap up'],
  ['onBreak', 'is on a break', 'are on a break'],
  ['forOthers', 'is kept for another campaign', 'are kept for other campaigns'],
  ['onDemand', 'has a phone that is rung for each call, and can be given no campaign\'s', 'have phones that are rung for each call, and can be given no campaign\'s'],
] as const;

function keptForQueue(queue: string, { kept = 0, waiting = 0, untilMs = 0, callsForecast = 0 }: Figures): string {
  const waits = waiting === 0 ? '' : some(waiting, 'caller waits', 'callers wait');
  if (kept === 0) return `Callers of ${queue} come first: ${waits}.`;
  const calls = Math.round(callsForecast);
  const until = new Date(untilMs).toISOString().slice(11, 16);
  return `${some(kept, 'agent')} kept for ${queue} until ${until} UTC: ${calls === 0 ? 'a call may come' : `${some(calls, 'call')} forecast`}${waits === '' ? '' : `, ${waits}`}.`;
}

function calledLately({ onCall = 0, calledLately: lately = 0, rungTooOften = 0, nextAtMs }: Figures): string {
  const whys = [[onCall, 'on another call now'], [lately, 'called too short a time ago'], [rungTooOften, 'rung as often today as they may be']] as const;
  const said = whys.filter(([count]) => count > 0).map(([count, why]) => `${String(count)} ${why}`).join(', ');
  const waiting = some(onCall + lately + rungTooOften, 'contact waits', 'contacts wait');
  return `${waiting} because of earlier calls, of any campaign (${said}); the first may be called again at ${utc(nextAtMs)}.`;
}

/** Why a campaign dials as much as it does, for a manager. */
export const pacing: Sentences<PacingTold> = {
  'nobody-idle': ({ figures }) => nobodyIdle(figures),
  'phones-unreachable': ({ figures, unreached = [] }) => {
    const { phones: count = 0 } = figures;
    return `${count === 1 ? 'The phone of an agent' : `The phones of ${figure(count)} agents`} cannot be reached: ${phones.whose({ unreached, more: count - unreached.length })}.`;
  },
  'enough-lines': ({ figures }) => `Enough lines are out: ${figure(figures['linesDialing'])} for ${idle(figures)}${busy(figures)}.`,
  'forecast': ({ figures }) => `${some(figures['dial'], 'more line')} for ${idle(figures)}${busy(figures)}, at an answer rate of ${percent(figures['answerRate'])}: one more would risk too much.`,
  'trunk': ({ figures: { trunkLinesFree = 0 } }) => `Its gateways can take ${trunkLinesFree < 1 ? 'no more lines' : `only ${some(trunkLinesFree, 'more line')}`}.`,
  'gateway-out': ({ gateway, figures }) => `Gateway ${gateway ?? '?'} is out since ${utc(figures['sinceAtMs'])}, its calls failed; ${probe(figures, ' again')}.`,
  'gateway-format': ({ gateway, figures }) =>
    `Gateway ${gateway ?? '?'} has called every number unknown since ${utc(figures['sinceAtMs'])} and has carried no call yet: its number format is probably wrong, `
    + `and an administrator can change it. Its contacts are given back; ${probe(figures)}.`,
  'gateway-kept': ({ gateway, figures: { kept = 0, callers = 0, maxLines = 0 } }) =>
    `The last ${some(kept, 'free line')} of the ${String(maxLines)} of gateway ${gateway ?? '?'} ${kept === 1 ? 'is' : 'are'} kept for callers, of whom ${String(callers)} are on it now.`,
  'gateway-spent': ({ gateway, figures }) =>
    `Gateway ${gateway ?? '?'} has carried ${figure(figures['minutesToday'])} of its ${figure(figures['maxMinutesPerDay'])} minutes of today; it dials again at midnight, UTC.`,
  'gateway-off': ({ gateway, figures }) => `Gateway ${gateway ?? '?'} ${figures['known'] === 0 ? 'is not there any more' : 'is disabled'}.`,
  'dialing-stopped': ({ detail, figures }) => `All dialing is stopped since ${utc(figures['sinceAtMs'])}${detail === undefined ? '' : `, by ${detail}`}. What is up goes on.`,
  'callers-first': 'Callers wait longer than their queue lets anybody: its agents take them before more people are called.',
  'kept-for-queue': ({ queue, figures }) => keptForQueue(queue ?? '?', figures),
  'nothing-allowed': 'Its gateways may dial nothing: an administrator must name countries, prefixes or numbers first.',
  'targets': ({ figures: { nextAtMs, targetsReady = 0 } }) => {
    const next = nextAtMs === undefined ? '' : `; the first of those that wait may be called at ${utc(nextAtMs)}`;
    return `${targetsReady < 1 ? 'No contact' : `Only ${some(targetsReady, 'contact')}`} may be called now${next}.`;
  },
  'hours': ({ figures: { zonesClosed = 0, zonesOpen = 0 } }) => `It is outside the calling hours of ${figure(zonesClosed)} of its ${String(zonesClosed + zonesOpen)} zones.`,
  'called-lately': ({ figures }) => calledLately(figures),
  'switch': 'The switch is not connected, or its state is not known yet.',
  'abandonment': ({ figures }) =>
    `${standing(figures)}: ${figures['linesPerAgent'] === 1 ? 'one line goes to each idle agent' : 'hardly any risk is taken'} until more people have been served.`,
  'list-end': ({ figures: { answersToCome, mayAbandon = 0 } }) => {
    const toCome = `About ${some(answersToCome, 'more answer is', 'more answers are')} to be expected of its list`;
    return mayAbandon > 0 ? `${toCome}, and ${some(mayAbandon, 'more person', 'more persons')} may be abandoned by its end: hardly any risk is taken.`
      : `${toCome}, and nobody more may be abandoned by its end: one line goes to each idle agent.`;
  },
  'warm-up': ({ figures }) => `Too few calls have ended to trust a forecast: at most ${some(figures['linesPerAgent'], 'line')} for each idle agent.`,
  'ratio': ({ figures }) => `${some(figures['linesPerAgent'], 'line')} for each of ${idle(figures)}, as the campaign says.`,
  'lines': ({ figures }) => `It has as many calls out as it may: ${some(figures['lines'], 'line')}.`,
  'calls-per-sec': ({ figures }) => `It dials as fast as it may: ${some(figures['callsPerSec'], 'call')} a second.`,
  'lines-per-agent': ({ figures }) => `Its ceiling is ${some(figures['maxLinesPerAgent'], 'line')} for each agent at work.`,
  'cancelled': ({ figures }) => `${some(figures['cancel'], 'call that rang long enough is', 'calls that rang long enough are')} given up: nobody would be free.`,
  'fallback': ({ figures }) => `The pacer failed and was reported: one line for each of ${idle(figures)}.`,
  'stale': 'The figures are too old to dial by.',
  'none': 'Nothing holds it back.',
};
