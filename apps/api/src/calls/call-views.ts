import type { CallDetail, CallView } from '@paceline/contracts/calls';
import type { Call, Talk } from '@paceline/persistence';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export function toCallView(call: Call): CallView {
  return {
    id: call.id, direction: call.direction, state: call.state, outcome: call.outcome, line: call.line, switchId: call.switchId, gateway: call.gateway,
    campaignId: call.campaignId, contactId: call.contactId, agentId: call.agentId,
    phone: call.phone, callerNumber: call.callerNumber, dialedNumber: call.dialedNumber, attempt: call.attempt,
    plannedAt: call.plannedAt.toISOString(), originatingAt: iso(call.originatingAt), ringingAt: iso(call.ringingAt), answeredAt: iso(call.answeredAt),
    connectedAt: iso(call.connectedAt), endedAt: iso(call.endedAt), hangupCause: call.hangupCause, sipStatus: call.sipStatus, sipReason: call.sipReason,
    disposition: call.dispositionCode === null || call.dispositionBy === null ? null : { code: call.dispositionCode, by: call.dispositionBy },
    note: call.note, wrapUpUntil: iso(call.wrapUpUntil),
  };
}

export function toTalkView({ agentId, channelId, fromAt, toAt, wrapUpUntil, endedBy }: Talk): CallDetail['talks'][number] {
  return { agentId, channelId, fromAt: fromAt.toISOString(), toAt: iso(toAt), wrapUpUntil: iso(wrapUpUntil), endedBy };
}
