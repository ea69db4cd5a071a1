import { AGENT, type AgentTimes, type Crew } from './crew';
import type { CallEnd, DayResult, HalfHour, QueueResult, Sample } from './result';

const HALF_HOUR_MS = 1_800_000;
const SAMPLE_EVERY_MS = 60_000;

/** The books of a day: the truth for its result, apart from anything that the pacer is told. */
export class Books {
  dials = 0;
  pickedUp = 0;
  answers = 0;
  readonly ends: Record<CallEnd, number> = { talked: 0, machine: 0, abandoned: 0, failed: 0, cancelled: 0, 'cut-off': 0 };
  /** Of the campaign's calls. */
  talkMs = 0;
  private outMs = 0;
  private waited = 0;
  private delayMs = 0;
  private connected = 0;
  private readonly halfHours: { fromMs: number; answers: number; abandoned: number }[];
  private readonly series: Sample[] = [];

  constructor(lengthMs: number) {
    this.halfHours = Array.from({ length: Math.max(1, Math.ceil(lengthMs / HALF_HOUR_MS)) }, (_, index) => ({ fromMs: index * HALF_HOUR_MS, answers: 0, abandoned: 0 }));
  }

  /** No longer a line out, however that came. */
  wasOut(forMs: number): void {
    this.outMs += forMs;
  }

  answered(atMs: number): void {
    this.pickedUp++;
    this.answers++;
    this.half(atMs).answers++;
  }

  /** What was answered then was a machine: no answer of a person. */
  wasMachine(answeredAtMs: number): void {
    this.answers--;
    this.half(answeredAtMs).answers--;
  }

  connectedAfter(delayMs: number): void {
    this.connected++;
    this.delayMs += delayMs;
    if (delayMs > 0) this.waited++;
  }

  /** Counted in the half hour of its answer, so that a half hour's figure is a share. */
  abandoned(answeredAtMs: number): void {
    this.waited++;
    this.half(answeredAtMs).abandoned++;
  }

  ended(how: CallEnd): void {
    this.ends[how]++;
  }

  sample(atMs: number, crew: Crew, linesOut: number): void {
    if (atMs % SAMPLE_EVERY_MS !== 0) return;
    const count = (state: number): number => crew.counts[state] ?? 0;
    this.series.push({
      atMs, idle: count(AGENT.idle), talking: count(AGENT.talking), wrapping: count(AGENT.wrapping), onBreak: count(AGENT.onBreak),
      linesOut, answers: this.answers, abandoned: this.ends.abandoned,
    });
  }

  close(strategy: string, seed: number, crew: Crew, endsAtMs: number, queues: readonly QueueResult[]): DayResult {
    const agents = crew.close(endsAtMs);
    const sum = (of: (times: AgentTimes) => number): number => agents.reduce((total, times) => total + of(times), 0);
    const busyMs = sum(({ talkMs, wrapMs }) => talkMs + wrapMs);
    const atWorkMs = sum(({ loggedInMs, breakMs }) => loggedInMs - breakMs);
    return {
      strategy, seed, agents, series: this.series, halfHours: this.halfHours satisfies HalfHour[],
      utilisationRatio: atWorkMs === 0 ? 0 : busyMs / atWorkMs,
      meanWaitMs: crew.waitedMs / crew.waits,
      abandonedRatio: this.answers === 0 ? 0 : this.ends.abandoned / this.answers,
      dials: this.dials, answers: this.answers, pickedUp: this.pickedUp, ends: this.ends,
      waited: this.waited, meanAnswerDelayMs: this.connected === 0 ? 0 : this.delayMs / this.connected,
      queues, outboundTalkMs: this.talkMs,
      linesPerAgent: atWorkMs === 0 ? 0 : this.outMs / atWorkMs,
    };
  }

  private half(atMs: number): { answers: number; abandoned: number } {
    const half = this.halfHours[Math.min(this.halfHours.length - 1, Math.floor(atMs / HALF_HOUR_MS))];
    if (half === undefined) throw new RangeError(`${atMs} ms is before the day`);
    return half;
  }
}
