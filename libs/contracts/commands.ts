import { z } from 'zod';
import { AGENT_STATUSES } from '@paceline/domain/agent/agent-state';

/**
 * What the API asks of a switch's owner, by kind. The API commits the change of the row that the command
 * is about and the command itself in one transaction, and only then wakes the owner. The row is the
 * truth: two commands about one agent may arrive close together, and an owner that applies the row's
 * present value ends in the right state whichever came last. The payload says what was asked, and by whom.
 *
 * Payloads are flat: text or null, as the column keeps them.
 */
const id = z.string().regex(/^[1-9][0-9]{0,19}$/);
const uuid = z.uuid();
/** User who asked. */
const byUserId = id;

/**
 * agent-sign-in     committed: agents.status (available or break), agent_lines.served; the owner enters the agent in
 *                   the pool and calls a connected leg. Done once the agent is in the pool: the leg may follow
 * agent-sign-out    committed: agents.status = offline
 * agent-status      committed: agents.status, statusReason. Failed when the agent is not in the pool. By nobody:
 *                   the owner's own, of an agent whose screen is gone or back
 * agent-lines       committed: agent_lines, agent_skills
 * agent-ready       nothing committed: ends the wrap-up (a call without a disposition gets the system's own)
 * preview-dial      nothing committed: the contact shown to the agent is called now. Refused when it is not shown any more
 * preview-skip      nothing committed: the contact goes back to its list, and the agent is shown the next one
 * call-hangup       nothing committed: ends a call that is planned or up
 * call-machine      nothing committed: an agent talks with an answering machine, which is left the campaign's message; the agent is free
 * call-disposition  nothing committed: settles an ended call in wrap-up; amends one that was settled meanwhile
 *                   (persistence/call-amendments.ts). The API sends it for ended, unsettled calls only. `targetId`: of a call
 *                   that came in, the open target that it settles; refused behind it when the dialer has that by then
 * call-move         committed: the entry in the audit trail, as of the next two. A caller who waits goes to another queue
 * call-answer-next  A caller who waits goes before all others of their queue
 * call-take-out     A caller who waits is told something, and the call ends: no agent comes. `prompt` null: the installation's last message
 * flow-trial        committed: flow_trials, the draft in it. Rings the phone of whoever asked, which hears the draft
 * campaign-changed  committed: campaigns.status or its settings
 */
export const COMMAND_PAYLOADS = {
  'agent-sign-in': z.object({ agentId: id, status: z.enum(AGENT_STATUSES).exclude(['offline']), reason: z.string().nullable(), byUserId }),
  'agent-sign-out': z.object({ agentId: id, byUserId }),
  'agent-status': z.object({ agentId: id, status: z.enum(AGENT_STATUSES).exclude(['offline']), reason: z.string().nullable(), byUserId: byUserId.nullable() }),
  'agent-lines': z.object({ agentId: id, byUserId }),
  'agent-ready': z.object({ agentId: id, byUserId }),
  'preview-dial': z.object({ agentId: id, callId: uuid, byUserId }),
  'preview-skip': z.object({ agentId: id, callId: uuid, byUserId }),
  'call-hangup': z.object({ callId: uuid, byUserId }),
  'call-machine': z.object({ callId: uuid, byUserId }),
  'call-disposition': z.object({ callId: uuid, disposition: z.string().min(1).max(32), note: z.string().max(1000).nullable(), targetId: id.nullable().default(null), byUserId }),
  'call-move': z.object({ callId: uuid, queueId: id, byUserId }),
  'call-answer-next': z.object({ callId: uuid, byUserId }),
  'call-take-out': z.object({ callId: uuid, prompt: z.string().max(128).nullable(), byUserId }),
  'flow-trial': z.object({ trialId: uuid, byUserId }),
  'campaign-changed': z.object({ campaignId: id, byUserId }),
} as const;

export type CommandPayloads = { readonly [Kind in keyof typeof COMMAND_PAYLOADS]: z.infer<(typeof COMMAND_PAYLOADS)[Kind]> };

/** The payload of a command's row, checked; throws ZodError when the row was written by something else. */
export function commandPayload<Kind extends keyof CommandPayloads>(kind: Kind, payload: unknown): CommandPayloads[Kind] {
  return COMMAND_PAYLOADS[kind].parse(payload) as CommandPayloads[Kind]; // the schema of this very kind parsed it
}

/**
 * Codes with which the owner closes a command as failed. All but the last are codes of the API's catalogue
 * of errors, and are answered as they are; any other code is answered as `internal-error`.
 */
export const COMMAND_FAILURES = [
  'not-found', 'wrong-state', 'agent-not-signed-in', 'leg-not-connected', 'dialing-stopped', 'unavailable', 'internal-error',
] as const;
export type CommandFailure = (typeof COMMAND_FAILURES)[number];
