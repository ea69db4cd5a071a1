import { z } from 'zod';
import type { AgentStatus } from '@paceline/domain/agent/agent-state';
import type { PhoneTrouble } from '@paceline/domain/agent/phone-trouble';
import { instant } from './common';
import { english } from './messages/en';
import { refusalInWords } from './messages/reason-words';

/** What is wrong with an agent's phone, as the agent's view and the live events tell it. */
export const agentPhone = {
  legRefusal: z.object({ code: z.string(), text: z.string() }).nullable().describe('why the phone was not called; null when it was, or need not be'),
  legTrouble: z.object({
    cause: z.string().describe('FreeSWITCH\'s word'), sipStatus: z.number().int().nullable().describe('the far end\'s final SIP answer'),
    calls: z.number().int().describe('in a row that the phone did not take'), since: instant, lastAt: instant, nextAt: instant.describe('when it is called again'),
    text: z.string().describe('the same for the agent'),
  }).nullable().describe('the phone was called and cannot be reached; null when it took the last call, or the agent is signed out'),
};
export interface AgentPhone { readonly legRefusal: z.infer<typeof agentPhone.legRefusal>; readonly legTrouble: z.infer<typeof agentPhone.legTrouble> }

export const NOTHING_WRONG: AgentPhone = { legRefusal: null, legTrouble: null };

/** From the agent's row. */
export function agentPhoneOf(agent: {
  readonly status: AgentStatus; readonly legAddress: string; readonly legRefusal: string | null; readonly legTrouble: PhoneTrouble | null;
}): AgentPhone {
  return {
    legRefusal: agent.legRefusal === null ? null : { code: agent.legRefusal, text: refusalInWords(english, agent.legRefusal) },
    legTrouble: agent.status === 'offline' || agent.legTrouble === null ? null : toTrouble(agent.legAddress, agent.legTrouble),
  };
}

function toTrouble(phone: string, trouble: PhoneTrouble): AgentPhone['legTrouble'] {
  const at = (ms: number): string => new Date(ms).toISOString();
  return {
    cause: trouble.cause, sipStatus: trouble.sipStatus === 0 ? null : trouble.sipStatus, calls: trouble.failures,
    since: at(trouble.sinceAtMs), lastAt: at(trouble.failedAtMs), nextAt: at(trouble.nextAtMs), text: english.phones['cannot-be-reached']({ phone, trouble }),
  };
}
