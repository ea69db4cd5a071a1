import type { CallJournal } from './call-journal';
import type { LiveCall } from './live-call';

/**
 * The switch says, when it is over, that the call was connected, and nobody had heard of it: with the agent whom it was
 * promised to last.
 */
export function talkMissed(journal: Pick<CallJournal, 'record'>, call: LiveCall, bridgedAtMs: number): void {
  if (call.connectedAtMs !== null) return;
  const agent = call.agent ?? call.gaveUp;
  const agentId = agent?.agentId ?? call.lastAgentId;
  call.connectedAtMs = bridgedAtMs;
  call.lastAgentId = agentId;
  const patch = { connectedAt: new Date(bridgedAtMs), ...(agentId !== null && { agentId }) };
  journal.record(call, 'bridged', patch, { agentId, leg: agent?.legChannelId ?? null, missed: true }, bridgedAtMs);
}
