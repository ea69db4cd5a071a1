/**
 * The best that any blending of calls can do in a Markov model, by value iteration: callers come by chance, wait for at most a
 * patience and are answered before anybody is called; outbound calls begin at once when they are wanted, and none is ever
 * missing; all calls last equally long. State: calls in the system, callers who wait included. Decided at every instant: how
 * many outbound calls begin. The best policy is a threshold on the idle agents (S. Bhulai and G. Koole 2003; N. Gans and
 * Y.-P. Zhou 2003), which is found here and not assumed.
 */
export interface BlendModel {
  readonly agents: number;
  readonly callsPerSec: number;
  readonly handleSec: number;
  readonly patienceSec: number;
  readonly withinSec: number;
}

export interface BlendOptimum {
  /** Of the agents' time, in outbound calls. */
  readonly outboundRatio: number;
}

const TOLERANCE = 1e-6;
const MOST_SWEEPS = 200_000;
const SEARCHES = 40;

/** The most outbound work of all policies, mixed ones included, that answer so large a share of the callers in time. */
export function optimalBlend(model: BlendModel, targetRatio: number): BlendOptimum {
  const solver = new ValueIteration(model);
  // With a price on each caller who is missed beyond the share, the best gain is convex in it, and its least is the optimum.
  let low = 0;
  let high = 20 * model.handleSec / model.agents;
  for (let i = 0; i < SEARCHES; i++) {
    const [a, b] = [low + (high - low) / 3, high - (high - low) / 3];
    if (solver.gain(a, targetRatio) < solver.gain(b, targetRatio)) high = b; else low = a;
  }
  return { outboundRatio: solver.gain((low + high) / 2, targetRatio) };
}

class ValueIteration {
  private readonly states: number;
  private readonly inTime: readonly number[];
  private values: Float64Array;
  private next: Float64Array;

  constructor(private readonly model: BlendModel) {
    const { agents, callsPerSec, patienceSec } = model;
    this.states = agents + Math.ceil(callsPerSec * patienceSec + 8 * Math.sqrt(callsPerSec * patienceSec)) + 10;
    this.inTime = Array.from({ length: this.states }, (_, calls) => calls < agents ? 1 : inTimeBehind(calls - agents, model));
    this.values = new Float64Array(this.states);
    this.next = new Float64Array(this.states);
  }

  /** Outbound work a second over the agents, the price paid. */
  gain(price: number, targetRatio: number): number {
    const { agents, callsPerSec, handleSec, patienceSec } = this.model;
    const last = this.states - 1;
    const perSec = callsPerSec + agents / handleSec + (last - agents) / patienceSec;
    for (let sweep = 0; ; sweep++) {
      const { values, next } = this;
      let lowest = Number.POSITIVE_INFINITY;
      let highest = Number.NEGATIVE_INFINITY;
      // Beginning a call where somebody is idle is worth the work it brings; from the fullest state down.
      let best = Number.NEGATIVE_INFINITY;
      for (let calls = last; calls >= 0; calls--) {
        const here = values[calls] ?? 0;
        const busy = Math.min(calls, agents);
        const waiting = calls - busy;
        const up = values[Math.min(last, calls + 1)] ?? 0;
        const down = values[Math.max(0, calls - 1)] ?? 0;
        const earned = price * callsPerSec * ((this.inTime[calls] ?? 0) - targetRatio);
        const change = earned + callsPerSec * (up - here) + (busy / handleSec + waiting / patienceSec) * (down - here);
        const stays = here + change / perSec;
        // Each outbound call that begins is worth its work, a handle time of one agent.
        best = calls >= agents ? stays : Math.max(stays, best + handleSec / agents);
        next[calls] = best;
        const gained = best - here;
        if (gained < lowest) lowest = gained;
        if (gained > highest) highest = gained;
      }
      const zero = next[agents] ?? 0;
      for (let i = 0; i <= last; i++) next[i] = (next[i] ?? 0) - zero;
      this.values = next;
      this.next = values;
      if ((highest - lowest) * perSec < TOLERANCE || sweep > MOST_SWEEPS) return (highest + lowest) / 2 * perSec;
    }
  }
}

/** Chance that a caller behind so many others is answered in time, before losing patience: the race of the next events, step by step. */
function inTimeBehind(ahead: number, { agents, handleSec, patienceSec, withinSec }: BlendModel): number {
  const steps = 400;
  const width = withinSec / steps;
  // chances[j]: still waiting with j ahead; by fourth-order steps of the forward equations.
  let chances = Float64Array.from({ length: ahead + 1 }, (_, j) => j === ahead ? 1 : 0);
  let answered = 0;
  const derivative = (of: Float64Array): { change: Float64Array; answers: number } => {
    const change = new Float64Array(ahead + 1);
    for (let j = 0; j <= ahead; j++) {
      const leaves = agents / handleSec + j / patienceSec;
      change[j] = -(of[j] ?? 0) * (leaves + 1 / patienceSec) + (j < ahead ? (of[j + 1] ?? 0) * (agents / handleSec + (j + 1) / patienceSec) : 0);
    }
    return { change, answers: (of[0] ?? 0) * agents / handleSec };
  };
  const moved = (of: Float64Array, by: Float64Array, times: number): Float64Array => of.map((value, j) => value + times * (by[j] ?? 0));
  for (let step = 0; step < steps; step++) {
    const a = derivative(chances);
    const b = derivative(moved(chances, a.change, width / 2));
    const c = derivative(moved(chances, b.change, width / 2));
    const d = derivative(moved(chances, c.change, width));
    answered += width / 6 * (a.answers + 2 * b.answers + 2 * c.answers + d.answers);
    chances = chances.map((value, j) => value + width / 6 * ((a.change[j] ?? 0) + 2 * (b.change[j] ?? 0) + 2 * (c.change[j] ?? 0) + (d.change[j] ?? 0)));
  }
  return answered;
}
