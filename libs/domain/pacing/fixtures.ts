import { NOTHING_HEARD, type AgentsNow, type Heard, type CallsNow, type PacingSettings, type PacingSnapshot } from './pacing';

/** Snapshots for specs: what is not named is quiet. */
export interface SnapshotChanges extends Partial<Omit<PacingSnapshot, 'agents' | 'lines' | 'heard'>> {
  readonly agents?: Partial<AgentsNow>;
  readonly lines?: Partial<CallsNow>;
  readonly heard?: Partial<Heard>;
}

export const NOW_MS = 1_000_000;

/** Ten idle agents, nothing out, everything at hand. */
export function snapshotOf({ agents, lines, heard, ...rest }: SnapshotChanges = {}): PacingSnapshot {
  return {
    takenAtMs: NOW_MS,
    agents: { idle: 10, reserved: 0, talkingForMs: [], wrappingForMs: [], ...agents },
    lines: { outForMs: [], ringingForMs: [], waitingForMs: [], ...lines },
    heard: { ...NOTHING_HEARD, ...heard },
    budget: { answers: 0, abandoned: 0 },
    trunkLinesFree: 1_000, targetsReady: 1_000, ...rest,
  };
}

export const PREDICTIVE: PacingSettings = {
  mode: 'predictive', abandonTargetRatio: 0.028, abandonCapRatio: 0.03, maxLinesPerAgent: 10, minRingMs: 15_000, ringTimeoutMs: 30_000, connectWithinMs: 2_000,
};
export const PROGRESSIVE: PacingSettings = { ...PREDICTIVE, mode: 'progressive' };
export const POWER: PacingSettings = { ...PREDICTIVE, mode: 'power', maxLinesPerAgent: 2.5 };
export const PREVIEW: PacingSettings = { ...PREDICTIVE, mode: 'preview' };
export const ZERO_ABANDON: PacingSettings = { ...PREDICTIVE, mode: 'zero-abandon' };

/** The same value so many times. */
export function times(count: number, value: number): number[] {
  return Array.from({ length: count }, () => value);
}
