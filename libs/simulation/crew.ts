import type { AgentPlan } from './day';

export const AGENT = { offline: 0, onBreak: 1, idle: 2, talking: 3, wrapping: 4 } as const;
export type AgentState = (typeof AGENT)[keyof typeof AGENT];
export type AgentStatus = AgentPlan[number]['status'];

/** How long an agent was in each state, and at work in all by the clock of logging in and out. */
export interface AgentTimes {
  readonly idleMs: number; readonly talkMs: number; readonly wrapMs: number; readonly breakMs: number; readonly loggedInMs: number;
}

/** The agents: who does what since when, who is idle longest, and where the time went. */
export class Crew {
  /** In the order in which they became idle. */
  readonly idle: number[] = [];
  readonly counts = new Int32Array(5);
  /** Idle times that ended in a talk. */
  waits = 0;
  waitedMs = 0;
  private readonly states: AgentState[];
  private readonly sinceMs: Float64Array;
  private readonly spentMs: Float64Array[];
  private readonly wanted: AgentStatus[];
  private readonly loggedInAtMs: Float64Array;
  private readonly loggedInMs: Float64Array;

  /** @param queuesServed how many each agent serves */
  constructor(readonly size: number, private readonly queuesServed: readonly number[] = []) {
    this.states = new Array<AgentState>(size).fill(AGENT.offline);
    this.wanted = new Array<AgentStatus>(size).fill('offline');
    this.sinceMs = new Float64Array(size);
    this.spentMs = Array.from({ length: 5 }, () => new Float64Array(size));
    this.loggedInAtMs = new Float64Array(size);
    this.loggedInMs = new Float64Array(size);
    this.counts[AGENT.offline] = size;
  }

  stateOf(agent: number): AgentState {
    return this.states[agent] ?? AGENT.offline;
  }

  isPresent(): boolean {
    return (this.counts[AGENT.idle] ?? 0) + (this.counts[AGENT.talking] ?? 0) + (this.counts[AGENT.wrapping] ?? 0) > 0;
  }

  /** Takes effect at once, or after the talk and its wrap-up. */
  choose(agent: number, status: AgentStatus, atMs: number): void {
    this.wanted[agent] = status;
    const state = this.stateOf(agent);
    if (state !== AGENT.talking && state !== AGENT.wrapping) this.obey(agent, atMs);
  }

  /**
   * Begins a talk with one of those from one index up to another: of those who serve the fewest queues the one who has been
   * idle longest, so that whoever can take other callers too stays there for them.
   */
  startTalk(atMs: number, [from, to]: readonly [from: number, to: number] = [0, this.size]): number | undefined {
    let agent: number | undefined;
    let fewest = Number.POSITIVE_INFINITY;
    for (const one of this.idle) {
      const serves = this.queuesServed[one] ?? 0;
      if (one >= from && one < to && serves < fewest) [agent, fewest] = [one, serves];
    }
    if (agent === undefined) return undefined;
    this.waits++;
    this.waitedMs += atMs - (this.sinceMs[agent] ?? 0);
    this.move(agent, AGENT.talking, atMs);
    return agent;
  }

  /** Begins the wrap-up, and says how long the talk was. */
  endTalk(agent: number, atMs: number): number {
    this.must(agent, AGENT.talking);
    const talkedMs = atMs - (this.sinceMs[agent] ?? 0);
    this.move(agent, AGENT.wrapping, atMs);
    return talkedMs;
  }

  endWrap(agent: number, atMs: number): void {
    this.must(agent, AGENT.wrapping);
    this.obey(agent, atMs);
  }

  /** For how long each agent in this state is in it, into a new list. */
  agesOf(state: AgentState, atMs: number): readonly number[] {
    if (this.counts[state] === 0) return NOBODY;
    const ages: number[] = [];
    for (let agent = 0; agent < this.size; agent++) if (this.states[agent] === state) ages.push(atMs - (this.sinceMs[agent] ?? 0));
    return ages;
  }

  /** For how long the agent is in its state. */
  forMs(agent: number, atMs: number): number {
    return atMs - (this.sinceMs[agent] ?? 0);
  }

  /** The day is over: everybody's time is booked until now. */
  close(atMs: number): readonly AgentTimes[] {
    return this.states.map((state, agent) => {
      this.book(agent, atMs);
      const loggedInMs = (this.loggedInMs[agent] ?? 0) + (state === AGENT.offline ? 0 : atMs - (this.loggedInAtMs[agent] ?? 0));
      const spent = (which: AgentState): number => this.spentMs[which]?.[agent] ?? 0;
      return { idleMs: spent(AGENT.idle), talkMs: spent(AGENT.talking), wrapMs: spent(AGENT.wrapping), breakMs: spent(AGENT.onBreak), loggedInMs };
    });
  }

  private obey(agent: number, atMs: number): void {
    const wanted = this.wanted[agent];
    const next = wanted === 'available' ? AGENT.idle : wanted === 'break' ? AGENT.onBreak : AGENT.offline;
    if (next === this.stateOf(agent)) return;
    this.move(agent, next, atMs);
  }

  private move(agent: number, next: AgentState, atMs: number): void {
    const before = this.stateOf(agent);
    if (before === AGENT.idle) this.idle.splice(this.idle.indexOf(agent), 1);
    if (before === AGENT.offline) this.loggedInAtMs[agent] = atMs;
    if (next === AGENT.offline) this.loggedInMs[agent] = (this.loggedInMs[agent] ?? 0) + atMs - (this.loggedInAtMs[agent] ?? 0);
    this.book(agent, atMs);
    this.counts[before] = (this.counts[before] ?? 0) - 1;
    this.counts[next] = (this.counts[next] ?? 0) + 1;
    this.states[agent] = next;
    if (next === AGENT.idle) this.idle.push(agent);
  }

  private book(agent: number, atMs: number): void {
    const spent = this.spentMs[this.stateOf(agent)];
    if (spent !== undefined) spent[agent] = (spent[agent] ?? 0) + atMs - (this.sinceMs[agent] ?? 0);
    this.sinceMs[agent] = atMs;
  }

  private must(agent: number, state: AgentState): void {
    if (this.stateOf(agent) !== state) throw new Error(`agent ${agent} is in state ${this.stateOf(agent)}, not ${state}`);
  }
}

const NOBODY: readonly number[] = [];
