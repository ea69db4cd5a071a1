import type { PacingSnapshot } from '@paceline/domain/pacing';
import type { Pacing, Strategy } from './strategy';

export const VICIDIAL_METHODS = ['HARD_LIMIT', 'AVERAGE', 'TAPERED'] as const;

export interface VicidialSettings {
  readonly method: (typeof VICIDIAL_METHODS)[number];
  /** Lines per agent at work at most. */
  readonly maxLevel: number;
  /** Of the answers, in percent. */
  readonly dropLimitPercent: number;
  /** In percent: how much more (or less) a difference moves the level. */
  readonly intensity: number;
  /** Agents added to the mean difference: above 0 for calls that wait, below 0 for agents who wait. */
  readonly offset: number;
}

export const VICIDIAL_DEFAULTS: VicidialSettings = { method: 'HARD_LIMIT', maxLevel: 3, dropLimitPercent: 3, intensity: 0, offset: 0 };

const EVERY_MS = 500;
const DIAL_EVERY_MS = 2_500;
const SAMPLE_EVERY_MS = 1_000;
const ADAPT_EVERY_MS = 15_000;
const DROPS_EVERY_MS = 60_000;
const CALLS_A_MINUTE_TO_JUDGE = 20;
const CALLS_A_DAY_TO_JUDGE = 50;

/** The rules of VICIdial's adaptive dial methods: a level of lines per agent, moved every fifteen seconds. */
export function vicidial(settings: VicidialSettings, name = `vicidial ${inWords(settings)}`): Strategy {
  return {
    name, everyMs: EVERY_MS,
    begin: ({ lengthMs }) => {
      const run = new AdaptiveLevel(settings, lengthMs);
      return (snapshot, nowMs) => run.look(snapshot, nowMs);
    },
  };
}

export function inWords({ method, maxLevel, dropLimitPercent, intensity, offset }: VicidialSettings): string {
  return `${method} max ${maxLevel} drop ${dropLimitPercent} % intensity ${intensity} offset ${offset}`;
}

interface DropFigures { readonly minute: { readonly calls: number; readonly drops: number }; readonly today: { readonly calls: number; readonly answers: number; readonly drops: number } }

class AdaptiveLevel {
  private level = 1;
  private differences: number[] = [];
  private dialsToday = 0;
  private dialsAtRefresh = 0;
  private dropsAtRefresh = 0;
  private figures: DropFigures = { minute: { calls: 0, drops: 0 }, today: { calls: 0, answers: 0, drops: 0 } };

  constructor(private readonly settings: VicidialSettings, private readonly lengthMs: number) {}

  look(snapshot: PacingSnapshot, nowMs: number): ReturnType<Pacing> {
    if (nowMs % DROPS_EVERY_MS === 0) this.refresh(snapshot);
    if (nowMs % SAMPLE_EVERY_MS === 0) this.differences.push(snapshot.agents.idle - snapshot.lines.waitingForMs.length);
    if (nowMs % ADAPT_EVERY_MS === 0) this.adapt(snapshot, nowMs);
    if (nowMs % DIAL_EVERY_MS !== 0) return NOTHING;
    const inCall = snapshot.agents.talkingForMs.length + snapshot.agents.reserved;
    const goal = Math.round(this.level * (snapshot.agents.idle + inCall));
    const dial = Math.max(0, goal - snapshot.lines.outForMs.length - snapshot.lines.waitingForMs.length - inCall);
    this.dialsToday += dial;
    return { dial, cancel: 0 };
  }

  private adapt(snapshot: PacingSnapshot, nowMs: number): void {
    const agents = snapshot.agents.idle + snapshot.agents.talkingForMs.length + snapshot.agents.reserved;
    const { intensity, maxLevel } = this.settings;
    if (agents > 0 && this.differences.length > 0) {
      const mean = this.differences.reduce((sum, difference) => sum + difference, 0) / this.differences.length;
      this.level *= 1 + (mean + this.settings.offset) / agents * (1 + intensity / 100);
    }
    this.differences = [];
    this.level = clamp(this.level, 1, maxLevel);
    this.guard(nowMs);
    this.level = clamp(this.level, 1, maxLevel);
  }

  private guard(nowMs: number): void {
    const { minute, today } = this.figures;
    if (minute.calls > CALLS_A_MINUTE_TO_JUDGE && minute.drops > minute.calls / 2) this.level /= 2;
    if (today.calls <= CALLS_A_DAY_TO_JUDGE || today.drops * 100 <= today.answers * this.settings.dropLimitPercent) return;
    switch (this.settings.method) {
      case 'HARD_LIMIT': this.level = 1; break;
      case 'AVERAGE': this.level /= 2; break;
      case 'TAPERED': this.level *= (this.lengthMs - nowMs) / 3_600_000 / 10; break;
    }
  }

  private refresh({ budget }: PacingSnapshot): void {
    this.figures = {
      minute: { calls: this.dialsToday - this.dialsAtRefresh, drops: budget.abandoned - this.dropsAtRefresh },
      today: { calls: this.dialsToday, answers: budget.answers, drops: budget.abandoned },
    };
    this.dialsAtRefresh = this.dialsToday;
    this.dropsAtRefresh = budget.abandoned;
  }
}

const NOTHING = { dial: 0, cancel: 0 };

function clamp(value: number, from: number, to: number): number {
  return Math.min(to, Math.max(from, value));
}
