import type { SipAnswer } from '@paceline/domain/call/sip-answer';
import type { Call } from './entities/calls';

/** What a call's row keeps of the far end's answer: refusals. A call that was answered has its BYE's 200, which says nothing. */
export function sipColumns({ status, reason }: SipAnswer): Pick<Call, 'sipStatus' | 'sipReason'> {
  return status < 300 ? { sipStatus: null, sipReason: null } : { sipStatus: status, sipReason: reason === '' ? null : reason };
}
