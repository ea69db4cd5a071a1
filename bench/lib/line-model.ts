import type { Pacer, PacingSettings, PacingState } from '@paceline/domain/pacing';

/** A seeded generator (mulberry32). */
export function seeded(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type Draw = (random: () => number) => number;

export const exponential = (mean: number): Draw => (random) => -mean * Math.log(1 - random());

/** What a line of agents and calls is made of; seconds. */
export interface LineModel {
  readonly agents: number;
  readonly hours: number;
  readonly seed: number;
  /** Decisions a second. */
  readonly decisionsPerSec: number;
  readonly answerRate: (atSec: number) => number;
  readonly answersAfter: Draw;
  readonly failsAfter: Draw;
  readonly talks: Draw;
  /** Absent: agents are idle as soon as a talk ends. */
  readonly wraps?: Draw;
  /** How long an answered call waits before it is abandoned. */
  readonly patienceSec: number;
}

export interface LineResult {
  readonly answers: number;
  readonly abandoned: number;
  readonly served: number;
  readonly dials: number;
  readonly cancelled: number;
  /** Agent seconds. */
  readonly idleSec: number;
  readonly talkingSec: number;
  readonly wrappingSec: number;
  readonly halfHours: readonly { readonly answers: number; readonly abandoned: number }[];
}

interface Line { dialedAt: number; endsAt: number; answers: boolean }
interface Agent { state: 'idle' | 'talking' | 'wrapping'; since: number; until: number }

/** Runs a pacer on the model, a tick a decision. Small on purpose: no logins, no lists, one distribution each. */
export function runLine(model: LineModel, pacer: Pacer, settings: PacingSettings): LineResult {
  const random = seeded(model.seed);
  const agents: Agent[] = Array.from({ length: model.agents }, () => ({ state: 'idle', since: 0, until: Number.POSITIVE_INFINITY }));
  let lines: Line[] = [];
  let waiting: number[] = []; // since when each waits
  const idle: number[] = agents.map((_, index) => index);
  let state: PacingState = {};
  const total = { answers: 0, abandoned: 0, served: 0, dials: 0, cancelled: 0, idleSec: 0, talkingSec: 0, wrappingSec: 0 };
  const halfHours: { answers: number; abandoned: number }[] = [];
  let heard = nothing();
  const half = (at: number): { answers: number; abandoned: number } => {
    const index = Math.floor(at / 1800);
    return halfHours[index] ??= { answers: 0, abandoned: 0 };
  };
  const leave = (agent: Agent, at: number): void => {
    const spent = at - agent.since;
    if (agent.state === 'idle') total.idleSec += spent;
    else if (agent.state === 'talking') total.talkingSec += spent;
    else total.wrappingSec += spent;
  };
  const serve = (index: number, at: number): void => {
    const agent = agents[index];
    if (agent === undefined) return;
    leave(agent, at);
    Object.assign(agent, { state: 'talking', since: at, until: at + model.talks(random) });
    total.served++;
  };
  const free = (index: number, at: number): void => {
    const agent = agents[index];
    if (agent === undefined) return;
    leave(agent, at);
    Object.assign(agent, { state: 'idle', since: at, until: Number.POSITIVE_INFINITY });
    const first = waiting.shift();
    if (first === undefined) idle.push(index); else serve(index, at);
  };

  const step = 1 / model.decisionsPerSec;
  const ticks = Math.round(model.hours * 3600 / step);
  for (let tick = 1; tick <= ticks; tick++) {
    const now = tick * step;
    for (;;) { // everything that is due, in order; what it brings about may be due too
      const due: { at: number; agent?: number; line?: Line; patience?: number }[] = [];
      for (let i = 0; i < agents.length; i++) { const at = agents[i]?.until ?? now; if (at < now) due.push({ at, agent: i }); }
      for (const line of lines) if (line.endsAt < now) due.push({ at: line.endsAt, line });
      for (const since of waiting) if (since + model.patienceSec < now) due.push({ at: since + model.patienceSec, patience: since });
      if (due.length === 0) break;
      due.sort((a, b) => a.at - b.at);
      for (const event of due) {
        if (event.agent !== undefined) {
          const agent = agents[event.agent];
          if (agent === undefined || agent.until !== event.at) continue;
          if (agent.state === 'talking') {
            heard.talkedForMs.push((event.at - agent.since) * 1000);
            if (model.wraps === undefined) free(event.agent, event.at);
            else { leave(agent, event.at); Object.assign(agent, { state: 'wrapping', since: event.at, until: event.at + model.wraps(random) }); }
          } else { heard.wrappedForMs.push((event.at - agent.since) * 1000); free(event.agent, event.at); }
        } else if (event.line !== undefined) {
          const line = event.line;
          line.endsAt = Number.NaN;
          if (!line.answers) { heard.failedAfterMs.push((event.at - line.dialedAt) * 1000); continue; }
          heard.answeredAfterMs.push((event.at - line.dialedAt) * 1000);
          total.answers++;
          half(event.at).answers++;
          const index = idle.shift();
          if (index !== undefined) serve(index, event.at);
          else if (model.patienceSec > 0) waiting.push(event.at);
          else lose(event.at);
        } else if (event.patience !== undefined && waiting.includes(event.patience)) {
          waiting = waiting.filter((since) => since !== event.patience);
          lose(event.at);
        }
      }
      lines = lines.filter((line) => !Number.isNaN(line.endsAt));
    }
    const nowMs = Math.round(now * 1000);
    const ages = (which: Agent['state']): number[] => agents.filter((agent) => agent.state === which).map((agent) => nowMs - agent.since * 1000);
    const outForMs = lines.map((line) => nowMs - line.dialedAt * 1000);
    const snapshot = {
      takenAtMs: nowMs,
      agents: { idle: idle.length, reserved: 0, talkingForMs: ages('talking'), wrappingForMs: ages('wrapping') },
      lines: { outForMs, ringingForMs: outForMs.map((ms) => Math.max(0, ms - 3000)), waitingForMs: waiting.map((since) => nowMs - since * 1000) },
      heard, budget: { answers: total.answers, abandoned: total.abandoned }, trunkLinesFree: 10_000, targetsReady: 10_000,
    };
    const decision = pacer(snapshot, settings, state, nowMs);
    state = decision.state;
    heard = nothing();
    if (decision.cancel > 0) {
      lines.sort((a, b) => a.dialedAt - b.dialedAt);
      for (const line of lines.splice(0, decision.cancel)) heard.cancelledAfterMs.push((now - line.dialedAt) * 1000);
      total.cancelled += decision.cancel;
    }
    for (let i = 0; i < decision.dial; i++) {
      const answers = random() < model.answerRate(now);
      lines.push({ dialedAt: now, endsAt: now + (answers ? model.answersAfter : model.failsAfter)(random), answers });
    }
    total.dials += decision.dial;
  }
  for (const agent of agents) leave(agent, model.hours * 3600);
  return { ...total, halfHours };

  function lose(at: number): void {
    total.abandoned++;
    heard.abandoned++;
    half(at).abandoned++;
  }
}

function nothing() {
  return {
    answeredAfterMs: [] as number[], machines: 0, failedAfterMs: [] as number[], cancelledAfterMs: [] as number[],
    talkedForMs: [] as number[], wrappedForMs: [] as number[], abandoned: 0,
  };
}

/** @param variation standard deviation over mean */
export function lognormal(mean: number, variation: number): Draw {
  const variance = Math.log(1 + variation * variation);
  const median = Math.log(mean) - variance / 2;
  return (random) => Math.exp(median + Math.sqrt(variance * -2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
}

/** Of a whole shape: a sum of so many exponentials. */
export function gamma(shape: number, mean: number): Draw {
  const part = exponential(mean / shape);
  return (random) => {
    let sum = 0;
    for (let i = 0; i < shape; i++) sum += part(random);
    return sum;
  };
}
