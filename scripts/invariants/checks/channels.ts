import { at, type Finding } from '../violation';
import type { CallFact, ChannelFact, Dial, World } from '../world';

/** Rule 5, from the rows: the switch is the reality, and a row that it knows nothing of is put right. */
export function livingCallsHaveChannels({ calls, channels, truth, nowMs, limits }: World): Finding[] {
  if (channels === null) return [];
  const up = new Set(channels.map(({ channelId }) => channelId));
  const dials = new Map((truth?.dials ?? []).map((dial) => [dial.channelId, dial]));
  return calls.filter((call) => call.endedAtMs === null && !up.has(call.id)).flatMap((call) => {
    const overdueAtMs = dueAtMs(call, dials.get(call.id), limits.lostGraceMs) + limits.graceMs;
    if (overdueAtMs > nowMs) return [];
    return [{ code: 'live-without-channel', subject: `call ${call.id}`, evidence: `call ${call.id} to ${call.phone} is ${call.state} since its commit ${at(call.originatingAtMs)} and has no channel; it should have been closed by ${at(overdueAtMs)}` }];
  });
}

/** When its owner may close it at the latest: a plan when it may not be sent any more, a call when it could have rung out. */
function dueAtMs(call: CallFact, dial: Dial | undefined, lostGraceMs: number): number {
  if (call.originatingAtMs === null) return call.notAfterMs ?? call.plannedAtMs;
  return (dial?.endedAtMs ?? call.originatingAtMs) + (call.ringTimeoutSec ?? 0) * 1000 + lostGraceMs;
}

/** Rule 5, from the switch: nobody would ever end such a channel. */
export function channelsBelongToSomebody(world: World): Finding[] {
  const rows = new Map(world.calls.map((call) => [call.id, call]));
  const legs = legsOf(world);
  return (world.channels ?? []).filter(({ ours, channelId }) => ours && !legs.has(channelId) && !world.otherCallIds.has(channelId)).flatMap((channel) => {
    const call = rows.get(channel.channelId);
    const sinceMs = call === undefined ? channel.createdAtMs : call.endedAtMs;
    if (sinceMs === null || sinceMs > world.nowMs - world.limits.graceMs) return [];
    return [{ code: 'channel-without-call', subject: `channel ${channel.channelId}`, evidence: `channel ${channel.channelId} is up since ${at(channel.createdAtMs)}; ${call === undefined ? 'no call and no agent has it' : `its call ended at ${at(call.endedAtMs)}`}` }];
  });
}

/** Rule 5, at rest: only the legs of agents who are there. */
export function nothingElseIsUp(world: World): Finding[] {
  const legs = legsOf({ ...world, agents: world.agents.filter(({ status }) => status !== 'offline') });
  const isLeft = ({ ours, channelId }: ChannelFact): boolean => ours && !legs.has(channelId) && !world.otherCallIds.has(channelId);
  return (world.channels ?? []).filter(isLeft).map((channel) => ({
    code: 'channel-left', subject: `channel ${channel.channelId}`, evidence: `channel ${channel.channelId} is up since ${at(channel.createdAtMs)}, with ${channel.with.join(' and ') || 'nobody'}`,
  }));
}

function legsOf({ agents, pool, rings }: World): ReadonlySet<string> {
  const phones = [...agents, ...pool?.agents ?? []].flatMap(({ legChannelId }) => (legChannelId === null ? [] : [legChannelId]));
  return new Set([...phones, ...rings.filter(({ endedAtMs }) => endedAtMs === null).map(({ channelId }) => channelId)]);
}
