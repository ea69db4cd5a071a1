import { z } from 'zod';
import { tokenName } from '@paceline/domain/text/token-name';
import { AGENT_STATES, AGENT_STATUSES, LEG_MODES, OUR_REASONS } from '@paceline/domain/agent/agent-state';
import { agentPhone } from './agent-phone';
import { role } from './auth';
import { call } from './calls';
import { id, instant, line, name, pageOf, pageQuery } from './common';
import { contact } from './contacts';
import { gatewayName } from './gateways';
import { says } from './messages/schema-words';
import { skillLevels } from './skills';

const EXTENSION = tokenName(64);

/** A phone of the switch's directory. */
export function isExtension(address: string): boolean {
  return EXTENSION.test(address);
}

/** What of the system knows of an agent now; null when the agent is not signed in or the live view is not there. */
const liveAgent = z.object({
  state: z.enum(AGENT_STATES), stateSince: instant, callId: z.string().nullable(),
  lines: z.array(line).describe('what is served now'), legUp: z.boolean(), reservable: z.boolean().describe('the next call may be this agent\'s'),
});

const settings = {
  name: name(100),
  legMode: z.enum(LEG_MODES).describe('connected: the phone is called once at sign-in and stays up; on-demand: it is rung for each call'),
  legKind: z.enum(['extension', 'gateway']),
  legAddress: z.string().trim().min(1).max(64).describe('an extension of the directory, or through legGateway a number such as +14155550100; no two agents have the same'),
  legGateway: gatewayName.nullable(),
  legWebrtc: z.boolean().describe('the extension is a browser'),
  lines: z.array(line).max(200).describe('what the agent may serve: managers say it, and nobody else'),
  skills: skillLevels.describe('what the agent can do, and how well'),
};

export const agent = z.object({
  id, userId: id, switchId: z.string(), ...settings, name: z.string(), legAddress: z.string(), legGateway: z.string().nullable(),
  status: z.enum(AGENT_STATUSES), statusReason: z.string().nullable().describe(`as given with the status; ${OUR_REASONS.join(', ')}: a break that nobody chose`), statusAt: instant,
  ...agentPhone,
  live: liveAgent.nullable(),
});
export type AgentView = z.infer<typeof agent>;
export const agentPage = pageOf(agent);

export const createAgent = z.strictObject({
  userId: id, name: settings.name,
  legMode: settings.legMode.default('connected'), legKind: settings.legKind.default('extension'), legAddress: settings.legAddress,
  legGateway: settings.legGateway.default(null), legWebrtc: settings.legWebrtc.default(false), lines: settings.lines.default([]), skills: settings.skills.default([]),
});
export type CreateAgent = z.infer<typeof createAgent>;
export const patchAgent = z.strictObject(settings).partial();
export type PatchAgent = z.infer<typeof patchAgent>;

const rings = z.number().int();
export const agentRingQuery = pageQuery.extend({
  from: z.iso.datetime({ offset: true }).optional().describe('left out: a day before `to`'), to: z.iso.datetime({ offset: true }).optional().describe('left out: now'),
});
export type AgentRingQuery = z.infer<typeof agentRingQuery>;
/** What became of the calls that an on-demand agent's phone was rung for, by libs/domain/metrics/missed-rings. */
export const agentRings = z.object({
  agentId: id, name: z.string(), offered: rings.describe('answered and missed: those that were the agent\'s to take'), answered: rings, missed: rings,
  missedBy: z.object({ 'no-answer': rings, 'busy': rings, 'declined': rings, 'unreachable': rings }),
  missedRatio: z.number().nullable().describe('RONA: missed of offered, 0–1; null: nothing was offered'),
});
export type AgentRingsView = z.infer<typeof agentRings>;
export const agentRingPage = pageOf(agentRings);

/** Of a user no more than it takes to make an agent of them. */
export const agentCandidate = z.object({ userId: id, username: z.string(), role });
export type AgentCandidate = z.infer<typeof agentCandidate>;
export const agentCandidatePage = pageOf(agentCandidate);
export const agentCandidateQuery = pageQuery.extend({ search: z.string().trim().min(1).max(64).transform((text) => text.replaceAll(' ', '+')).optional().describe('part of the user name, which has no blanks: a + is one') });
export type AgentCandidateQuery = z.infer<typeof agentCandidateQuery>;

/** The agent's own view. */
export const agentSession = z.object({
  agent,
  /** The call that is promised to, talked on or wrapped up by the agent. */
  call: call.nullable(),
  /** Somebody has stopped all dialing: why nothing comes. Null while it is allowed. */
  dialingStop: z.object({ reason: z.string(), at: instant }).nullable(),
  /** Who is on that call. */
  contact: contact.nullable(),
  wrapUpUntil: instant.nullable(),
  /** Of a contact that is shown before it is called: after this it goes back to its list. */
  previewUntil: instant.nullable(),
});
export type AgentSession = z.infer<typeof agentSession>;

const chosenStatus = z.enum(AGENT_STATUSES).exclude(['offline']);
const reason = OUR_REASONS.reduce((chosen, ours) => chosen.refine((given) => given !== ours, says('reason-is-ours', { reason: ours })), name(64)).nullable();

export const signIn = z.strictObject({
  lines: z.array(line).min(1).max(200).optional().describe('which of the lines that a manager has assigned to me I serve until the next sign-in; left out: all of them'),
  status: chosenStatus.default('break').describe('what the agent is once signed in'),
  reason: reason.default(null),
}).prefault({});
export type SignIn = z.infer<typeof signIn>;
export const chooseStatus = z.strictObject({ status: chosenStatus, reason: reason.default(null) });
export type ChooseStatus = z.infer<typeof chooseStatus>;

/** The call that the agent was shown: the answer to one that is not shown any more is refused, and never taken for the next. */
export const shownCall = z.strictObject({ callId: z.uuid() });
export type ShownCall = z.infer<typeof shownCall>;
