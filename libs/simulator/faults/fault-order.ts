import type { Dose } from './dose';

/** Which events: of these names, of these channels (a pattern of their ids); left out: all. */
export interface EventMatch {
  readonly names?: readonly string[];
  readonly channels?: string;
}

/** Which command of `api` and `bgapi` (`originate`, `uuid_bridge`, …, or `sendmsg`); left out: every one. */
export interface CommandMatch { readonly command?: string }

/**
 * The three ways in which a hand-off fails, and the bridge that overtakes its originate; see `hand-off-faults.ts`.
 */
export type HandOffRace = 'customer-leaves' | 'agent-leaves' | 'customer-gone' | 'bridge-before-park';

/** What can go wrong, as a test or `api simulator fault {json}` orders it. */
export type Fault =
  /** Every client's connection ends at once, without notice. */
  | { readonly fault: 'reset' }
  /** Sockets stay open and nothing is sent or read; events of the time are lost. `all`: those that come now, too. */
  | { readonly fault: 'half-open'; readonly whom: 'present' | 'all' }
  /** So many bytes at a time. */
  | { readonly fault: 'drip'; readonly bytes: number; readonly everyMs: number }
  /** Each write arrives in pieces: cut after every byte, or where the seed says. */
  | { readonly fault: 'split'; readonly at: 'every-byte' | 'random' }
  /** Clients are reset, and new ones too, or find nobody listening. */
  | { readonly fault: 'down'; readonly how: 'reset' | 'closed' }
  /** A crash; the next start, with another Core-UUID, so long after it. */
  | { readonly fault: 'restart'; readonly awayMs?: number }
  /** Later, by chance up to `jitterMs` more. A channel's events keep their order, those of several channels do not. */
  | EventMatch & Dose & { readonly fault: 'delay-events'; readonly byMs: number; readonly jitterMs?: number }
  | EventMatch & Dose & { readonly fault: 'lose-events' }
  /** Once more, so long after the first time. */
  | EventMatch & Dose & { readonly fault: 'repeat-events'; readonly afterMs?: number }
  /** Not carried out, and said so. */
  | CommandMatch & Dose & { readonly fault: 'refuse-command'; readonly text?: string }
  /**
   * Carried out or not, and no word of it: a background job has no result; `api` keeps its socket blocked, as it
   * does on the real switch, until the fault is over.
   */
  | CommandMatch & Dose & { readonly fault: 'leave-unanswered'; readonly carriedOut: boolean }
  /** Carried out at once, answered later; `api` keeps the commands behind it waiting. */
  | CommandMatch & Dose & { readonly fault: 'delay-replies'; readonly byMs: number }
  | { readonly fault: 'throttle'; readonly paused?: boolean; readonly sessionsPerSec?: number; readonly maxSessions?: number }
  | { readonly fault: 'gateway'; readonly name: string; readonly state: 'unreachable' | 'congested' }
  /** The far end's first answer to each INVITE comes so much later. */
  | { readonly fault: 'gateway'; readonly name: string; readonly state: 'slow'; readonly byMs: number }
  | Dose & { readonly fault: 'hand-off'; readonly race: HandOffRace };

/** `forMs`: it ends by itself. */
export type FaultOrder = Fault & { readonly forMs?: number };
