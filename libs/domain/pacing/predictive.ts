import { answersAhead, answersInAll, answersSoon, withoutOldest, type AnswersAhead } from './answers-ahead';
import { availability } from './availability';
import { budgetFigures } from './budget-figures';
import { NO_CALLERS, areNone, keptReason, withCallers } from './callers';
import { TAKES_KEPT, rungEnough, toCancel } from './cancel-rule';
import { FreshCall } from './fresh-call';
import { answersToCome, listEnd, priceAtEnd } from './list-end';
import { wrapShare, type Learned } from './learned';
import type { PacingReason, PacingSettings, PacingSnapshot } from './pacing';
import { basePrice, budgetOf, mayRisk, price } from './price';
import { rateBelieved } from './rate-believed';
import { revocableFromSec } from './revocable';
import { PRIOR_ANSWERS_OF_A_SHORT_LIST, byAge, ringTables } from './ring-times';
import { shortage } from './shortage';

/** Calls that must have ended before the forecast is followed beyond half a line more than agents. */
const WARM_UP_CALLS = 60;
const WARM_UP_LINES_PER_AGENT = 1.5;

/** Chance that a call's answer takes an agent who is kept for callers, from which it is not dialed. */
const MAY_TAKE_KEPT = 0.3;

export interface Wanted {
  readonly dial: number;
  readonly cancel: number;
  readonly rate: number;
  readonly reasons: readonly PacingReason[];
}

/** As many lines as the forecast says agents will be free for, up to the price of the risk that one is not. */
export function predictive(snapshot: PacingSnapshot, settings: PacingSettings, learned: Learned): Wanted {
  const { agents, lines, targetsLeft, callers = NO_CALLERS } = snapshot;
  const isShort = targetsLeft !== undefined;
  const working = agents.idle + agents.reserved + agents.talkingForMs.length + agents.wrappingForMs.length;
  const spare = agents.idle - lines.waitingForMs.length;
  // An answer for whom an agent must be taken who is kept for callers abandons nobody; nor is it dialed for.
  const unkept = spare - callers.kept;
  const out = byAge(lines.outForMs);
  const tables = ringTables(learned.rings, out, settings.ringTimeoutMs / 1000, isShort ? PRIOR_ANSWERS_OF_A_SHORT_LIST : undefined);
  const free = availability(agents, learned.talks, learned.wraps, wrapShare(learned, agents.wrappingForMs.length), settings.connectWithinMs / 1000);

  const { known, risked: rate } = rateBelieved(learned, out, tables, isShort);
  const end = isShort ? listEnd(snapshot.budget, settings.abandonCapRatio, answersToCome(targetsLeft, rate, answersInAll(out, rate.mean, tables))) : null;
  const short = shortage(free, spare);
  const shortOfUnkept = areNone(callers) ? null : shortage(free, unkept - callers.owed);
  const mayCancel = Math.min(lines.outForMs.length, rungEnough(lines.ringingForMs, settings.minRingMs));
  const soon = (cancelled: number): AnswersAhead => withCallers(answersSoon(withoutOldest(out, cancelled), rate.mean, tables), callers);
  const cancelledOf = (agentsFree: number): number => Math.min(mayCancel, Math.max(0, lines.outForMs.length - agentsFree));
  const [withoutCallers, forCallers] = end !== null && end.mayAbandon <= 0 ? [cancelledOf(spare), cancelledOf(unkept)]
    : [toCancel(mayCancel, short, soon), shortOfUnkept === null ? 0 : toCancel(mayCancel, shortOfUnkept, soon, TAKES_KEPT)];
  const cancel = Math.max(withoutCallers, forCallers);
  const kept = cancel > 0 ? withoutOldest(out, cancel) : out;
  // Where few may be abandoned, no call is dialed because it could be given up before it answers.
  const revocableFrom = isShort ? Number.POSITIVE_INFINITY : revocableFromSec(lines, settings.minRingMs);
  const answers = answersAhead(kept, rate.mean, tables, revocableFrom);
  const ahead = withCallers(answers, callers);

  const budget = budgetOf(snapshot.budget, settings, working);
  const { abandonTargetRatio } = settings;
  const risk = end === null ? price(budget, working, abandonTargetRatio) : priceAtEnd(end, { agents: working, ended: learned.answers.endedEver, abandonTargetRatio, answerRate: rate.mean });
  const linesDialing = lines.outForMs.length - cancel;
  const ownCeiling = Math.floor(working * settings.maxLinesPerAgent) - linesDialing;
  const means = Math.min(snapshot.trunkLinesFree, snapshot.targetsReady);
  const { endedEver, failedAtOnce } = learned.answers;
  const warmUp = endedEver + failedAtOnce < WARM_UP_CALLS ? Math.floor(unkept * WARM_UP_LINES_PER_AGENT) - linesDialing : Number.POSITIVE_INFINITY;
  const ceiling = Math.min(ownCeiling, warmUp);
  const fresh = new FreshCall(tables.answers, rate, ahead, short, revocableFrom, isShort);
  // One more than may be: to tell whether the risk was the limit or the ceiling.
  const risked = risk > 0 && mayRisk(budget, working) ? fresh.upTo(risk, Math.max(0, Math.min(ceiling, means) + 1)) : 0;
  const forecast = shortOfUnkept === null ? risked
    // Callers to come are what agents are kept for: counted once more, they would be kept for twice.
    : new FreshCall(tables.answers, rate, answers, shortOfUnkept, revocableFrom, isShort).upTo(MAY_TAKE_KEPT, risked);
  // Never less than one line per idle agent: that abandons nobody.
  const dial = Math.min(Math.max(0, ownCeiling), Math.max(unkept - linesDialing, Math.min(forecast, ceiling), 0));

  const figures = {
    agentsIdle: agents.idle, agentsBusy: free.busy, linesDialing, answerRate: rate.lasts * rate.mean, price: risk, mayRisk: budget.left,
    ...budgetFigures(snapshot.budget, settings), dial, cancel, ...end === null ? {} : { mayAbandon: end.mayAbandon, answersToCome: Math.round(end.answersToCome) },
  };
  const limit = forecast > ceiling && warmUp < ownCeiling ? 'warm-up'
    : forecast > ceiling ? 'lines-per-agent'
      : risk < basePrice(working, abandonTargetRatio) / 5 ? end === null ? 'abandonment' : 'list-end'
        : dial > 0 ? 'forecast' : 'enough-lines';
  const extra = limit === 'warm-up' ? { linesPerAgent: WARM_UP_LINES_PER_AGENT } : limit === 'lines-per-agent' ? { maxLinesPerAgent: settings.maxLinesPerAgent } : {};
  const reasons: PacingReason[] = [{ limit, figures: { ...figures, ...extra } }];
  if (callers.kept + callers.owed > 0 && (forecast < risked || dial < spare - linesDialing || cancel > withoutCallers)) reasons.unshift(keptReason(callers));
  if (cancel > 0) reasons.push({ limit: 'cancelled', figures });
  return { dial, cancel, rate: known.mean, reasons };
}
