import { answerRateAt } from './answer-rate';
import type { Day } from './day';
import { samplerOf, type Sampler } from './distribution';
import { Rng } from './rng';

/** What becomes of a call if the dialer lets it. */
export interface Fate {
  readonly setUpMs: number;
  readonly isAnswered: boolean;
  /** From the dial order to the answer or, unanswered, to the end. */
  readonly endsAfterMs: number;
  readonly isMachine: boolean;
  /** From the answer; Infinity: no detector finds out. */
  readonly detectedAfterMs: number;
  readonly patienceMs: number;
  readonly talkMs: number;
  readonly wrapMs: number;
}

/** Decides the fate of the n-th call of a day: the same for the same seed, whatever was dialed before. */
export class Fates {
  private readonly rng: Rng;
  private readonly setUp: Sampler;
  private readonly answer: Sampler;
  private readonly failure: Sampler;
  private readonly talk: Sampler;
  private readonly wrap: Sampler;
  private readonly patience: Sampler;
  private readonly machineTalk: Sampler;
  private readonly detected: Sampler;
  private part = 0;
  private partEndsAt: number;

  constructor(private readonly day: Day, private readonly seed: number) {
    const never: Sampler = () => Number.POSITIVE_INFINITY;
    this.rng = new Rng(seed);
    this.setUp = samplerOf(day.setUp);
    this.answer = samplerOf(day.answer);
    this.failure = samplerOf(day.failure);
    this.talk = samplerOf(day.talk);
    this.wrap = samplerOf(day.wrap);
    this.patience = day.patience === null ? never : samplerOf(day.patience);
    this.machineTalk = day.machines === null ? never : samplerOf(day.machines.talk);
    const detected = day.machines?.detected ?? null;
    this.detected = detected === null ? never : samplerOf(detected);
    this.partEndsAt = day.list[0]?.targets ?? 0;
  }

  /** @param index counts the day's calls from 0 and never goes back */
  of(index: number, dialedAtMs: number): Fate {
    const { rng, day } = this;
    rng.restart(this.seed, index + 1);
    const isAnswered = rng.uniform() < answerRateAt(day.answerRate, dialedAtMs) * this.answerFactor(index);
    const isMachine = rng.uniform() < (day.machines?.ratio ?? 0);
    const setUpMs = this.setUp(rng);
    if (!isAnswered) return unanswered(setUpMs, this.failure(rng));
    const ringMs = this.answer(rng);
    return {
      setUpMs, isAnswered, isMachine, endsAfterMs: setUpMs + ringMs,
      patienceMs: this.patience(rng),
      talkMs: isMachine ? this.machineTalk(rng) : this.talk(rng),
      wrapMs: isMachine ? 0 : this.wrap(rng),
      detectedAfterMs: isMachine ? this.detected(rng) : Number.POSITIVE_INFINITY,
    };
  }

  private answerFactor(index: number): number {
    while (index >= this.partEndsAt && this.part < this.day.list.length - 1) this.partEndsAt += this.day.list[++this.part]?.targets ?? 0;
    return this.day.list[this.part]?.answerFactor ?? 0;
  }
}

function unanswered(setUpMs: number, endsAfterMs: number): Fate {
  return { setUpMs, isAnswered: false, isMachine: false, endsAfterMs, patienceMs: 0, talkMs: 0, wrapMs: 0, detectedAfterMs: Number.POSITIVE_INFINITY };
}
