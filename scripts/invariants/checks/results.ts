import { outboundOutcomeOf } from '@paceline/domain/call/outcome';
import { at, type Finding } from '../violation';
import type { CallFact, Dial, World } from '../world';

/** The switch died under the call: its cause says nothing of the person. */
const SWITCH_GONE = 'SWITCH_GONE';
/** The row was closed because nobody could tell any more. */
const LOST = 'LOST';
const UNANSWERED = { rang: false, answered: false, talked: false, safeHarbour: false, connecting: false };

/** Rule 1: what the switch knows of a call is what its row says came of it. */
export function resultsAreKept({ truth, calls }: World): Finding[] {
  const dials = new Map((truth?.dials ?? []).map((dial) => [dial.channelId, dial]));
  return calls.flatMap((call) => {
    const dial = dials.get(call.id);
    if (dial === undefined || call.endedAtMs === null || call.outcome === null || call.outcome === 'not-dialed') return [];
    if (dial.answeredAtMs !== null && call.answeredAtMs === null) {
      return [{ code: 'answer-lost' as const, subject: `call ${call.id}`, evidence: `call ${call.id} to ${call.phone} was answered at ${at(dial.answeredAtMs)}, its row says ${call.outcome} and no answer` }];
    }
    return outcomeAgrees(call, dial);
  });
}

function outcomeAgrees(call: CallFact, dial: Dial): Finding[] {
  if (call.hangupCause === LOST || dial.endedAtMs === null || dial.cause === SWITCH_GONE || agrees(call, dial)) return [];
  const far = dial.answeredAtMs === null ? `not answered, ${dial.cause ?? 'no cause'}` : dial.bridges.length > 0 ? `bridged ${dial.bridges.map(({ otherId, atMs, untilMs }) => `to ${otherId} from ${at(atMs)} until ${at(untilMs)}`).join(', ')}` : 'answered and never bridged';
  return [{ code: 'outcome-differs', subject: `call ${call.id}`, evidence: `call ${call.id} to ${call.phone} is ${call.outcome ?? 'open'} (${call.hangupCause ?? 'no cause'}); the switch says ${far}` }];
}

function agrees({ outcome, trunkFault }: CallFact, dial: Dial): boolean {
  if (dial.answeredAtMs !== null) return (outcome === 'connected') === dial.bridges.length > 0;
  // Without the SIP answer nobody can tell a refused person from a refused account.
  if (dial.cause === 'CALL_REJECTED' && dial.sip.status === 0 && outcome === 'congestion') return true;
  // A wrong number by the answer of a trunk that knows none: its format's fault.
  if (trunkFault && outcome === 'congestion' && dial.ringingAtMs === null) return true;
  // Given up by the pacer after the legal ring: for its target nobody answered.
  if (dial.cause === 'ORIGINATOR_CANCEL' && outcome === 'no-answer') return true;
  return outcome === outboundOutcomeOf({ ...UNANSWERED, rang: dial.ringingAtMs !== null }, dial.cause ?? '', dial.sip);
}

/** The second record is there so that nothing is lost which the switch knows. */
export function recordsAreTakenIn({ records, calls, nowMs, limits }: World): Finding[] {
  return calls.flatMap((call) => {
    const record = records?.get(call.id);
    const isLost = call.outcome === 'lost' || (call.outcome !== null && call.hangupCause === LOST);
    if (record === undefined || record.cause === null || !isLost || nowMs - (call.endedAtMs ?? nowMs) < limits.graceMs) return [];
    return [{ code: 'lost-though-recorded', subject: `call ${call.id}`, evidence: `call ${call.id} is ${call.outcome ?? 'open'} (LOST); the switch recorded ${record.cause} at ${at(record.endedAtMs)}` }];
  });
}
