import type { CallState } from '@paceline/domain/call/call-state';
import { DEFAULT_RETRY_RULES } from '@paceline/domain/retry/retry';
import { PLAIN_ROUTING, type Line, type LinePolicy } from '@paceline/domain/routing/line-policy';
import type { CallerNow } from './caller-now';
import { LiveCall, type LiveCallFacts, type OutboundCall, type OutboundFacts } from './live-call';

export const POLICY: LinePolicy = {
  patienceMs: 2_000, longestWaitMs: null, routing: PLAIN_ROUTING, lastMessage: 'safe-harbour-en', isRecorded: false, longestCallMs: null, wrapUpMs: 0, retryRules: DEFAULT_RETRY_RULES, automatic: null, machineMessage: null,
};

export function aLine(campaignId = '1', policy: Partial<LinePolicy> = {}): Line {
  return { id: `campaign-${campaignId}`, campaignId, policy: { ...POLICY, ...policy } };
}

/** An outbound call. */
export function aCall(facts: Partial<OutboundFacts> = {}, state: CallState = 'planned'): OutboundCall {
  return new LiveCall({
    callId: 'a', clientId: '1', line: aLine(), direction: 'outbound', targetId: null, contactId: null, phone: '+14155550100', gateway: 'carrier', callerNumber: null, ringTimeoutSec: 30, ...facts,
  }, state);
}

/** Somebody who called us, and is in a queue. */
export function aCaller(state: CallState = 'waiting', facts: Partial<Pick<LiveCallFacts, 'callId' | 'line' | 'gateway'> & { readonly phone: string | null }> = {}, caller: Partial<CallerNow> = {}): LiveCall {
  return new LiveCall({
    callId: 'caller', clientId: '1', line: aLine(), targetId: null, contactId: null, gateway: 'carrier', direction: 'inbound', phone: null, callerNumber: null, ringTimeoutSec: null, ...facts,
  }, state, { dialedNumber: '+14155550199', run: null, language: 'en', inQueue: true, treatment: null, sentOnBy: new Set(), inLineSinceMs: null, ...caller });
}
