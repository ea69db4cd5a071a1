import { wasDialed } from '@paceline/domain/call/outcome';
import { DEFAULT_NUMBER_FORMAT, dialedNumber, type NumberFormat } from '@paceline/domain/trunk/number-format';
import { at, type Finding } from '../violation';
import type { Dial, OutboundFact, World } from '../world';
import { isOutbound } from './dialed';
import { groupBy } from './groups';

/** Rule 1, from the switch's side: every INVITE against its row. */
export function everyInviteHasItsRow({ truth, calls, gateways, otherCallIds, limits }: World): Finding[] {
  const rows = new Map(calls.filter(isOutbound).map((call) => [call.id, call]));
  return [...groupBy(truth?.dials ?? [], ({ channelId }) => channelId)].flatMap(([callId, dials]) => {
    const call = rows.get(callId);
    const [first] = dials;
    if (first === undefined || (call === undefined && otherCallIds.has(callId))) return [];
    return [
      ...(dials.length === 1 ? [] : [twice(callId, dials)]),
      ...(call === undefined ? [withoutRow(first)] : againstRow(call, first, gateways.get(call.gateway ?? '')?.numberFormat ?? DEFAULT_NUMBER_FORMAT, limits.slackMs)),
    ];
  });
}

function twice(callId: string, dials: readonly Dial[]): Finding {
  return { code: 'invite-twice', subject: `call ${callId}`, evidence: `${dials.length} INVITEs of call ${callId} to ${dials.map(({ number, atMs }) => `${number} at ${at(atMs)}`).join(', ')}` };
}

function withoutRow({ channelId, number, gateway, atMs }: Dial): Finding {
  return { code: 'invite-without-row', subject: `channel ${channelId}`, evidence: `an INVITE to ${number} through ${gateway} at ${at(atMs)} as ${channelId} has no call` };
}

function againstRow(call: OutboundFact, dial: Dial, format: NumberFormat, slackMs: number): Finding[] {
  const subject = `call ${call.id}`;
  const sent = `call ${call.id} was sent to ${dial.number} at ${at(dial.atMs)}`;
  const found: Finding[] = [];
  if (call.originatingAtMs === null || call.originatingAtMs > dial.atMs + slackMs) {
    found.push({ code: 'invite-before-commit', subject, evidence: `${sent}, its row was committed ${at(call.originatingAtMs)}` });
  }
  if (call.outcome !== null && !wasDialed(call.outcome)) {
    found.push({ code: 'not-dialed-but-invited', subject, evidence: `${sent}, its row says ${call.outcome} (${call.hangupCause ?? 'no cause'})` });
  }
  if (![call.phone, dialedNumber(call.phone, format)].some((number) => digits(number) === digits(dial.number))) {
    found.push({ code: 'wrong-number-dialed', subject, evidence: `${sent}, its row says ${call.phone}` });
  }
  return found;
}

/** A trunk may be given the number with or without its plus sign, whatever its format is; it may have been another one then. */
function digits(number: string): string {
  return number.replace(/\D/g, '');
}

/** Rule 1, from the rows' side. LOST may have been dialed or not: nobody can tell. */
export function everyDialedRowHasItsInvite({ truth, calls, nowMs, limits }: World): Finding[] {
  if (truth === null) return [];
  const sent = new Set(truth.dials.map(({ channelId }) => channelId));
  return calls.filter((call) => {
    if (call.direction !== 'outbound' || call.outcome === null || call.outcome === 'lost' || !wasDialed(call.outcome) || sent.has(call.id)) return false;
    if (call.originatingAtMs === null || call.originatingAtMs < truth.coversSinceMs) return false;
    // Records of a real switch come when a call is over, and may have waited on its disk.
    return truth.complete || (call.ringingAtMs !== null && nowMs - (call.endedAtMs ?? nowMs) > limits.graceMs + RECORD_LATE_MS);
  }).map((call) => ({ code: 'dialed-without-invite', subject: `call ${call.id}`, evidence: `call ${call.id} to ${call.phone} is ${call.outcome}, committed ${at(call.originatingAtMs)}, and has no INVITE` }));
}

const RECORD_LATE_MS = 5 * 60_000;
