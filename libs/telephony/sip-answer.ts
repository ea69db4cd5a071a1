import { REASON_LENGTH, type SipAnswer } from '@paceline/domain/call/sip-answer';

/** The channel variables of mod_sofia (1.10.12, 1.11.2) that tell what the far end answered. */
export const SIP_VARIABLES = ['proto_specific_hangup_cause', 'sip_603plus_reason', 'sip_reason'] as const;
export type SipVariable = (typeof SIP_VARIABLES)[number];

/**
 * @param variable the value of a channel variable, empty when it is not set. `sip_603plus_reason` is set since 1.11.2, and for
 *   603+ alone; `sip_reason` holds any Reason header.
 */
export function readSipAnswer(variable: (name: SipVariable) => string): SipAnswer {
  const told = /^sip:(\d{3})$/.exec(variable('proto_specific_hangup_cause'));
  return { status: Number(told?.[1] ?? 0), reason: (variable('sip_603plus_reason') || variable('sip_reason')).slice(0, REASON_LENGTH) };
}
