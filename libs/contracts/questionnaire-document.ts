import { MOST_CHOICES } from '@paceline/domain/survey/keyed';
import { DELIVERIES } from '@paceline/domain/survey/questionnaire';
import { z } from 'zod';
import { name, note, promptFile } from './common';
import { says } from './messages/schema-words';
import { language, seconds } from './spoken';

/** What a questionnaire may have at most: who has more asks nobody to the end, and a screen shows no more. */
export const QUESTIONNAIRE_LIMITS = { languages: 10, questions: 60, branches: 20, choices: MOST_CHOICES, facts: 20, values: 50, quotas: 50, rotations: 20, parts: 30, text: 1_000 } as const;
const MOST = QUESTIONNAIRE_LIMITS;

const NAME = /^[a-z][a-z0-9-]{0,31}$/;
const label = z.string().regex(NAME, says('no-node-name', { most: 32 }));
export const questionName = label.meta({ example: 'service' });
const factName = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,31}$/, says('no-fact-name', { most: 32 })).meta({ example: 'product' });
const value = name(64);
const day = z.iso.date();

export const written = z.record(language, note(MOST.text)).default({}).describe('for a screen, by language; `{product}` is a gap, which a fact or an earlier answer fills')
  .meta({ example: { en: 'How was {product}?' } });
export const spokenPart = z.union([z.strictObject({ prompt: promptFile }), z.strictObject({ gap: factName })]);
export const spokenParts = z.record(language, z.array(spokenPart).max(MOST.parts)).default({})
  .describe('by language, prompts and gaps one after the other; within a choice the gap `key` is its key');
const questionWords = z.strictObject({
  agent: written,
  keypad: z.strictObject({
    ask: spokenParts, again: spokenParts.describe('shorter, the second time'), range: spokenParts.describe('what may be pressed, the third time'),
  }).prefault({}),
}).prefault({});

export const conditionTest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('in'), values: z.array(value).min(1).max(MOST.values).describe('digits of numbers, yes and no, names of choices') }),
  z.strictObject({ kind: z.literal('between'), least: z.union([z.number(), day]).nullable().default(null), most: z.union([z.number(), day]).nullable().default(null) }),
  z.strictObject({ kind: z.literal('given') }),
]);
export const conditionOnAnswer = z.strictObject({ kind: z.literal('answer'), question: questionName, is: conditionTest });
export const conditionOnFact = z.strictObject({ kind: z.literal('fact'), fact: factName, is: conditionTest });

const single = z.discriminatedUnion('kind', [conditionOnAnswer, conditionOnFact]);
/** Nobody reads conditions that stand deeper in each other. */
const around = <Inner extends z.ZodType>(inner: Inner) => z.discriminatedUnion('kind', [
  conditionOnAnswer, conditionOnFact,
  z.strictObject({ kind: z.enum(['all', 'any']), of: z.array(inner).min(1).max(20) }), z.strictObject({ kind: z.literal('not'), of: inner }),
]);
const condition = around(around(around(single)));

export const questionBranch = z.strictObject({
  when: condition,
  to: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('question'), question: questionName }), z.strictObject({ kind: z.literal('end') }),
    z.strictObject({ kind: z.literal('screen-out') }).describe('not one of those who are asked'),
  ]),
});

const common = {
  name: questionName, isOptional: z.boolean().default(false).describe('it may be skipped'),
  askIf: condition.nullable().default(null).describe('null: everybody who comes to it'),
  branches: z.array(questionBranch).max(MOST.branches).default([]).describe('the first that holds is taken; on, never back'), words: questionWords,
};
export const questionChoice = z.strictObject({ name: label, agent: written, keypad: spokenParts });
const choices = { choices: z.array(questionChoice).max(MOST.choices), isRotated: z.boolean().default(false).describe('each interview has them in an order of its own') };
export const surveyQuestion = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['nps', 'csat', 'ces']).describe('0 to 10, 1 to 5, 1 to 7; the highest is the best'), ...common }),
  z.strictObject({ kind: z.literal('yes-no'), ...common }),
  z.strictObject({ kind: z.literal('choice'), ...common, ...choices }),
  z.strictObject({ kind: z.literal('several'), ...common, ...choices, least: z.number().int().min(0).max(MOST.choices).default(0), most: z.number().int().min(1).max(MOST.choices).default(MOST.choices) }),
  z.strictObject({ kind: z.literal('number'), ...common, least: z.number().int(), most: z.number().int() }),
  z.strictObject({ kind: z.literal('date'), ...common, keyed: z.enum(['year-month-day', 'day-month-year', 'month-day-year']), earliest: day, latest: day }),
  z.strictObject({ kind: z.literal('comment'), ...common, longestSec: seconds(5, 600).default(120) }),
]);

const fact = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['text', 'number', 'date']), name: factName }),
  z.strictObject({ kind: z.literal('one-of'), name: factName, values: z.array(z.strictObject({ name: value, agent: written, keypad: spokenParts })).min(1).max(MOST.values) }),
]);
const closing = z.strictObject({ agent: written, keypad: spokenParts }).prefault({});

/** A whole questionnaire; a draft may have faults until it is published. */
export const questionnaireDocument = z.strictObject({
  languages: z.tuple([language], language)
    .refine((all) => new Set(all).size === all.length, says('language-twice'))
    .refine((all) => all.length <= MOST.languages, says('out-of-bounds', { of: 'list', bound: 'at-most', limit: MOST.languages })),
  deliveries: z.array(z.enum(DELIVERIES)).max(DELIVERIES.length).describe('keypad: by keys · agent: read off a screen'),
  privacy: z.enum(['named', 'confidential', 'anonymous']).default('named')
    .describe('named: answers stand by the person · confidential: kept with them, shown without · anonymous: nothing leads from the answers to the person'),
  facts: z.array(fact).max(MOST.facts).default([]).describe('what is known of the person: fields of the contact by their names, and `name`, `campaign`'),
  consent: questionWords,
  questions: z.array(surveyQuestion).max(MOST.questions),
  rotations: z.array(z.array(questionName).max(MOST.questions)).max(MOST.rotations).default([]).describe('questions that take each other\'s places'),
  quotas: z.array(z.strictObject({ name: label, when: condition, most: z.number().int().min(0).max(10_000_000) })).max(MOST.quotas).default([]),
  closings: z.strictObject({ complete: closing, partial: closing, screened: closing, 'quota-full': closing, refused: closing }).prefault({}),
  waitSec: seconds(2, 15).default(5).describe('silence that counts as no answer by keys'),
});
export type QuestionnaireDocument = z.infer<typeof questionnaireDocument>;
