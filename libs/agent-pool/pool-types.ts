import type { AgentState, AgentStatus, LegMode } from '@paceline/domain/agent/agent-state';

/** One agent as the pool sees it. Instants are milliseconds since the epoch by Redis's clock. */
export interface PoolAgent {
  readonly agentId: string;
  /** Queues and campaigns that the agent serves. */
  readonly lines: readonly string[];
  readonly status: AgentStatus;
  /** Why the break, or whatever was given with the status. */
  readonly statusReason: string | null;
  readonly statusSinceAtMs: number;
  readonly state: AgentState;
  readonly stateSinceAtMs: number;
  /** The place in the line: the smaller, the sooner served. A released or lapsed reservation keeps it. */
  readonly idleSinceAtMs: number;
  /** The call of a reservation or a conversation; in wrap-up, the call that just ended. */
  readonly callId: string | null;
  /** Of the reservation, kept until wrap-up is over. */
  readonly token: string | null;
  /** When the lease or the wrap-up runs out; null while idle or talking. */
  readonly dueAtMs: number | null;
  readonly legMode: LegMode;
  readonly legChannelId: string | null;
  /** Signed out while on a call: leaves the pool when that call is over. */
  readonly signedOut: boolean;
  /** Idle, available, with a leg: the next call may be this agent's. */
  readonly reservable: boolean;
}

export interface SignIn {
  readonly agentId: string;
  readonly lines: readonly string[];
  readonly status: AgentStatus;
  readonly statusReason?: string | null;
  readonly legMode: LegMode;
  /** Left out: the leg that the pool knows stays. */
  readonly legChannelId?: string | null;
}

export interface Reservation {
  readonly agentId: string;
  readonly callId: string;
  /** Every later step must show it. */
  readonly token: string;
  /** Null for an on-demand agent whose phone must be rung first. */
  readonly legChannelId: string | null;
  readonly agent: PoolAgent;
}

/** Why a step did not happen; nothing was changed. */
export type PoolRefusal =
  /** Not signed in (any more). */
  | 'unknown-agent'
  /** The reservation of that token is over: lapsed, released, finished, or never was. */
  | 'stale-token'
  /** The token is right, the step is not (finishing a call that was never confirmed, say). */
  | 'wrong-state'
  /** All of the agents named are busy, on a break, or have no leg. */
  | 'nobody-reservable'
  /** Another agent is reserved for, or talking on, this call. */
  | 'call-taken'
  /** `restore` of a pool that stands: clear it first. */
  | 'already-built'
  /** `clear` or `restore` of a pool that a newer owner of the switch has built. */
  | 'not-owner';

export interface Refused<Code extends PoolRefusal> {
  readonly ok: false;
  readonly code: Code;
}

/** The agent after the step, or why there was no step. */
export type AgentResult<Code extends PoolRefusal> = { readonly ok: true; readonly agent: PoolAgent } | Refused<Code>;
export type ReserveResult<Code extends PoolRefusal> = { readonly ok: true; readonly reservation: Reservation } | Refused<Code>;

/** What `expire` ended. `callId` and `token` are those of the reservation, or of the call wrapped up. */
export interface Expired {
  readonly kind: 'reservation-lapsed' | 'wrap-up-over';
  readonly callId: string;
  readonly token: string;
  /** The agent now. */
  readonly agent: PoolAgent;
}

export interface PoolSnapshot {
  /** When the pool was last built: another value means that it was flushed and rebuilt in between. */
  readonly builtAtMs: number;
  /** Redis's clock at the snapshot; subtract the agents' instants from it for durations. */
  readonly takenAtMs: number;
  readonly agents: readonly PoolAgent[];
}

/** The agents who serve one line; each agent is counted once, `offline` idle ones not at all. */
export interface LineCounts {
  /** Reservable now. */
  readonly idle: number;
  readonly reserved: number;
  readonly talking: number;
  readonly wrapUp: number;
  readonly onBreak: number;
  /** Available and idle, but the connected leg is down: cannot be reserved. */
  readonly withoutLeg: number;
}

interface RestoredBase {
  readonly agentId: string;
  readonly lines: readonly string[];
  readonly status: AgentStatus;
  readonly statusReason?: string | null;
  readonly legMode: LegMode;
  readonly legChannelId: string | null;
  /** Left out: now, and so the back of the line. Keeps the order of the line when given. */
  readonly idleSinceAtMs?: number;
  readonly signedOut?: boolean;
}

/** One agent as MySQL and the switch know them, to rebuild the pool from. */
export type RestoredAgent = RestoredBase & (
  | { readonly state: 'idle' }
  | { readonly state: 'reserved'; readonly callId: string; readonly token: string; readonly leaseMs: number }
  | { readonly state: 'talking'; readonly callId: string; readonly token: string }
  | { readonly state: 'wrap-up'; readonly callId: string; readonly token: string; readonly wrapUpMs: number }
);
