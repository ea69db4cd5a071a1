/**
 * How many lines to dial now. Pure: `decide(snapshot, settings, state, nowMs)`; the state is a plain
 * value that is kept with the campaign and moves with its lease.
 */

export const DIAL_MODES = ['progressive', 'predictive'] as const;
export type DialMode = (typeof DIAL_MODES)[number];

/** The campaign at one instant, on one switch. Counts; times in milliseconds. */
export interface PacingSnapshot {
  /** When it was taken; an old one dials nothing. */
  readonly takenAtMs: number;
  readonly agentsIdle: number;
  readonly agentsReserved: number;
  readonly agentsTalking: number;
  readonly agentsWrapUp: number;
  /** Lines out that nobody has answered yet: planned, originating, ringing. */
  readonly linesDialing: number;
  /** Answered calls without an agent. */
  readonly callsWaiting: number;
  /** Lines that the campaign's gateways can still take. */
  readonly trunkLinesFree: number;
  /** Targets that may be claimed now, as far as is known (a floor is enough). */
  readonly targetsReady: number;
  /** Since the campaign's window began. */
  readonly dialsResolved: number;
  readonly answered: number;
  readonly abandoned: number;
}

export interface PacingSettings {
  readonly mode: DialMode;
  /** Share of answered calls that may be abandoned, 0–1. */
  readonly abandonTargetRatio: number;
  /** Lines per idle agent at most, in predictive mode. */
  readonly maxLinesPerAgent: number;
}

export type PacingLimit = 'nobody-idle' | 'enough-lines' | 'trunk' | 'gateway-out' | 'targets' | 'hours' | 'switch' | 'abandonment' | 'warm-up' | 'stale' | 'ratio' | 'none';

export interface PacingReason {
  readonly limit: PacingLimit;
  /** Of `gateway-out`: which one. */
  readonly gateway?: string;
  /** Figures behind the sentence, by name. */
  readonly figures: Readonly<Record<string, number>>;
}

/** Serialisable. */
export type PacingState = Readonly<Record<string, number>>;

export interface PacingDecision {
  /** New lines to dial now, 0 or more. */
  readonly dial: number;
  /** Ringing calls to hang up now, oldest first; 0 or more. */
  readonly cancel: number;
  readonly state: PacingState;
  readonly reasons: readonly PacingReason[];
}

export type Pacer = (snapshot: PacingSnapshot, settings: PacingSettings, state: PacingState, nowMs: number) => PacingDecision;

/** A snapshot older than this dials nothing: the world has moved on. */
export const STALE_SNAPSHOT_MS = 2_000;
