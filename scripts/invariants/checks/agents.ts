import type { PoolAgent } from '@paceline/agent-pool';
import { at, type Finding } from '../violation';
import type { CallFact, ChannelFact, Dial, World } from '../world';
import { groupBy, pairs } from './groups';

/** Rule 3, by the rows, and by whom the switch had an agent's leg talk with. */
export function agentsAreOnOneCall({ calls, truth }: World): Finding[] {
  const talking = groupBy(calls.filter(({ state }) => state === 'talking'), ({ agentId }) => agentId);
  return [
    ...[...talking].filter(([, own]) => own.length > 1).map(([agentId, own]) => ({
      code: 'agent-on-two-calls' as const, subject: `agent ${agentId}`, evidence: `agent ${agentId} is talking on ${own.map(({ id }) => id).join(' and ')}`,
    })),
    ...(truth?.legs ?? []).flatMap(bridgesOverlap),
  ];
}

function bridgesOverlap(leg: Dial): Finding[] {
  const found = pairs([...leg.bridges].sort((a, b) => a.atMs - b.atMs)).find(([before, after]) => before.untilMs === null || before.untilMs > after.atMs);
  if (found === undefined) return [];
  const [before, after] = found;
  return [{ code: 'agent-on-two-calls', subject: `leg ${leg.channelId}`, evidence: `leg ${leg.channelId} (${leg.number}) was bridged to ${after.otherId} at ${at(after.atMs)}, to ${before.otherId} until ${at(before.untilMs)}` }];
}

/** Rule 3, in the agents' live view: what it holds must end by itself or by its call. */
export function agentsAreHeldByWhatLives(world: World): Finding[] {
  const { pool } = world;
  if (pool === null) return [];
  const rows = new Map(world.calls.map((call) => [call.id, call]));
  const held = pool.agents.filter(({ state }) => state === 'reserved' || state === 'talking');
  return [
    ...[...groupBy(held, ({ callId }) => callId)].filter(([, agents]) => agents.length > 1).map(([callId, agents]) => ({
      code: 'call-with-two-agents' as const, subject: `call ${callId}`, evidence: `call ${callId} has ${agents.map(({ agentId, state }) => `agent ${agentId} (${state})`).join(' and ')}`,
    })),
    ...held.flatMap((agent) => stuck(agent, rows.get(agent.callId ?? ''), world)),
    ...pool.agents.flatMap((agent) => overdue(agent, pool.takenAtMs, world)),
    ...pool.agents.filter(({ state }) => state === 'wrap-up').flatMap((agent) => unbounded(agent, rows.get(agent.callId ?? ''), world)),
  ];
}

function stuck(agent: PoolAgent, call: CallFact | undefined, { otherCallIds, nowMs, limits }: World): Finding[] {
  const callId = agent.callId ?? 'none';
  const isOver = call === undefined ? !otherCallIds.has(callId) : call.endedAtMs !== null && call.endedAtMs < nowMs - limits.graceMs;
  if (!isOver) return [];
  return [{ code: 'agent-stuck', subject: `agent ${agent.agentId}`, evidence: `agent ${agent.agentId} is ${agent.state} since ${at(agent.stateSinceAtMs)} on call ${callId}, which ${call === undefined ? 'has no row' : `ended at ${at(call.endedAtMs)}`}` }];
}

function overdue(agent: PoolAgent, nowMs: number, { limits }: World): Finding[] {
  if ((agent.state !== 'reserved' && agent.state !== 'wrap-up') || agent.dueAtMs === null || agent.dueAtMs > nowMs - limits.graceMs) return [];
  return [{ code: agent.state === 'reserved' ? 'reservation-overdue' : 'wrap-up-overdue', subject: `agent ${agent.agentId}`, evidence: `agent ${agent.agentId} is ${agent.state} for call ${agent.callId ?? 'none'} since ${at(agent.stateSinceAtMs)}; it was due at ${at(agent.dueAtMs)}` }];
}

/** Also when a worker's clock and the switch's do not agree: the agent waits for no longer than the manager has set. */
function unbounded(agent: PoolAgent, call: CallFact | undefined, { campaigns, limits }: World): Finding[] {
  const wrapUpSec = campaigns.get(call?.campaignId ?? '')?.wrapUpSec;
  const tooLong = agent.dueAtMs === null || (wrapUpSec !== undefined && agent.dueAtMs - agent.stateSinceAtMs > wrapUpSec * 1000 + limits.slackMs);
  if (!tooLong) return [];
  return [{ code: 'wrap-up-unbounded', subject: `agent ${agent.agentId}`, evidence: `agent ${agent.agentId} wraps up call ${agent.callId ?? 'none'} from ${at(agent.stateSinceAtMs)} to ${at(agent.dueAtMs)}; its campaign allows ${wrapUpSec ?? 'an unknown number of'} s` }];
}

/** Rule 3, between the live view and the switch. */
export function agentsAreAsTheirLegs(world: World): Finding[] {
  const { pool, channels, truth } = world;
  if (pool === null || channels === null) return [];
  const up = new Map(channels.map((channel) => [channel.channelId, channel]));
  const legs = new Map((truth?.legs ?? []).map((leg) => [leg.channelId, leg]));
  return pool.agents.flatMap((agent) => {
    if (agent.legChannelId === null) return [];
    const [channel, leg] = [up.get(agent.legChannelId), legs.get(agent.legChannelId)];
    return channel === undefined ? legGone(agent, leg, world) : bridgedWhileIdle(agent, channel, leg, world);
  });
}

/** Without a record of the leg nobody knows since when it is gone: then it is only judged when all is over. */
function legGone(agent: PoolAgent, leg: Dial | undefined, { looking, nowMs, limits }: World): Finding[] {
  const isNoticed = leg === undefined ? looking === 'running' : leg.endedAtMs === null || leg.endedAtMs > nowMs - limits.graceMs;
  if (isNoticed) return [];
  return [{ code: 'leg-gone-unnoticed', subject: `agent ${agent.agentId}`, evidence: `agent ${agent.agentId} (${agent.state}) has leg ${agent.legChannelId ?? 'none'}, which is not on the switch; it ended ${at(leg?.endedAtMs ?? null)}` }];
}

function bridgedWhileIdle(agent: PoolAgent, channel: ChannelFact, leg: Dial | undefined, { nowMs, limits }: World): Finding[] {
  const sinceMs = leg?.bridges.at(-1)?.atMs ?? agent.stateSinceAtMs;
  if (agent.state !== 'idle' || channel.with.length === 0 || sinceMs > nowMs - limits.graceMs) return [];
  return [{ code: 'idle-agent-bridged', subject: `agent ${agent.agentId} with ${channel.with.join(' and ')}`, evidence: `agent ${agent.agentId} is idle since ${at(agent.stateSinceAtMs)}; their leg ${agent.legChannelId ?? 'none'} hears ${channel.with.join(' and ')} since ${at(sinceMs)}` }];
}

/** Rules 3 and 5, at rest: everybody waits for the next call, and the view says of each what their row says. */
export function poolIsAtRest({ pool, agents, calls, otherCallIds }: World): Finding[] {
  if (pool === null) return [];
  const inPool = new Map(pool.agents.map((agent) => [agent.agentId, agent]));
  const judged = new Set(calls.map(({ id }) => id));
  const busy = pool.agents.filter(({ state, callId }) => state !== 'idle' && callId !== null && (judged.has(callId) || !otherCallIds.has(callId)));
  return [
    ...busy.map((agent) => ({
      code: 'agent-not-idle' as const, subject: `agent ${agent.agentId}`, evidence: `agent ${agent.agentId} is ${agent.state} since ${at(agent.stateSinceAtMs)} for call ${agent.callId ?? 'none'}, due ${at(agent.dueAtMs)}`,
    })),
    ...agents.filter((agent) => agent.status !== (inPool.get(agent.id)?.status ?? 'offline')).map((agent) => ({
      code: 'pool-differs' as const, subject: `agent ${agent.id}`, evidence: `agent ${agent.id} is ${agent.status} by their row, ${inPool.get(agent.id)?.status ?? 'not signed in'} in the live view`,
    })),
  ];
}
