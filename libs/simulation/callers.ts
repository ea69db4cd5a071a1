import { serviceLevel, verdictOn } from '@paceline/domain/metrics/service-level';
import type { Stay, StayEnd } from '@paceline/domain/queue/stays';
import { onCurve } from './answer-rate';
import type { AgentNow, BlendNow, QueueNow } from './blend-now';
import { AGENT, type AgentState, type Crew } from './crew';
import type { QueueOfDay } from './day';
import { samplerOf, type Sampler } from './distribution';
import type { QueueResult } from './result';
import { Rng } from './rng';

export interface Caller {
  readonly id: number;
  readonly queue: QueueOfDay;
  readonly enteredAtMs: number;
  readonly patienceMs: number;
  readonly talkMs: number;
  readonly wrapMs: number;
  left: Stay['left'];
}

/** Apart from those of the calls that are dialed, so that the same callers come whoever dials. */
const FIRST_STREAM = 0x4000_0000;
const STREAMS_OF_QUEUE = 0x0100_0000;

/** The callers of a day: who comes when, who waits, and what became of them. */
export class Callers {
  readonly queues: readonly QueueOfDay[];
  private readonly lines: readonly Line[];
  private readonly namesOf: readonly (readonly string[])[];
  private readonly waiting = new Set<Caller>();
  private readonly byId = new Map<number, Caller>();
  private readonly talking = new Map<number, { readonly caller: Caller; readonly agent: number }>();

  constructor(queues: readonly QueueOfDay[], agents: number, seed: number) {
    this.queues = queues;
    this.namesOf = Array.from({ length: agents }, (_, agent) => queues.flatMap(({ name, servedBy: [from, to] }) => agent >= from && agent < to ? [name] : []));
    this.lines = queues.map((queue, index) => new Line(queue, seed, FIRST_STREAM + index * STREAMS_OF_QUEUE));
  }

  nextAtMs(queue: number): number {
    return this.line(queue).nextAtMs();
  }

  comes(queue: number, atMs: number): Caller {
    return this.line(queue).comes(atMs, queue);
  }

  waits(caller: Caller): void {
    this.waiting.add(caller);
    this.byId.set(caller.id, caller);
  }

  /** Those who wait, in the order in which they came. */
  inTurn(): readonly Caller[] {
    return this.waiting.size === 0 ? NOBODY : [...this.waiting];
  }

  answered(caller: Caller, agent: number, atMs: number): void {
    this.talking.set(caller.id, { caller, agent });
    this.ends(caller, 'answered', atMs);
  }

  leaves(caller: Caller): void {
    this.waiting.delete(caller);
    this.byId.delete(caller.id);
  }

  gaveUp(id: number, atMs: number): void {
    const caller = this.byId.get(id);
    if (caller === undefined) return;
    this.leaves(caller);
    this.ends(caller, 'abandoned', atMs);
  }

  /** Whom the caller has talked with. */
  talked(id: number): number {
    const talk = this.talking.get(id);
    if (talk === undefined) throw new Error(`caller ${id} talks with nobody`);
    this.talking.delete(id);
    this.line(this.queues.indexOf(talk.caller.queue)).handled(talk.caller);
    return talk.agent;
  }

  now(crew: Crew, nowMs: number): BlendNow {
    if (this.lines.length === 0) return NO_QUEUES;
    return {
      queues: this.lines.map((line) => line.now(this.inTurn().filter(({ queue }) => queue === line.queue), nowMs)),
      agents: () => this.agentsNow(crew, nowMs),
    };
  }

  results(endsAtMs: number): QueueResult[] {
    return this.lines.map((line) => line.result(endsAtMs));
  }

  /** The names of the queues that an agent serves. */
  servedBy(agent: number): readonly string[] {
    return this.namesOf[agent] ?? NO_NAMES;
  }

  private agentsNow(crew: Crew, nowMs: number): AgentNow[] {
    const agents: AgentNow[] = [];
    for (let agent = 0; agent < crew.size; agent++) {
      const state = STATES[crew.stateOf(agent)];
      if (state !== null) agents.push({ state, forMs: crew.forMs(agent, nowMs), queues: this.servedBy(agent) });
    }
    return agents;
  }

  private ends(caller: Caller, how: StayEnd, atMs: number): void {
    caller.left = { atMs, how };
    this.line(this.queues.indexOf(caller.queue)).ended(caller, how, atMs);
  }

  private line(queue: number): Line {
    const line = this.lines[queue];
    if (line === undefined) throw new RangeError(`there is no queue ${queue}`);
    return line;
  }
}

const NOBODY: readonly Caller[] = [];
const NO_QUEUES: BlendNow = { queues: [], agents: () => [] };
const NO_NAMES: readonly string[] = [];
const STATES: Readonly<Record<AgentState, AgentNow['state'] | null>> = {
  [AGENT.offline]: null, [AGENT.onBreak]: null, [AGENT.idle]: 'idle', [AGENT.talking]: 'talking', [AGENT.wrapping]: 'wrapping',
};

/** One queue: its arrivals, and its books. */
class Line {
  private readonly stays: Caller[] = [];
  private readonly arrivals: Rng;
  private readonly fates: Rng;
  private readonly talk: Sampler;
  private readonly wrap: Sampler;
  private readonly patience: Sampler;
  private readonly mostPerMs: number;
  private atMs = 0;
  private heard = nothingHeard();
  private judged = { offered: 0, answeredInTime: 0 };

  constructor(readonly queue: QueueOfDay, private readonly seed: number, private readonly stream: number) {
    this.arrivals = new Rng(seed, stream);
    this.fates = new Rng(seed, stream);
    this.talk = samplerOf(queue.talk);
    this.wrap = samplerOf(queue.wrap);
    this.patience = samplerOf(queue.patience);
    const factor = queue.bursts.reduce((most, burst) => most * Math.max(1, burst.factor), 1);
    this.mostPerMs = factor * Math.max(0, ...queue.callsPerHour.map(({ calls }) => calls)) / 3_600_000;
  }

  /** Of a Poisson process whose rate moves: of arrivals at the highest rate those that the present one keeps. */
  nextAtMs(): number {
    if (this.mostPerMs === 0) return Number.POSITIVE_INFINITY;
    do this.atMs += this.arrivals.exponential() / this.mostPerMs;
    while (this.arrivals.uniform() * this.mostPerMs > callsPerMs(this.queue, this.atMs));
    return this.atMs;
  }

  comes(atMs: number, index: number): Caller {
    this.fates.restart(this.seed, this.stream + this.stays.length + 1);
    const [talkMs, wrapMs, patienceMs] = [this.talk(this.fates), this.wrap(this.fates), this.patience(this.fates)];
    const caller: Caller = { id: index * STREAMS_OF_QUEUE + this.stays.length, queue: this.queue, enteredAtMs: atMs, patienceMs, talkMs, wrapMs, left: null };
    this.stays.push(caller);
    this.heard.arrived++;
    return caller;
  }

  ended(caller: Caller, how: StayEnd, atMs: number): void {
    (how === 'answered' ? this.heard.answered : this.heard.abandoned).push(atMs - caller.enteredAtMs);
    const verdict = verdictOn(caller, this.queue.target, atMs);
    if (verdict === 'in-time') this.judged.answeredInTime++;
    if (verdict === 'in-time' || verdict === 'missed') this.judged.offered++;
  }

  handled({ talkMs, wrapMs }: Caller): void {
    this.heard.handled.push(talkMs + wrapMs);
  }

  now(waiting: readonly Caller[], nowMs: number): QueueNow {
    const { heard, judged, queue: { name, target } } = this;
    this.heard = nothingHeard();
    const missed = waiting.filter((caller) => verdictOn(caller, target, nowMs) === 'missed').length;
    return {
      name, target, waitingForMs: waiting.map(({ enteredAtMs }) => nowMs - enteredAtMs), arrived: heard.arrived,
      answeredAfterMs: heard.answered, abandonedAfterMs: heard.abandoned, handledForMs: heard.handled,
      offered: judged.offered + missed, answeredInTime: judged.answeredInTime,
    };
  }

  result(endsAtMs: number): QueueResult {
    return { name: this.queue.name, level: serviceLevel(this.stays, this.queue.target, 0, Number.POSITIVE_INFINITY, endsAtMs) };
  }
}

function nothingHeard(): { arrived: number; answered: number[]; abandoned: number[]; handled: number[] } {
  return { arrived: 0, answered: [], abandoned: [], handled: [] };
}

export function callsPerMs({ callsPerHour, bursts }: QueueOfDay, atMs: number): number {
  const usual = onCurve(callsPerHour.map(({ atMs: at, calls }) => ({ atMs: at, value: calls })), atMs) / 3_600_000;
  return bursts.reduce((rate, { fromMs, toMs, factor }) => atMs >= fromMs && atMs < toMs ? rate * factor : rate, usual);
}
