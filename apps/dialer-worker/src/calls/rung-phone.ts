import type { Reservation } from '@paceline/agent-pool';
import type { RingEnd } from '@paceline/domain/agent/ring';
import type { Turn } from '@paceline/domain/routing/order-of-service';
import type { Environment } from '@paceline/platform/environment';
import type { LiveCall } from './live-call';

/** Beyond its ringing time a phone of which nothing is heard is given up. */
export const UNHEARD_MS = 10_000;
/** A gateway's turn is waited for no longer: the caller is better off with somebody whose phone rings. */
export const TURN_WITHIN_MS = 1_000;

/** For whom a phone rings, and what was promised to them. */
export interface Wish { readonly call: LiveCall; readonly reservation: Reservation; readonly turn: Turn }

export interface RungPhone {
  readonly channelId: string;
  readonly agentId: string;
  /** While it rings; null from the bridge on, and of one that an earlier owner had rung. */
  wish: Wish | null;
  gateway: string | null;
  /** When its command was written; null before. */
  sentAtMs: number | null;
  created: boolean;
  /** It is being hung up: how its row ends. */
  end: RingEnd | null;
}

/** For so long an agent is promised whose phone is rung first. */
export function ringLeaseMs({ AGENT_RING_SEC, RESERVATION_LEASE_MS }: Pick<Environment, 'AGENT_RING_SEC' | 'RESERVATION_LEASE_MS'>): number {
  return TURN_WITHIN_MS + AGENT_RING_SEC * 1_000 + UNHEARD_MS + RESERVATION_LEASE_MS;
}
