import { z } from 'zod';
import { CALL_STATES } from '@paceline/domain/call/call-state';
import { DIRECTIONS } from '@paceline/domain/call/parties';
import { OUTCOMES } from '@paceline/domain/call/outcome';
import { TALK_ENDS } from '@paceline/domain/call/talk';
import { DISPOSITION_GIVERS } from '@paceline/domain/retry/dispositions';
import { id, inOrder, instant, note, pageOf, pageQuery, phone, promptFile } from './common';
import { dispositionCode } from './dispositions';
import { says } from './messages/schema-words';

export const callState = z.enum(CALL_STATES);
export const outcome = z.enum(OUTCOMES);

export const call = z.object({
  id: z.string(), direction: z.enum(DIRECTIONS), state: callState, outcome: outcome.nullable(),
  line: z.string(), switchId: z.string(), gateway: z.string().nullable().describe('of its switch'), campaignId: id.nullable(), contactId: id.nullable(), agentId: id.nullable(),
  phone: z.string().nullable().describe('the other party\'s: who was called, or who called; null when they withheld it'),
  callerNumber: z.string().nullable().describe('our number that was shown to whoever was called; null for the trunk\'s own, and when we were called'),
  dialedNumber: z.string().nullable().describe('our number that was dialed by whoever called; null when we called'), attempt: z.number().int(),
  plannedAt: instant, originatingAt: instant.nullable(), ringingAt: instant.nullable(), answeredAt: instant.nullable(),
  connectedAt: instant.nullable(), endedAt: instant.nullable(),
  hangupCause: z.string().nullable().describe('FreeSWITCH\'s word'),
  sipStatus: z.number().int().nullable().describe('the far end\'s final SIP answer to a call that nobody answered'),
  sipReason: z.string().nullable().describe('the Reason header that came with it; of a call that a network blocked it says where to complain'),
  disposition: z.object({
    code: z.string(), by: z.enum(DISPOSITION_GIVERS).describe('agent: who talked · supervisor: somebody else in their place · system: nobody said anything in time'),
  }).nullable(),
  note: z.string().nullable(), wrapUpUntil: instant.nullable(),
});
export type CallView = z.infer<typeof call>;
export const callPage = pageOf(call);

const talk = z.object({
  agentId: id, channelId: z.string().nullable().describe('the agent\'s leg, when it was heard of'),
  fromAt: instant, toAt: instant.nullable().describe('null while they talk'),
  wrapUpUntil: instant.nullable().describe('until when the agent wrapped up; while they do, until when they may'),
  endedBy: z.enum(TALK_ENDS).nullable()
    .describe('agent-hung-up: or a supervisor for them · agent-lost: their phone was gone, and the customer back in line · unheard: nobody knows how'),
});

export const callDetail = call.extend({
  machineMessage: z.object({
    askedAt: instant, endedAt: instant.nullable(), whole: z.boolean().nullable().describe('said from its beginning to its end; null: it is being left'),
  }).nullable().describe('what its agent had an answering machine left; null: nothing'),
  talks: z.array(talk).describe('who talked with the customer, in order'),
  judgedBy: z.object({
    localTimes: z.array(z.string()), zoneData: z.string().describe('release of the time zone data'), laws: z.array(z.string()), open: z.string(),
  }).nullable().describe('that it was lawful when it was sent: the clocks of whoever was called, the laws that bound, and what they and the campaign left open on that day'),
  events: z.array(z.object({ at: instant, kind: z.string(), data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])) })),
  recordings: z.array(z.object({ id: id.describe('the sound is at /recordings/{id}/audio'), path: z.string(), startedAt: instant, stoppedAt: instant.nullable(), lengthMs: z.number().int().nullable() })),
});
export type CallDetail = z.infer<typeof callDetail>;

const callFilter = {
  campaignId: id.optional(), agentId: id.optional(), contactId: id.optional(),
  outcome: outcome.optional(), state: callState.optional(),
  phone: phone.optional(),
  from: z.iso.datetime({ offset: true }).optional().describe('planned at this instant or later'),
  to: z.iso.datetime({ offset: true }).optional().describe('planned before this instant'),
};
const OUT_OF_ORDER = { path: ['from'], message: says('after', { of: 'to' }) };
export const callQuery = pageQuery.extend(callFilter).refine(({ from, to }) => inOrder(from, to), OUT_OF_ORDER);
export type CallQuery = z.infer<typeof callQuery>;
/** All that fit, not a page of them. */
export const callFileQuery = z.strictObject(callFilter).refine(({ from, to }) => inOrder(from, to), OUT_OF_ORDER);
export type CallFileQuery = z.infer<typeof callFileQuery>;

export const giveDisposition = z.strictObject({
  code: dispositionCode, note: note(1000).nullable().default(null),
  targetId: id.nullable().default(null).describe('of a call that came in: the caller\'s open target that it settles, as after a call of its campaign'),
});
export type GiveDisposition = z.infer<typeof giveDisposition>;

export const moveCall = z.strictObject({ queueId: id });
export type MoveCall = z.infer<typeof moveCall>;
export const takeOutCall = z.strictObject({ prompt: promptFile.nullable().default(null).describe('what they hear; null: the installation\'s own last message') }).prefault({});
export type TakeOutCall = z.infer<typeof takeOutCall>;
