import { answerRate } from './answer-rate';
import { answersAhead, answersInAll, answersSoon, withoutOldest } from './answers-ahead';
import { availability } from './availability';
import { budgetFigures } from './budget-figures';
import { rungEnough, toCancel } from './cancel-rule';
import { FreshCall } from './dial-rule';
import { wrapShare, type Learned } from './learned';
import type { PacingReason, PacingSettings, PacingSnapshot } from './pacing';
import { basePrice, budgetOf, mayRisk, price } from './price';
import { revocableFromSec } from './revocable';
import { byAge, ringTables } from './ring-times';
import { shortage } from './shortage';

/** Calls that must have ended before the forecast is followed beyond half a line more than agents, and before it is trusted. */
const WARM_UP_CALLS = 60;
const WARM_UP_LINES_PER_AGENT = 1.5;
const UNSURE_CALLS = 150;

export interface Wanted {
  readonly dial: number;
  readonly cancel: number;
  readonly rate: number;
  readonly reasons: readonly PacingReason[];
}

/** As many lines as the forecast says agents will be free for, up to the price of the risk that one is not. */
export function predictive(snapshot: PacingSnapshot, settings: PacingSettings, learned: Learned): Wanted {
  const { agents, lines } = snapshot;
  const working = agents.idle + agents.reserved + agents.talkingForMs.length + agents.wrappingForMs.length;
  const spare = agents.idle - lines.waitingForMs.length;
  const out = byAge(lines.outForMs);
  const tables = ringTables(learned.rings, out, settings.ringTimeoutMs / 1000);
  const free = availability(agents, learned.talks, learned.wraps, wrapShare(learned, agents.wrappingForMs.length), settings.connectWithinMs / 1000);

  const known = answerRate(learned.answers, lines.outForMs.length, answersInAll(out, learned.rate, tables));
  const rate = learned.answers.endedEver < UNSURE_CALLS ? { ...known, mean: Math.min(1, known.mean + known.deviation) } : known;
  const short = shortage(free, spare);
  const mayCancel = Math.min(lines.outForMs.length, rungEnough(lines.ringingForMs, settings.minRingMs));
  const cancel = toCancel(mayCancel, short, (cancelled) => answersSoon(withoutOldest(out, cancelled), rate.mean, tables));
  const kept = cancel > 0 ? withoutOldest(out, cancel) : out;
  const revocableFrom = revocableFromSec(lines, settings.minRingMs);
  const ahead = answersAhead(kept, rate.mean, tables, revocableFrom);

  const budget = budgetOf(snapshot.budget, settings);
  const risk = price(budget, working, settings.abandonTargetRatio);
  const linesDialing = lines.outForMs.length - cancel;
  const ownCeiling = Math.floor(working * settings.maxLinesPerAgent) - linesDialing;
  const means = Math.min(snapshot.trunkLinesFree, snapshot.targetsReady);
  const warmUp = learned.answers.endedEver < WARM_UP_CALLS ? Math.floor(spare * WARM_UP_LINES_PER_AGENT) - linesDialing : Number.POSITIVE_INFINITY;
  const ceiling = Math.min(ownCeiling, warmUp);
  const fresh = new FreshCall(tables.answers, rate, ahead, short, revocableFrom);
  // One more than may be: to tell whether the risk was the limit or the ceiling.
  const forecast = mayRisk(budget, working) ? fresh.upTo(risk, Math.max(0, Math.min(ceiling, means) + 1)) : 0;
  // Never less than one line per idle agent: that abandons nobody.
  const dial = Math.min(Math.max(0, ownCeiling), Math.max(spare - linesDialing, Math.min(forecast, ceiling), 0));

  const figures = {
    agentsIdle: agents.idle, agentsBusy: free.busy, linesDialing, answerRate: rate.mean, price: risk, mayRisk: budget.left, ...budgetFigures(snapshot.budget, settings), dial, cancel,
  };
  const limit = forecast > ceiling && warmUp < ownCeiling ? 'warm-up'
    : forecast > ceiling ? 'lines-per-agent'
      : risk < basePrice(working, settings.abandonTargetRatio) / 5 ? 'abandonment'
        : dial > 0 ? 'forecast' : 'enough-lines';
  const extra = limit === 'warm-up' ? { linesPerAgent: WARM_UP_LINES_PER_AGENT } : limit === 'lines-per-agent' ? { maxLinesPerAgent: settings.maxLinesPerAgent } : {};
  const reasons: PacingReason[] = [{ limit, figures: { ...figures, ...extra } }];
  if (cancel > 0) reasons.push({ limit: 'cancelled', figures });
  return { dial, cancel, rate: known.mean, reasons };
}
