import type { InboundNumberView, InboundState } from '@paceline/contracts/inbound';
import type { AuditedFields, InboundClosure, InboundNumber } from '@paceline/persistence';

export function closureOf(closure: InboundClosure | undefined): InboundState['closure'] {
  return closure === undefined ? null : { reason: closure.reason, byUsername: closure.closedBy, at: closure.closedAt.toISOString() };
}

export function toNumberView(number: InboundNumber, closure: InboundClosure | undefined): InboundNumberView {
  const { id, switchId, name, flowId, maxCalls, maxCallsPerCaller, createdAt } = number;
  return { id, number: number.number, switchId, name, flowId, maxCalls, maxCallsPerCaller, closure: closureOf(closure), createdAt: createdAt.toISOString() };
}

export function traceOf({ number, name, flowId, maxCalls, maxCallsPerCaller }: InboundNumber): AuditedFields {
  return { number, name, flowId, maxCalls, maxCallsPerCaller };
}
