import { z } from 'zod';
import { DIRECTIONS } from '@paceline/domain/call/parties';
import { OUTCOMES } from '@paceline/domain/call/outcome';
import { DISPOSITION_GIVERS } from '@paceline/domain/retry/dispositions';

/** Who it is that calls, for the screen of whoever takes the call: in the live event and at `/calls/{id}/caller`. */
const target = z.object({
  id: z.string(), campaignId: z.string(), campaign: z.string().describe('its name'),
  state: z.enum(['ready', 'calling']).describe('calling: a call of the campaign is on its way to them at this moment'),
  attempts: z.number().int(), nextAt: z.iso.datetime().describe('not called before'),
});

const offer = z.object({
  id: z.string(), name: z.string(), texts: z.record(z.string(), z.string()).describe('what the agent says, by language'),
});

const knownContact = z.object({
  id: z.string(), name: z.string(), zone: z.string().nullable(), fields: z.record(z.string(), z.string()),
  phones: z.array(z.string()).describe('in the order in which they are called'),
  targets: z.array(target).describe('without a result yet, of campaigns that run or are paused'),
  offers: z.array(offer).describe('what the agent may offer them now'),
});

const lastCall = z.object({
  id: z.string(), direction: z.enum(DIRECTIONS), at: z.iso.datetime(), phone: z.string().nullable(), outcome: z.enum(OUTCOMES),
  line: z.string().describe('campaign or queue'), lineName: z.string().nullable().describe('of the campaign, or of the queue in which they waited last'),
  agentId: z.string().nullable(), agent: z.string().nullable().describe('who talked, by name'),
  disposition: z.object({ code: z.string(), by: z.enum(DISPOSITION_GIVERS) }).nullable(), note: z.string().nullable(),
  waitedMs: z.number().int().describe('in queues, all together'),
  voicemailId: z.string().nullable().describe('of the message that they left'),
});

export const callerCard = z.object({
  phone: z.string().nullable().describe('null: they withhold it, and nobody knows who they are'),
  contacts: z.array(knownContact).describe('everybody who has the number, in whichever place, the newest first; five at most'),
  hasMore: z.boolean().describe('more contacts have the number than are told'),
  lastCalls: z.array(lastCall).describe('of the last year, with the number or another one of these contacts, the newest first; ten at most'),
});
export type CallerCard = z.infer<typeof callerCard>;
