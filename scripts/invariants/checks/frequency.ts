import { asksForAnother, reachOf, withinFrequency, type FrequencyRefusal, type RecentCall } from '@paceline/domain/compliance/frequency';
import type { InvariantCode } from '../catalogue';
import { at, type Finding } from '../violation';
import type { World } from '../world';
import { dialedCalls, sentAtMs, type Dialed } from './dialed';
import { groupBy, pairs } from './groups';

/** Rule 3, by what the switch had on the network, and by the rows where it kept no record. */
export function numbersAreOnOneCall(world: World): Finding[] {
  const spans = [...dialedCalls(world).flatMap(spansOf), ...othersOf(world)];
  return [...groupBy(spans, ({ number }) => number)].flatMap(([number, own]) => {
    const found = pairs([...own].sort((a, b) => a.fromMs - b.fromMs))
      .find(([before, after]) => before.whose !== after.whose && (before.judged || after.judged) && before.toMs > after.fromMs);
    if (found === undefined) return [];
    const [before, after] = found;
    return [{
      code: 'number-twice-at-once', subject: `number ${number}`,
      evidence: `number ${number}: call ${after.callId} was sent at ${at(after.fromMs)}, call ${before.callId} ended ${at(before.toMs === Infinity ? null : before.toMs)}`,
    }];
  });
}

/** `whose`: two of one target, or of one call, are another matter. */
interface CallSpan { readonly number: string; readonly whose: string; readonly callId: string; readonly fromMs: number; readonly toMs: number; readonly judged: boolean }

function spansOf({ call, dials }: Dialed): CallSpan[] {
  const about = { number: call.phone, callId: call.id, whose: call.targetId ?? call.id, judged: true };
  if (dials.length === 0) return [{ ...about, fromMs: call.originatingAtMs ?? call.plannedAtMs, toMs: call.endedAtMs ?? Infinity }];
  return dials.map(({ atMs, endedAtMs }) => ({ ...about, fromMs: atMs, toMs: endedAtMs ?? Infinity }));
}

/** Calls that are not judged themselves may be on a number of those that are. */
function othersOf({ truth, otherCallIds }: World): CallSpan[] {
  return (truth?.dials ?? []).filter(({ channelId }) => otherCallIds.has(channelId))
    .map(({ channelId, number, atMs, endedAtMs }) => ({ number, callId: channelId, whose: channelId, fromMs: atMs, toMs: endedAtMs ?? Infinity, judged: false }));
}

const CODES: Readonly<Record<FrequencyRefusal, InvariantCode>> = {
  'number-on-call': 'number-twice-at-once', 'called-lately': 'called-too-soon', 'rung-too-often': 'rung-too-often',
};

/** Rule 4, as the gate judged it: by the calls to the number, and to the person, that had ended before. Whoever asked for the call waits for it. */
export function nobodyIsCalledTooOften(world: World): Finding[] {
  const dialed = dialedCalls(world);
  const ofPhone = groupBy(dialed, ({ call }) => call.phone);
  const ofContact = groupBy(dialed, ({ call }) => call.contactId);
  return dialed.flatMap((one) => {
    const { call } = one;
    if (call.callbackId !== null) return [];
    const sentMs = sentAtMs(one);
    const others = new Set([...ofPhone.get(call.phone) ?? [], ...ofContact.get(call.contactId ?? '') ?? []]);
    const before = [...others].filter((other) => other !== one && sentAtMs(other) < sentMs);
    const recent = before.flatMap((other) => recentCallOf(other, one, world.limits.slackMs));
    const decision = withinFrequency({ recent, recallLockHours: world.campaigns.get(call.campaignId ?? '')?.recallLockHours ?? 0 }, sentMs);
    if (decision.allow) return [];
    const ends = before.map((other) => `${other.call.id} (${other.call.outcome ?? other.call.state}) ended ${at(other.call.endedAtMs)}`).join(', ');
    return [{ code: CODES[decision.reason], subject: `call ${call.id}`, evidence: `call ${call.id} to ${call.phone} was sent at ${at(sentMs)}, ${decision.reason} until ${at(decision.untilMs)}: ${ends}` }];
  });
}

/** One that had not ended by then is no matter of gaps. */
function recentCallOf({ call }: Dialed, next: Dialed, slackMs: number): RecentCall[] {
  const sentMs = sentAtMs(next);
  if (call.endedAtMs === null || call.endedAtMs > sentMs + slackMs) return [];
  const trace = { outcome: call.outcome, rang: call.ringingAtMs !== null || call.answeredAtMs !== null, meaning: call.meaning };
  return [{
    endedAgoMs: sentMs + slackMs - call.endedAtMs, reach: reachOf(trace), wanted: asksForAnother(trace),
    ofThisTarget: call.targetId !== null && call.targetId === next.call.targetId,
  }];
}
