import { at, type Finding } from '../violation';
import type { TalkFact, World } from '../world';
import { groupBy, pairs } from './groups';

/** Rule 1: with whom a connected call was, its talks say; its row names the last of them. */
export function talksAreTold({ calls, talks }: World): Finding[] {
  const own = groupBy(talks, ({ callId }) => callId);
  return calls.flatMap((call) => {
    const last = inOrder(own.get(call.id)).at(-1);
    const said = { code: 'talk-untold' as const, subject: `call ${call.id}` };
    if (last === undefined) {
      if (call.outcome !== 'connected' || call.agentId === null) return [];
      return [{ ...said, evidence: `call ${call.id} was connected at ${at(call.connectedAtMs)}, its row names agent ${call.agentId}, and nobody's talk is there` }];
    }
    const isSettledWho = call.state === 'talking' || call.state === 'ended';
    if (!isSettledWho || call.agentId === last.agentId) return [];
    return [{ ...said, evidence: `call ${call.id} names agent ${call.agentId ?? 'none'}; agent ${last.agentId} talked on it last, from ${at(last.fromMs)}` }];
  });
}

/** Rule 1, by what the switch did: an agent's leg was with the customer's. */
export function talksWereBridged({ talks, truth }: World): Finding[] {
  if (truth === null || !truth.complete) return [];
  const dials = new Map(truth.dials.map((dial) => [dial.channelId, dial]));
  return talks.flatMap(({ callId, agentId, channelId, fromMs }) => {
    const dial = dials.get(callId);
    if (dial === undefined || channelId === null || dial.bridges.some(({ otherId }) => otherId === channelId)) return [];
    return [{ code: 'talk-without-bridge', subject: `call ${callId}`, evidence: `agent ${agentId} talked on call ${callId} from ${at(fromMs)} by leg ${channelId}, to which the switch never bridged it` }];
  });
}

/** Rule 2: an agent's part in a call is over when the call is, or the agent's leg was lost; whoever takes the switch over sees to it. */
export function talksEnd({ calls, talks, channels, limits }: World): Finding[] {
  const up = new Set(channels?.map(({ channelId }) => channelId));
  const own = groupBy(talks, ({ callId }) => callId);
  return calls.flatMap((call) => {
    const [open] = (own.get(call.id) ?? []).filter(({ toMs }) => toMs === null);
    const late = (own.get(call.id) ?? []).find(({ toMs }) => toMs !== null && call.endedAtMs !== null && toMs > call.endedAtMs + limits.graceMs);
    // Whoever took it over does not know yet that it is over: its talk ends with it.
    const isLeaving = channels !== null && call.endedAtMs === null && !up.has(call.id);
    const agrees = open === undefined ? call.state !== 'talking' : call.state === 'talking' || isLeaving;
    if (agrees && late === undefined) return [];
    const talk = late ?? open;
    const evidence = `call ${call.id} is ${call.state}, ended ${at(call.endedAtMs)}; ${talk === undefined ? 'no talk of it goes on' : `agent ${talk.agentId} talks on it from ${at(talk.fromMs)} to ${at(talk.toMs)}`}`;
    return [{ code: 'talk-not-ended', subject: `call ${call.id}`, evidence }];
  });
}

/** Rule 3: a call has one agent at a time, who comes when the one before is gone. */
export function callsHaveOneAgent({ talks, limits }: World): Finding[] {
  return [...groupBy(talks, ({ callId }) => callId)].flatMap(([callId, own]) => {
    const found = overlap(own, limits.slackMs);
    return found === undefined ? [] : [{ code: 'call-with-two-agents' as const, subject: `call ${callId}`, evidence: `call ${callId}: ${found}` }];
  });
}

/** Rule 3, of what is over; whoever talks now is judged by the calls. When an unheard end was noticed says nothing of when it was. */
export function agentsTalkToOne({ talks, limits }: World): Finding[] {
  const over = talks.filter(({ toMs, endedBy }) => toMs !== null && endedBy !== 'unheard');
  return [...groupBy(over, ({ agentId }) => agentId)].flatMap(([agentId, own]) => {
    const found = overlap(own, limits.graceMs);
    return found === undefined ? [] : [{ code: 'agent-on-two-calls' as const, subject: `agent ${agentId}`, evidence: `agent ${agentId}: ${found}` }];
  });
}

function overlap(talks: readonly TalkFact[], toleratedMs: number): string | undefined {
  const found = pairs(inOrder(talks)).find(([before, after]) => before.toMs === null || before.toMs > after.fromMs + toleratedMs);
  return found?.map(({ callId, agentId, fromMs, toMs }) => `agent ${agentId} talked on ${callId} from ${at(fromMs)} to ${at(toMs)}`).join(', ');
}

function inOrder(talks: readonly TalkFact[] = []): readonly TalkFact[] {
  return [...talks].sort((a, b) => a.fromMs - b.fromMs);
}
