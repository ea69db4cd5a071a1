import { AGENT_STATES, AGENT_STATUSES, LEG_MODES, canBeReserved } from '@paceline/domain/agent/agent-state';
import { PoolArgumentError } from './errors';
import { checkedId } from './pool-keys';
import type { Expired, LineCounts, PoolAgent, PoolRefusal, PoolSnapshot, RestoredAgent } from './pool-types';

/** The codes of commands/includes/pool.lua. Not built is thrown, the others are values. */
export const NOT_BUILT_CODE = -1;
export const REFUSAL_CODES = {
  'unknown-agent': -2,
  'stale-token': -3,
  'wrong-state': -4,
  'nobody-reservable': -5,
  'call-taken': -7,
  'already-built': -8,
  'not-owner': -9,
} as const satisfies Record<PoolRefusal, number>;

/** An agent's record, as commands/includes/pool.lua describes it. */
type PoolRecord = Record<
  'agentId' | 'lines' | 'status' | 'statusReason' | 'statusSince' | 'state' | 'stateSince' | 'idleSince'
  | 'callId' | 'token' | 'due' | 'legMode' | 'leg' | 'signedOut', string>;

export function toAgent(reply: unknown): PoolAgent {
  const record: unknown = JSON.parse(text(reply));
  if (typeof record !== 'object' || record === null) throw new Error('agent-pool: the reply is no record');
  // Every field is checked to be a text below, where it is read.
  const fields = record as Partial<Record<keyof PoolRecord, unknown>>;
  const [status, state, legMode] = [oneOf(AGENT_STATUSES, fields.status), oneOf(AGENT_STATES, fields.state), oneOf(LEG_MODES, fields.legMode)];
  const legChannelId = textOrNull(fields.leg);
  return {
    agentId: text(fields.agentId),
    lines: text(fields.lines).split(',').filter((line) => line !== ''),
    status,
    statusReason: textOrNull(fields.statusReason),
    statusSinceAtMs: instantMs(fields.statusSince),
    state,
    stateSinceAtMs: instantMs(fields.stateSince),
    idleSinceAtMs: instantMs(fields.idleSince),
    callId: textOrNull(fields.callId),
    token: textOrNull(fields.token),
    dueAtMs: fields.due === '' ? null : instantMs(fields.due),
    legMode,
    legChannelId,
    signedOut: fields.signedOut === '1',
    reservable: canBeReserved({ status, state, legMode, legUp: legChannelId !== null }),
  };
}

export function toExpired(reply: unknown): readonly Expired[] {
  return list(reply).map((entry) => {
    const [state, callId, token, agent] = list(entry);
    return {
      kind: state === 'reserved' ? 'reservation-lapsed' : 'wrap-up-over',
      callId: text(callId), token: text(token), agent: toAgent(agent),
    };
  });
}

export function toSnapshot(reply: unknown): PoolSnapshot {
  const [built, now, agents] = list(reply);
  return { builtAtMs: instantMs(built), takenAtMs: instantMs(now), agents: list(agents).map(toAgent) };
}

/** From one activity an agent, in the words of commands/includes/pool.lua. */
export function toLineCounts(reply: unknown): LineCounts {
  const activities = list(reply);
  const count = (activity: string): number => activities.filter((one) => one === activity).length;
  return {
    idle: count('idle'), reserved: count('reserved'), talking: count('talking'), wrapUp: count('wrap-up'),
    onBreak: count('break'), withoutLeg: count('without-leg'),
  };
}

/** The arguments of `restore`; two records of one agent, or of one call, are refused before anything is built. */
export function toRestoreArguments(agents: readonly RestoredAgent[]): string[] {
  const seen = new Set<string>();
  const once = (kind: string, id: string): string => {
    if (seen.has(`${kind} ${id}`)) throw new PoolArgumentError(`Two agents to restore with the same ${kind}: ${id}`);
    seen.add(`${kind} ${id}`);
    return id;
  };
  return agents.map((agent) => {
    const isIdle = agent.state === 'idle';
    const record: Omit<PoolRecord, 'statusSince' | 'stateSince'> = {
      agentId: once('agent', checkedId(agent.agentId, 'agent')),
      lines: lineList(agent.lines),
      status: agent.status,
      // Half a surrogate pair would fail the script's JSON, and with it the whole pool.
      statusReason: Buffer.from(agent.statusReason ?? '').toString(),
      state: agent.state,
      idleSince: agent.idleSinceAtMs === undefined ? '' : String(Math.round(agent.idleSinceAtMs * 1000)),
      // In wrap-up the call may have gone on to another agent: only there two records may name one.
      callId: isIdle ? '' : agent.state === 'wrap-up' ? checkedId(agent.callId, 'call') : once('call', checkedId(agent.callId, 'call')),
      token: isIdle ? '' : checkedId(agent.token, 'token'),
      due: agent.state === 'reserved' ? durationMs(agent.leaseMs) : agent.state === 'wrap-up' ? durationMs(agent.wrapUpMs) : '',
      legMode: agent.legMode,
      leg: legArgument(agent.legChannelId),
      signedOut: agent.signedOut ? '1' : '',
    };
    return JSON.stringify(record);
  });
}

/** The lines as one argument, each once. */
export function lineList(lines: readonly string[]): string {
  return [...new Set(lines.map((line) => checkedId(line, 'line')))].join(',');
}

/** The leg's channel id as an argument: '' for none. */
export function legArgument(legChannelId: string | null): string {
  return legChannelId === null ? '' : checkedId(legChannelId, 'leg');
}

/** A duration in whole milliseconds, 0 to a day: a lease or a wrap-up without end would keep an agent for ever. */
export function durationMs(value: number): string {
  if (!Number.isFinite(value) || value < 0 || value > 86_400_000) throw new PoolArgumentError(`Not a duration in ms: ${value}`);
  return String(Math.ceil(value));
}

function list(reply: unknown): unknown[] {
  if (!Array.isArray(reply)) throw new Error(`agent-pool: a list was expected of the script, not ${typeof reply}`);
  return reply;
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`agent-pool: a text was expected of the script, not ${typeof value}`);
  return value;
}

function textOrNull(value: unknown): string | null {
  return text(value) || null;
}

/** Redis keeps microseconds: who was idle first is told by them. */
function instantMs(value: unknown): number {
  return Number(text(value)) / 1000;
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new Error(`agent-pool: the record holds ${JSON.stringify(value)}, not one of ${allowed.join(', ')}`);
  return found;
}
