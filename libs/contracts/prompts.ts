import { SPOKEN_LANGUAGES } from '@paceline/domain/spoken/language';
import { z } from 'zod';
import { campaignStatus } from './campaigns';
import { id, messageView, promptFile } from './common';
import { says } from './messages/schema-words';
import { language } from './spoken';

/** A prompt that the API keeps. The switch chooses what decodes a file by the ending of its name. */
export const promptName = promptFile.refine((name) => name.endsWith('.wav'), says('no-wav')).meta({ example: 'spring-offer-en.wav' });
export const promptParams = z.object({ name: promptName });

export const promptQuery = z.strictObject({
  replace: z.enum(['true', 'false']).default('false').describe('true puts the file in the place of one with that name'),
});
export type PromptQuery = z.infer<typeof promptQuery>;

export const promptListQuery = z.strictObject({
  spoken: z.enum(SPOKEN_LANGUAGES).optional().describe('a language: what waiting callers are told in it, a sentence or a word each; left out: all other prompts'),
});
export type PromptListQuery = z.infer<typeof promptListQuery>;

/** A message that is written, and spoken by the program of the installation. */
export const spokenPrompt = z.strictObject({
  name: promptName,
  language,
  text: z.string().trim().min(1).max(3_000).meta({ example: 'This is Example Company. Press 9 and we call you no more.' }),
});
export type SpokenPromptBody = z.infer<typeof spokenPrompt>;

/** Fields beside the file in the multipart form. */
export const promptFields = z.strictObject({ name: promptName });

export const prompt = z.object({
  name: z.string(),
  bytes: z.number().int(),
  lengthMs: z.number().int().nullable().describe('null when the file is none that the switch plays'),
  sampleRate: z.number().int().nullable().describe('Hz'),
  problem: z.string().nullable().describe('why the switch does not play it; such a file was not uploaded here'),
  fault: messageView.nullable().describe('the same by its code'),
  text: z.string().nullable().describe('what it says, when it was written here, or is of what waiting callers are told; a file of one\'s own in place of such a one must say the same'),
  language: z.string().nullable().describe('of one that was written here'),
  isDefault: z.boolean().describe('campaigns without a prompt of their own play it'),
  usedBy: z.array(z.object({ id, name: z.string(), status: campaignStatus })).describe('campaigns that name it and may still dial'),
  usedByQueues: z.array(z.object({ id, name: z.string() })).describe('queues that play it'),
  usedByQuestionnaires: z.array(z.object({ id, name: z.string() })).describe('questionnaires whose published version plays it'),
  usedByFlows: z.array(z.object({ id, name: z.string() })).describe('flows whose published version plays it'),
});
export type PromptView = z.infer<typeof prompt>;
export const promptList = z.object({ items: z.array(prompt) });
