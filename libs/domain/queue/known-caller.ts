import { talkedWithAgent, wasDialed, type Outcome } from '../call/outcome';

/** Who talked with whom, and who was called in vain, is remembered for so long. */
export const REMEMBERED_MS = 30 * 24 * 60 * 60_000;

/** An earlier call with the number that calls now, whichever way it went, that is over. */
export interface EarlierCall {
  readonly outcome: Outcome;
  /** Since its end, in milliseconds. */
  readonly agoMs: number;
  /** Who talked in it last; null when nobody did. */
  readonly agentId: string | null;
  /** That made it; null of one that came in. */
  readonly campaignId: string | null;
  /** How long it waited in queues, all together, in milliseconds. */
  readonly waitedMs: number;
}

/** What somebody's earlier calls say of the one that comes now. */
export interface CallerHistory {
  /** With whom they talked last; null: with nobody, or too long ago. */
  readonly lastAgentId: string | null;
  /** The campaign that has called them since, and nobody talked: they may be calling back. */
  readonly calledBy: string | null;
  /** The last call that they gave up while they waited; null: none, or somebody talked with them since. */
  readonly abandoned: { readonly agoMs: number; readonly waitedMs: number } | null;
}

export const NO_HISTORY: CallerHistory = { lastAgentId: null, calledBy: null, abandoned: null };

/** @param calls the newest first. A talk is the end of what was before it: only who talked is remembered of that. */
export function historyOf(calls: readonly EarlierCall[]): CallerHistory {
  const remembered = calls.filter(({ agoMs }) => agoMs <= REMEMBERED_MS);
  const last = remembered.findIndex(({ outcome }) => talkedWithAgent(outcome));
  const since = last === -1 ? remembered : remembered.slice(0, last);
  const abandoned = since.find(({ outcome }) => outcome === 'abandoned-in-queue');
  return {
    lastAgentId: remembered[last]?.agentId ?? null,
    calledBy: since.find(({ outcome, campaignId }) => campaignId !== null && wasDialed(outcome))?.campaignId ?? null,
    abandoned: abandoned === undefined ? null : { agoMs: abandoned.agoMs, waitedMs: abandoned.waitedMs },
  };
}
