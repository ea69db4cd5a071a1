import { z } from 'zod';
import { AGENT_STATES, AGENT_STATUSES } from '@paceline/domain/agent/agent-state';
import { CALL_STATES } from '@paceline/domain/call/call-state';
import { DIRECTIONS } from '@paceline/domain/call/parties';
import { OUTCOMES } from '@paceline/domain/call/outcome';
import { FOLLOW_UP_STATES } from '@paceline/domain/survey/follow-up';
import { agentPhone } from './agent-phone';
import { callerCard } from './caller-card';
import { TAKING_RESULTS, TAKING_WAYS } from './offers';
import { pacingReason } from './pacing-reasons';
import { queueStanding } from './queues';

/**
 * What the worker tells the screens, over a Redis stream. The stream's entry id is the sequence number
 * from which a client resumes; one that is too old gets a fresh snapshot.
 */
const instant = z.iso.datetime();
const rowCount = z.number();
/** Whose it is: nobody else is told. What has none is of the installation. */
const clientId = z.string();
/** As `ImportCounts` says: all but `updated` make up the rows that were read. */
const importCounts = { imported: rowCount, known: rowCount, updated: rowCount, duplicates: rowCount, rejected: rowCount, blank: rowCount };

export const callChanged = z.object({
  type: z.literal('call'), clientId,
  callId: z.string(), line: z.string(), direction: z.enum(DIRECTIONS),
  state: z.enum(CALL_STATES), outcome: z.enum(OUTCOMES).nullable(), hangupCause: z.string().nullable(),
  campaignId: z.string().nullable(), targetId: z.string().nullable(), contactId: z.string().nullable(), agentId: z.string().nullable(),
  phone: z.string().nullable(), dialedNumber: z.string().nullable(), at: instant,
});

export const agentChanged = z.object({
  type: z.literal('agent'), clientId,
  agentId: z.string(), status: z.enum(AGENT_STATUSES), statusReason: z.string().nullable(),
  state: z.enum(AGENT_STATES), callId: z.string().nullable(), legUp: z.boolean(), ...agentPhone, at: instant,
});

export const campaignChanged = z.object({
  type: z.literal('campaign'), clientId,
  campaignId: z.string(), status: z.string(),
  /** Why it dials as much as it does; empty while it does not run. */
  reasons: z.array(pacingReason),
  lines: z.object({ dialing: z.number(), waiting: z.number(), talking: z.number() }),
  agents: z.object({ idle: z.number(), reserved: z.number(), talking: z.number(), wrapUp: z.number(), onBreak: z.number() }),
  totals: z.object({ dialed: z.number(), answered: z.number(), connected: z.number(), abandoned: z.number(), hungUpWaiting: z.number() }),
  targets: z.object({ ready: z.number(), calling: z.number(), done: z.number() }),
  at: instant,
});

/** Once a second at most, when something of it has changed. */
export const queueChanged = z.object({ type: z.literal('queue'), clientId, queueId: z.string(), ...queueStanding, at: instant });

/** Who it is that calls, to the agent who is given the call: as `/calls/{id}/caller` tells it. */
export const callerShown = z.object({ type: z.literal('caller'), clientId, callId: z.string(), agentId: z.string(), ...callerCard.shape, at: instant });

/** An interview on a call has moved: look at `/calls/{id}/interview`. Of an anonymous one nothing more may be told either. */
export const interviewChanged = z.object({ type: z.literal('interview'), clientId, callId: z.string(), agentId: z.string().nullable(), isOver: z.boolean(), at: instant });

export const switchChanged = z.object({ type: z.literal('switch'), switchId: z.string(), up: z.boolean(), reconciled: z.boolean(), reason: z.string(), at: instant });

export const importChanged = z.object({
  type: z.literal('import'), clientId, importId: z.string(), listId: z.string(), state: z.string(),
  rowsRead: z.number(), ...importCounts, at: instant,
});

/** A low score that somebody is to see to: opened, given to somebody, taken, done. */
export const followUpChanged = z.object({
  type: z.literal('follow-up'), clientId, followUpId: z.string(), state: z.enum(FOLLOW_UP_STATES), ownerId: z.string().nullable(), dueAt: instant, at: instant,
});

/** Somebody took an offer, refused it, or gave it back. */
export const offerChanged = z.object({
  type: z.literal('offer'), clientId, offerId: z.string(), takingId: z.string(), contactId: z.string(), callId: z.string().nullable(), campaignId: z.string().nullable(), agentId: z.string().nullable(),
  way: z.enum(TAKING_WAYS), result: z.enum([...TAKING_RESULTS, 'returned']), out: z.number().describe('how many of it are out now: taken, and not given back'), at: instant,
});
export type OfferChanged = z.infer<typeof offerChanged>;

export const realtimeEvent = z.discriminatedUnion('type', [callChanged, callerShown, agentChanged, campaignChanged, queueChanged, interviewChanged, switchChanged, importChanged, followUpChanged, offerChanged]);
export type RealtimeEvent = z.infer<typeof realtimeEvent>;
