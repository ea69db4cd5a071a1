import { z } from 'zod';
import { SPOKEN_LANGUAGES } from '@paceline/domain/spoken/language';
import { id, instant, name, pageOf, phone, promptFile } from './common';

/** Somebody has closed it in an emergency. */
const closure = z.object({ reason: z.string(), byUsername: z.string(), at: instant });

const settings = {
  name: name(100).describe('what it is for'),
  flowId: id.describe('what it does; published'),
  maxCalls: z.number().int().min(1).max(10_000).describe('calls at once; the next hears that all lines are busy'),
  maxCallsPerCaller: z.number().int().min(1).max(100).describe('of these with one number'),
};
export const createInboundNumber = z.strictObject({
  number: phone, name: settings.name, flowId: settings.flowId, maxCalls: settings.maxCalls.default(50), maxCallsPerCaller: settings.maxCallsPerCaller.default(2),
});
export type CreateInboundNumber = z.infer<typeof createInboundNumber>;
export const patchInboundNumber = z.strictObject(settings).partial();
export type PatchInboundNumber = z.infer<typeof patchInboundNumber>;

export const inboundNumber = z.object({
  id, number: z.string(), switchId: z.string(), ...settings, closure: closure.nullable().describe('its own; null: it is open, unless all are closed'), createdAt: instant,
});
export type InboundNumberView = z.infer<typeof inboundNumber>;
export const inboundNumberPage = pageOf(inboundNumber);

/** What is heard by whoever calls back the number that a campaign shows. */
export const setUpWhoCalled = z.strictObject({
  language: z.enum(SPOKEN_LANGUAGES).default('en'),
  prompt: promptFile.nullable().default(null).describe('says who called, and that 9 ends it; null: the one that comes with Paceline, which names no company'),
}).prefault({});
export type SetUpWhoCalled = z.infer<typeof setUpWhoCalled>;
export const whoCalled = z.object({
  number: z.string().describe('that the campaign shows'), numberId: id, flowId: id.describe('what it runs'),
  queueId: id.nullable().describe('of the campaign\'s agents; null: the number ran a flow of yours already, and was left as it is'),
  made: z.boolean().describe('false: all of it was there'),
  agents: z.array(id).describe('who serve the queue from now on: of the campaign\'s agents, those who did not'),
});
export type WhoCalledView = z.infer<typeof whoCalled>;

export const closeInbound = z.strictObject({ reason: name(200).describe('for whoever wonders') });
export type CloseInbound = z.infer<typeof closeInbound>;
export const inboundState = z.object({ closure: closure.nullable().describe('of all numbers together; null: each goes by its own') });
export type InboundState = z.infer<typeof inboundState>;
