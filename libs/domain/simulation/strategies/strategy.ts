import type { Pacer, PacingSettings, PacingSnapshot, PacingState } from '../../pacing/pacing';

/** What paces a day: the production pacer or a peer. All see the same snapshots. */
export interface Strategy {
  readonly name: string;
  /** How often it looks. */
  readonly everyMs: number;
  /** A day from a cold start. */
  begin(day: { readonly lengthMs: number }): Pacing;
}

export type Pacing = (snapshot: PacingSnapshot, nowMs: number) => { readonly dial: number; readonly cancel: number };

/** As the worker calls the pacer. */
const EVERY_MS = 250;

/** The production pacer, or any other of its interface. */
export function paced(name: string, pacer: Pacer, settings: PacingSettings): Strategy {
  return {
    name, everyMs: EVERY_MS,
    begin: () => {
      let state: PacingState = {};
      return (snapshot, nowMs) => {
        const decision = pacer(snapshot, settings, state, nowMs);
        state = decision.state;
        return decision;
      };
    },
  };
}

/** A rule without memory that cancels nothing. */
export function rule(name: string, dial: (snapshot: PacingSnapshot) => number, everyMs = EVERY_MS): Strategy {
  return { name, everyMs, begin: () => (snapshot) => ({ dial: dial(snapshot), cancel: 0 }) };
}
