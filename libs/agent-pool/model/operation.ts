import * as fc from 'fast-check';
import { AGENT_STATUSES, LEG_MODES, type AgentStatus, type LegMode } from '@paceline/domain/agent/agent-state';

export const AGENT_IDS = ['a1', 'a2', 'a3', 'a4'] as const;
export const LINES = ['campaign:1', 'campaign:2', 'queue:1'] as const;
/** In place of an agent's id: one who is reserved, talking or wrapping up, if there is one. Runs get further so. */
export const SOMEBODY_BUSY = 'somebody-busy';
export const CALL_IDS = ['c1', 'c2', 'c3'] as const;

/** Which token a step shows: the one that the agent's record holds, an earlier one, or one that never was. */
export type TokenChoice = 'held' | 'earlier' | 'made-up';

/** One thing that can happen to a pool, as data: the pool and the model are given the same. */
export type Operation =
  | { readonly op: 'signIn'; readonly agentId: string; readonly lines: readonly string[]; readonly status: AgentStatus; readonly legMode: LegMode; readonly leg: string | null | undefined }
  | { readonly op: 'signOut'; readonly agentId: string }
  | { readonly op: 'setStatus'; readonly agentId: string; readonly status: AgentStatus; readonly reason: string | null }
  | { readonly op: 'setLines'; readonly agentId: string; readonly lines: readonly string[] }
  | { readonly op: 'setLeg'; readonly agentId: string; readonly leg: string | null }
  /** Of the line's agents, named the longest idle first. */
  | { readonly op: 'reserveOfLine'; readonly line: string; readonly callId: string }
  | { readonly op: 'reserve'; readonly candidates: readonly string[]; readonly callId: string }
  | { readonly op: 'confirm' | 'release'; readonly agentId: string; readonly token: TokenChoice }
  | { readonly op: 'finish'; readonly agentId: string; readonly token: TokenChoice; readonly wrapUp: boolean }
  | { readonly op: 'endWrapUp'; readonly agentId: string }
  /** The agent's lease or wrap-up, if any, runs out now. */
  | { readonly op: 'timePasses'; readonly agentId: string }
  | { readonly op: 'expire'; readonly limit: number }
  /** Everything is lost, or the `built` key alone; then the pool is restored. */
  | { readonly op: 'flush'; readonly whole: boolean }
  | { readonly op: 'rebuild' };

const agentId = fc.constantFrom(...AGENT_IDS);
const likelyBusyId = fc.oneof({ arbitrary: fc.constant(SOMEBODY_BUSY), weight: 4 }, agentId);
const line = fc.constantFrom(...LINES);
const lines = fc.subarray([...LINES]);
const candidates = fc.array(fc.constantFrom(...AGENT_IDS, 'never-there'), { maxLength: 5 });
const callId = fc.constantFrom(...CALL_IDS);
const leg = fc.constantFrom('leg-1', 'leg-2', null);
const status = fc.oneof({ arbitrary: fc.constant<AgentStatus>('available'), weight: 3 }, fc.constantFrom(...AGENT_STATUSES));
const token = fc.oneof({ arbitrary: fc.constant<TokenChoice>('held'), weight: 8 }, fc.constantFrom<TokenChoice>('earlier', 'made-up'));

/** What happens on a shift often, losing Redis seldom. */
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ op: fc.constant('signIn' as const), agentId, lines, status, legMode: fc.constantFrom(...LEG_MODES), leg: fc.option(leg, { nil: undefined }) }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('signOut' as const), agentId }) },
  { weight: 3, arbitrary: fc.record({ op: fc.constant('setStatus' as const), agentId, status, reason: fc.constantFrom('lunch', null) }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('setLines' as const), agentId, lines }) },
  { weight: 3, arbitrary: fc.record({ op: fc.constant('setLeg' as const), agentId, leg }) },
  { weight: 8, arbitrary: fc.record({ op: fc.constant('reserveOfLine' as const), line, callId }) },
  { weight: 3, arbitrary: fc.record({ op: fc.constant('reserve' as const), candidates, callId }) },
  { weight: 5, arbitrary: fc.record({ op: fc.constant('confirm' as const), agentId: likelyBusyId, token }) },
  { weight: 3, arbitrary: fc.record({ op: fc.constant('release' as const), agentId: likelyBusyId, token }) },
  { weight: 5, arbitrary: fc.record({ op: fc.constant('finish' as const), agentId: likelyBusyId, token, wrapUp: fc.constantFrom(true, true, false) }) },
  { weight: 5, arbitrary: fc.record({ op: fc.constant('endWrapUp' as const), agentId: likelyBusyId }) },
  { weight: 3, arbitrary: fc.record({ op: fc.constant('timePasses' as const), agentId: likelyBusyId }) },
  { weight: 3, arbitrary: fc.record({ op: fc.constant('expire' as const), limit: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('flush' as const), whole: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('rebuild' as const) }) },
);

/** A shift: everybody signs in, then anything. */
export const shift: fc.Arbitrary<Operation[]> = fc.array(operation, { minLength: 10, maxLength: 60, size: 'max' }).map((then) => [
  ...AGENT_IDS.map((id): Operation => ({ op: 'signIn', agentId: id, lines: LINES, status: 'available', legMode: 'connected', leg: 'leg-1' })),
  ...then,
]);
