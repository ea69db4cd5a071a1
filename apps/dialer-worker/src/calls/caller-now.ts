import type { Treatment } from '@paceline/domain/call/inbound-outcome';
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

/** What is known of a call only because it came in. */
export interface CallerNow {
  /** Ours, that was dialed, E.164. */
  readonly dialedNumber: string;
  /** Null of a call that an earlier owner began and whose version is not there any more. */
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
