import { stateTakenOver } from '@paceline/domain/call/call-state';
import { partiesOf } from '@paceline/domain/call/parties';
import type { Line } from '@paceline/domain/routing/line-policy';
import type { Call, Talk } from '@paceline/persistence';
import type { CallerNow } from './caller-now';
import { LiveCall } from './live-call';

/** A call as its row and its last talk know it: of an earlier owner, or one that nobody follows. */
export function reviveCall(row: Call, line: Line, talk: Talk | null, caller: CallerNow | null = null): LiveCall {
  const call = new LiveCall({
    callId: row.id, clientId: row.clientId, line, targetId: row.targetId, contactId: row.contactId, gateway: row.gateway, ...partiesOf(row),
  }, stateTakenOver(row.state), caller);
  call.callbackId = row.callbackId;
  call.said = row.said;
  call.originatingAtMs = row.originatingAt?.getTime() ?? row.plannedAt.getTime();
  // It had a channel: one that is not on the switch any more is over.
  call.created = row.ringingAt !== null || row.answeredAt !== null;
  call.carried = call.created;
  call.ringingAtMs = row.ringingAt?.getTime() ?? null;
  call.answeredAtMs = row.answeredAt?.getTime() ?? null;
  call.connectedAtMs = row.connectedAt?.getTime() ?? null;
  call.talkingSinceMs = talk?.fromAt.getTime() ?? call.connectedAtMs;
  // The earlier owner has told what it heard; what it could not keep is not told twice.
  call.answerTold = call.answeredAtMs !== null;
  call.abandonTold = row.safeHarbourAt !== null;
  call.parked = call.answeredAtMs !== null;
  call.lostItsAgent = row.connectedAt !== null;
  call.safeHarbour = row.safeHarbourAt !== null;
  call.safeHarbourAtMs = row.safeHarbourAt?.getTime() ?? null;
  call.waitingSinceMs = row.answeredAt?.getTime() ?? 0;
  call.lastAgentId = talk?.agentId ?? row.agentId;
  // Only a preview, and a caller who is called back, has an agent before the answer.
  if (row.agentId !== null && row.answeredAt === null) call.viewer = { agentId: row.agentId, token: row.id };
  return call;
}
