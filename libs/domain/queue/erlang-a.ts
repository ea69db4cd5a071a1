/**
 * Callers who wait for agents and lose patience: the Markov model M/M/n+M (C. Palm 1943; "Erlang A" in O. Garnett,
 * A. Mandelbaum and M. Reiman, Designing a Call Center with Impatient Customers, MSOM 4, 2002), with some of the agents' work
 * taken by outbound calls that are begun whenever more agents are idle than are kept: the threshold that is the best policy
 * where both kinds of call last equally long (S. Bhulai and G. Koole, A queueing model for call blending, IEEE Trans. Autom.
 * Control 48, 2003; N. Gans and Y.-P. Zhou, A call-routing problem with service-level constraints, Oper. Res. 51, 2003).
 * With all agents kept it is Erlang A itself; with endless patience, Erlang C.
 *
 * Exact, from the stationary distribution of the number of calls: the wait of who finds q callers waiting is a sum of q + 1
 * exponentials of rates nμ + jθ, of which exp(−θ·wait) is a Beta(nμ/θ, q + 1), so that every share of waits is a sum of
 * binomial terms. Sums are rescaled as they grow: no load and no size overflows.
 */
export interface QueueLoad {
  /** Calls a second. */
  readonly callsPerSec: number;
  /** Mean of talk and wrap-up. */
  readonly handleSec: number;
  /** Mean time until a caller who waits hangs up; Infinity: never. */
  readonly patienceSec: number;
}

export interface QueueOutlook {
  /** Share of the callers who find no agent idle. */
  readonly waitRatio: number;
  /** Share that hangs up waiting. */
  readonly abandonRatio: number;
  /** Of all callers, those who hang up included. */
  readonly meanWaitSec: number;
  /** Agents busy, with either kind of call. */
  readonly busy: number;
  /** Share answered within the time asked for. */
  readonly answeredInTime: number;
  /** Share that waits longer than that, answered or not. */
  readonly waitBeyond: number;
}

const RESCALE_AT = 1e200;
/** What the states beyond would add to any share. */
const NEGLIGIBLE = 1e-13;
const MOST_WAITING = 1_000_000;

/** Rarer calls never come. */
const RAREST_PER_SEC = 1e-12;
/** Nobody gives up for years: as good as never, and the same formulas hold. */
const NEVER_SEC = 1e12;

/**
 * @param agents whole agents who serve the queue
 * @param withinSec the time of the service level
 * @param kept idle agents at most that outbound calls leave alone; all of them: there are no outbound calls
 */
export function queueOutlook({ callsPerSec: offered, handleSec, patienceSec }: QueueLoad, agents: number, withinSec: number, kept = agents): QueueOutlook {
  const callsPerSec = offered < RAREST_PER_SEC ? 0 : offered;
  if (patienceSec >= NEVER_SEC && callsPerSec * handleSec >= agents) return { ...NEVER_ANSWERED, busy: agents };
  const leavesPerSec = 1 / Math.min(patienceSec, NEVER_SEC);
  const fewestBusy = Math.max(0, agents - Math.max(0, kept));
  const sums = new Sums();

  // From all busy and nobody waiting down to the fewest busy, by w(j − 1) = w(j) · jμ / λ.
  let weight = 1;
  let allBusy = 1;
  for (let busy = agents; busy > fewestBusy && callsPerSec > 0; busy--) {
    weight *= busy / (callsPerSec * handleSec);
    sums.add(weight, busy - 1, 0, 1, 0);
    if (weight > RESCALE_AT) {
      sums.scale(1 / weight);
      allBusy /= weight;
      weight = 1;
    }
  }
  if (callsPerSec <= 0 && fewestBusy < agents) return { ...ALWAYS_ANSWERED, busy: fewestBusy };

  // And up, by w(q + 1) = w(q) · λ / (nμ + (q + 1)θ).
  const freesPerSec = agents / handleSec;
  const waits = new Waits(freesPerSec, leavesPerSec, withinSec);
  weight = allBusy;
  for (let waiting = 0; waiting < MOST_WAITING; waiting++) {
    sums.add(weight, agents, waiting, waits.answeredInTime, waits.beyond);
    const ratio = callsPerSec / (freesPerSec + (waiting + 1) * leavesPerSec);
    weight *= ratio;
    waits.oneMoreAhead();
    if (weight > RESCALE_AT) {
      sums.scale(1 / weight);
      weight = 1;
    }
    if (ratio < 1 && weight * (waiting + 1) / (1 - ratio) < NEGLIGIBLE * sums.weight) break;
  }
  return sums.outlook(callsPerSec, leavesPerSec);
}

/** The fewest agents who keep a service level without any outbound call; Infinity: none of so many do. */
export function agentsNeeded(load: QueueLoad, target: { readonly ratio: number; readonly withinSec: number }, most = 100_000): number {
  return leastThat((agents) => queueOutlook(load, agents, target.withinSec).answeredInTime >= target.ratio, 1, most);
}

/** The fewest idle agents that are to be kept for it, of so many at work: all of them when even that does not suffice. */
export function agentsKept(load: QueueLoad, agents: number, target: { readonly ratio: number; readonly withinSec: number }): number {
  return Math.min(agents, leastThat((kept) => queueOutlook(load, agents, target.withinSec, kept).answeredInTime >= target.ratio, 0, agents));
}

/** The least whole number within the bounds that will do, of a condition that holds of all above it; Infinity: none. */
function leastThat(does: (count: number) => boolean, least: number, most: number): number {
  let fails = least - 1;
  let holds = fails;
  for (let stride = 1; ; stride *= 2) {
    holds = Math.min(most, fails + stride);
    if (does(holds)) break;
    if (holds >= most) return Number.POSITIVE_INFINITY;
    fails = holds;
  }
  while (holds - fails > 1) {
    const tried = (holds + fails) >> 1;
    if (does(tried)) holds = tried; else fails = tried;
  }
  return holds;
}

const NEVER_ANSWERED: Omit<QueueOutlook, 'busy'> = { waitRatio: 1, abandonRatio: 0, meanWaitSec: Number.POSITIVE_INFINITY, answeredInTime: 0, waitBeyond: 1 };
const ALWAYS_ANSWERED: Omit<QueueOutlook, 'busy'> = { waitRatio: 0, abandonRatio: 0, meanWaitSec: 0, answeredInTime: 1, waitBeyond: 0 };

/** Over all states, by their weights. */
class Sums {
  weight = 0;
  private busy = 0;
  private waits = 0;
  private waiting = 0;
  private inTime = 0;
  private beyond = 0;

  add(weight: number, busy: number, waiting: number, inTime: number, beyond: number): void {
    this.weight += weight;
    this.busy += weight * busy;
    this.waiting += weight * waiting;
    this.inTime += weight * inTime;
    this.beyond += weight * beyond;
    if (inTime < 1 || waiting > 0) this.waits += weight;
  }

  scale(by: number): void {
    this.weight *= by;
    this.busy *= by;
    this.waits *= by;
    this.waiting *= by;
    this.inTime *= by;
    this.beyond *= by;
  }

  outlook(callsPerSec: number, leavesPerSec: number): QueueOutlook {
    const mean = (sum: number): number => sum / this.weight;
    return {
      waitRatio: mean(this.waits), abandonRatio: callsPerSec > 0 ? mean(this.waiting) * leavesPerSec / callsPerSec : 0,
      meanWaitSec: callsPerSec > 0 ? mean(this.waiting) / callsPerSec : 0,
      busy: mean(this.busy), answeredInTime: mean(this.inTime), waitBeyond: mean(this.beyond),
    };
  }
}

/** What becomes of a caller who finds all agents busy, and so many callers waiting, one more after the other. */
class Waits {
  private ahead = 0;
  private readonly timeUp: number;
  private readonly steps: number;
  private readonly inTime: BetaTail;
  private readonly within: BetaTail;

  constructor(freesPerSec: number, leavesPerSec: number, withinSec: number) {
    const left = -Math.expm1(-leavesPerSec * withinSec);
    this.timeUp = 1 - left;
    this.steps = freesPerSec / leavesPerSec;
    this.inTime = new BetaTail(left, this.steps + 1, -(freesPerSec + leavesPerSec) * withinSec);
    this.within = new BetaTail(left, this.steps, -freesPerSec * withinSec);
  }

  /** An agent comes before the time is up and before the caller leaves. */
  get answeredInTime(): number {
    return this.steps / (this.steps + this.ahead + 1) * this.inTime.share;
  }

  /** Neither has come by then. */
  get beyond(): number {
    return this.timeUp * (1 - this.within.share);
  }

  oneMoreAhead(): void {
    this.ahead++;
    this.inTime.next();
    this.within.next();
  }
}

/** The regularised incomplete beta function I_x(a, b) for a = 1, 2, 3 … */
class BetaTail {
  share: number;
  private a = 1;
  private logTerm: number;

  /** @param logRest b · ln(1 − x), which may be far below what a power can hold */
  constructor(private readonly x: number, private readonly b: number, logRest: number) {
    this.share = -Math.expm1(logRest);
    this.logTerm = Math.log(x * b) + logRest;
  }

  next(): void {
    if (this.share < NEGLIGIBLE / 100) {
      this.share = 0;
      return;
    }
    this.share = Math.max(0, this.share - Math.exp(this.logTerm));
    this.logTerm += Math.log(this.x * (this.a + this.b) / (this.a + 1));
    this.a++;
  }
}
