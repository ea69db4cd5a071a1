import { outcomesOf, talkedWithAgent, wasAnswered } from '@paceline/domain/call/outcome';
import { at, type Finding } from '../violation';
import type { CallFact, World } from '../world';
import { groupBy } from './groups';

/** Rule 2, at rest. */
export function everyCallIsOver({ calls }: World): Finding[] {
  return calls.filter((call) => call.endedAtMs === null || call.settledAtMs === null).map((call) => ({
    code: 'call-not-over', subject: `call ${call.id}`, evidence: `call ${call.id} to ${call.phone} is ${call.state}, outcome ${call.outcome ?? 'none'}, ended ${at(call.endedAtMs)}, settled ${at(call.settledAtMs)}`,
  }));
}

/** Rule 2: state, outcome and instants of an end are written together. */
export function endsAreWhole({ calls }: World): Finding[] {
  return calls.filter(({ state, endedAtMs, outcome, settledAtMs }) => {
    const over = state === 'ended';
    return over !== (endedAtMs !== null) || over !== (outcome !== null) || (settledAtMs !== null && !over);
  }).map((call) => ({
    code: 'end-inconsistent', subject: `call ${call.id}`, evidence: `call ${call.id} is ${call.state}, outcome ${call.outcome ?? 'none'}, ended ${at(call.endedAtMs)}, settled ${at(call.settledAtMs)}`,
  }));
}

/** Rule 2: the evidence is written in the transaction that ends the call; a second one ended it again. */
export function callsEndOnce({ calls }: World): Finding[] {
  return calls.flatMap((call) => {
    const found: Finding[] = [];
    if (call.ends !== (call.endedAtMs === null ? 0 : 1)) {
      found.push({ code: 'ended-not-once', subject: `call ${call.id}`, evidence: `call ${call.id} is ${call.state}, and has ${call.ends} ends in its evidence` });
    }
    if (call.movedAfterEnd !== null) {
      found.push({ code: 'moved-after-end', subject: `call ${call.id}`, evidence: `call ${call.id} ended at ${at(call.endedAtMs)}; "${call.movedAfterEnd}" was written after that` });
    }
    return found;
  });
}

/** Rule 2. */
export function outcomesAgreeWithRows({ calls }: World): Finding[] {
  return calls.flatMap((call) => {
    if (call.outcome === null || agrees(call)) return [];
    return [{ code: 'outcome-contradicts-row', subject: `call ${call.id}`, evidence: `call ${call.id} is ${call.outcome}; answered ${at(call.answeredAtMs)}, connected ${at(call.connectedAtMs)}, message ${at(call.safeHarbourAtMs)}` }];
  });
}

function agrees({ direction, outcome, answeredAtMs, connectedAtMs, safeHarbourAtMs }: CallFact): boolean {
  if (outcome === null || !outcomesOf(direction).includes(outcome)) return false;
  // Of an inbound call we are who answers.
  if (direction === 'outbound' && wasAnswered(outcome) !== (answeredAtMs !== null)) return false;
  return talkedWithAgent(outcome) === (connectedAtMs !== null) && (outcome !== 'abandoned' || safeHarbourAtMs !== null);
}

/** Rule 2: an end without a wrap-up is settled at once; else its target would never be called again. */
export function settlementsCome({ calls, nowMs, limits }: World): Finding[] {
  return calls.filter((call) => call.endedAtMs !== null && call.settledAtMs === null
    && (call.wrapUpUntilMs === null || call.wrapUpUntilMs < nowMs - limits.graceMs)).map((call) => ({
    code: 'settlement-overdue', subject: `call ${call.id}`, evidence: `call ${call.id} ended at ${at(call.endedAtMs)}, wrap-up until ${at(call.wrapUpUntilMs)}, and is not settled`,
  }));
}

/** Rule 2: the totals are written with each end; pacing and the abandonment figure read nothing else. */
export function totalsAreSums({ calls, totals }: World): Finding[] {
  const keyOf = (campaignId: string, day: string, outcome: string): string => `campaign ${campaignId} ${day} ${outcome}`;
  const sums = groupBy(calls, ({ direction, campaignId, endedAtMs, outcome }) =>
    (direction === 'inbound' || campaignId === null || endedAtMs === null || outcome === null ? null : keyOf(campaignId, at(endedAtMs).slice(0, 10), outcome)));
  const written = new Map(totals.map(({ campaignId, day, outcome, calls: count }) => [keyOf(campaignId, day, outcome), count]));
  return [...new Set([...sums.keys(), ...written.keys()])].flatMap((subject) => {
    const [counted, said] = [sums.get(subject)?.length ?? 0, written.get(subject) ?? 0];
    return counted === said ? [] : [{ code: 'totals-differ' as const, subject, evidence: `${subject}: the totals say ${said}, the calls ${counted}` }];
  });
}

/** Rule 2. A recording without an end has no length, and nobody knows whether it may be played. */
export function recordingsStop({ calls, recordings, looking, nowMs, limits }: World): Finding[] {
  const rows = new Map(calls.map((call) => [call.id, call]));
  const graceMs = looking === 'at-rest' ? 0 : limits.graceMs;
  return recordings.flatMap((recording) => {
    const endedAtMs = rows.get(recording.callId)?.endedAtMs ?? null;
    if (recording.stoppedAtMs !== null || endedAtMs === null || endedAtMs > nowMs - graceMs) return [];
    return [{ code: 'recording-not-stopped', subject: `recording ${recording.path}`, evidence: `recording ${recording.path} has no end; its call ${recording.callId} ended at ${at(endedAtMs)}` }];
  });
}
