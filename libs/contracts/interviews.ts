import { LONGEST_COMMENT } from '@paceline/domain/survey/answer';
import { z } from 'zod';
import { id, instant } from './common';
import { questionName } from './questionnaire-document';
import { language } from './spoken';

export const interviewResult = z.enum(['complete', 'partial', 'screened', 'quota-full', 'refused', 'no-response']);

const given = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('number'), value: z.number() }), z.object({ kind: z.literal('yes-no'), value: z.boolean() }),
  z.object({ kind: z.enum(['choice', 'date']), value: z.string() }), z.object({ kind: z.literal('several'), value: z.array(z.string()) }),
  z.object({ kind: z.literal('recorded'), lengthMs: z.number() }), z.object({ kind: z.literal('written'), text: z.string() }),
  z.object({ kind: z.literal('none') }).describe('skipped'),
]);

export const interviewLine = z.object({
  question: z.string(), kind: z.string(), text: z.string(), isOptional: z.boolean(),
  least: z.number().nullable().describe('of ratings and numbers'), most: z.number().nullable(),
  choices: z.array(z.object({ key: z.string(), text: z.string() })),
  given: given.nullable().describe('null: it is the one that is put now'), keys: z.string().nullable().describe('the answer as it would be typed'),
});

/** What is on the screen of whoever asks. */
export const interviewSheet = {
  language: z.string(),
  asks: z.enum(['consent', 'question']).nullable().describe('null: it is over'), question: z.string().nullable().describe('that is put now'),
  text: z.string().nullable().describe('to be read aloud for consent, or at the end'),
  lines: z.array(interviewLine).describe('answered and skipped ones in their order, the one that is put now behind them'),
  result: interviewResult.nullable().describe('null: it goes on'), because: z.string().nullable().describe('why it is partial: hung-up, given-up, put-off, refused'),
};

export const interview = z.object({
  id: z.string(), callId: z.string().nullable().describe('null: it is anonymous and over'), questionnaireId: id, version: z.number().int(), delivery: z.string(), privacy: z.string(),
  languages: z.array(z.string()), ...interviewSheet, begunAt: instant, endedAt: instant.nullable(),
});
export type InterviewView = z.infer<typeof interview>;

export const beginInterview = z.strictObject({ language: language.nullable().default(null).describe('null: the questionnaire\'s first') }).prefault({});
export type BeginInterview = z.infer<typeof beginInterview>;

/** What the agent does, one at a time. */
export const interviewStep = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('consented') }), z.strictObject({ kind: z.literal('refused') }),
  z.strictObject({ kind: z.literal('unheard') }).describe('nobody said yes or no: a machine, or they hung up in the first words'),
  z.strictObject({ kind: z.literal('typed'), question: questionName, keys: z.string().min(1).max(16).describe('the answer as keys: 10, 1, 124, 21032026') }),
  z.strictObject({ kind: z.literal('written'), question: questionName, text: z.string().max(LONGEST_COMMENT) }),
  z.strictObject({ kind: z.literal('skipped'), question: questionName }),
  z.strictObject({ kind: z.literal('stopped'), because: z.enum(['put-off', 'hung-up', 'given-up']).describe('put-off: it goes on in the next call to the same person') }),
  z.strictObject({ kind: z.literal('spoken-in'), language }),
]);
export type InterviewStepAsked = z.infer<typeof interviewStep>;
