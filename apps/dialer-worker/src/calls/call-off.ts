import type { OwnerContext } from '../context/owner-context';
import type { CallEnding } from './call-ending';
import type { LiveCall } from './live-call';

/** Ends a call of ours that nobody has answered yet; one that was answered goes on. @param why it is not sent, as a hangup cause */
export async function callOff(call: LiveCall, switchPort: Pick<OwnerContext['switchPort'], 'hangup'>, ending: Pick<CallEnding, 'neverSent'>, why: string): Promise<void> {
  if (call.state === 'planned') await ending.neverSent(call, why);
  else if (call.state === 'originating' && !call.created) call.unwanted = true; // there is nothing to hang up yet
  else if (call.state === 'originating' || call.state === 'ringing') await switchPort.hangup(call.callId, 'ORIGINATOR_CANCEL');
}
