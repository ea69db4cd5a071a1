import { isLost, type Treatment } from '@paceline/domain/call/inbound-outcome';
import type { MetByScript } from '@paceline/domain/call/outcome';
import type { SaidFiles } from '@paceline/domain/message/said-to';
import type { Line } from '@paceline/domain/routing/line-policy';
import { beginning } from '@paceline/domain/script/step';
import { nodeOf, type Language, type Script, type ScriptNode } from '@paceline/domain/script/script';
import type { ScriptState } from '@paceline/domain/script/script-run';

/**
 * The script of the number that was dialed, in the version in which the call began, or of the way out of a queue that the caller was
 * sent on; and where they stand in it.
 */
export interface ScriptRun {
  script: Script;
  state: ScriptState;
  /** When the first key came of the question that is asked, in milliseconds since the epoch. */
  firstKeyAtMs: number | null;
  /** Their number, or all of its client, was closed when they came in. */
  readonly isEmergency: boolean;
}

/** What is known of a call because a script speaks with who is on it: of one that came in, and of one that a campaign plays to. */
export interface CallerNow {
  /** Ours, that was dialed, E.164; null of a call that we made. */
  readonly dialedNumber: string | null;
  /** Null of a call that an earlier owner began and whose version is not there any more, and of one that puts a questionnaire. */
  readonly run: ScriptRun | null;
  /** In which they are spoken to. */
  language: Language;
  /** Waits for an agent of the call's line, talks with one, or has: not before it, agents are none of its business. */
  inQueue: boolean;
  /** What we did with them instead of bringing an agent. */
  treatment: Treatment | null;
  /** Queues that have sent them on: none takes them back by itself, or they would go round for ever. */
  readonly sentOnBy: Set<string>;
  /** Since when they wait, in whichever queue, in milliseconds since the epoch; null before the first. */
  inLineSinceMs: number | null;
}

/**
 * Of a call of a campaign that plays something itself. @param state where it stood; null: at its beginning. `said`: what this contact
 * hears, in their language. `hasTalked`: with an agent.
 */
export function listenerOf(
  { policy: { automatic } }: Line, state: ScriptState | null, { said = null, hasTalked = false }: { readonly said?: SaidFiles | null; readonly hasTalked?: boolean } = {},
): CallerNow | null {
  if (automatic === null) return null;
  const { script } = automatic;
  const language = said?.language ?? null;
  const run = script === null ? null : { script, state: state ?? begunIn(script, language), firstKeyAtMs: null, isEmergency: false };
  return {
    dialedNumber: null, run, language: run?.state.language ?? language ?? 'en', inQueue: hasTalked || run?.state.exit?.kind === 'agents',
    treatment: null, sentOnBy: new Set(), inLineSinceMs: null,
  };
}

function begunIn(script: Script, language: Language | null): ScriptState {
  const state = beginning(script);
  return language === null ? state : { ...state, language };
}

/** As what a call of ours ends for whom nobody is wanted; null: somebody is, or nothing was played yet. */
export function metOf({ inQueue, run, treatment }: CallerNow): MetByScript | null {
  return inQueue || (treatment !== null && isLost(treatment)) || run?.state.node === null ? null : run?.state.met ?? 'scripted';
}

/** Waits in a queue, or has. */
export function hasQueued({ inQueue, run }: CallerNow): boolean {
  return inQueue || (run?.state.sentOn ?? null) !== null;
}

/** Where they stand in the script; null before it has begun. */
export function nodeNow({ script, state: { node } }: ScriptRun): ScriptNode | null {
  return node === null ? null : nodeOf(script, node);
}

/** Whoever is, or was, bridged to such a call is no agent. */
export function isSentOutside({ caller }: { readonly caller: CallerNow | null }): boolean {
  return caller !== null && !caller.inQueue && caller.run !== null && nodeNow(caller.run)?.kind === 'number';
}
