import { LONGEST_COMMENT } from '@paceline/domain/survey/answer';
import { z } from 'zod';
import { id, inOrder, instant } from './common';
import { says } from './messages/schema-words';
import { language } from './spoken';

const at = z.iso.datetime({ offset: true }).nullable();
const link = z.string().regex(/^[A-Za-z0-9_-]{32}$/);

export const createForm = z.strictObject({
  language: language.nullable().default(null).describe('in which it is shown first; null: the questionnaire\'s first'),
  opensAt: at.default(null).describe('null: now'), closesAt: at.default(null).describe('exclusive; null: it stays open'),
}).refine(({ opensAt, closesAt }) => inOrder(opensAt ?? undefined, closesAt ?? undefined), { path: ['opensAt'], message: says('after', { of: 'until' }) });
export type CreateForm = z.infer<typeof createForm>;
export const patchForm = z.strictObject({ language: language.nullable(), opensAt: at, closesAt: at }).partial();
export type PatchForm = z.infer<typeof patchForm>;

export const form = z.object({
  id, questionnaireId: id, path: z.string().describe('where it is answered, behind the API\'s address; whoever has it may answer'), language: z.string().nullable(),
  state: z.enum(['not-yet', 'open', 'closed']), opensAt: instant.nullable(), closesAt: instant.nullable(), createdAt: instant,
});
export type FormView = z.infer<typeof form>;
export const formList = z.object({ items: z.array(form) });
export type FormList = z.infer<typeof formList>;
export const formParams = z.object({ id, formId: id });
export const linkParams = z.object({ link });

/** What whoever has the link is told before they begin. */
export const openForm = z.object({ state: z.enum(['not-yet', 'open', 'closed']), language: z.string(), languages: z.array(z.object({ language: z.string(), rightToLeft: z.boolean() })) });
export type OpenForm = z.infer<typeof openForm>;

const line = z.object({
  question: z.string(), kind: z.string(), text: z.string(), isOptional: z.boolean(), least: z.number().nullable(), most: z.number().nullable(),
  choices: z.array(z.object({ key: z.string(), text: z.string() })), dateOrder: z.string().nullable(), keys: z.string().nullable(), written: z.string().nullable(),
});
/** What is shown of an interview; `resume` is known to the browser alone. */
export const formSheet = z.object({
  resume: z.string(), language: z.string(), rightToLeft: z.boolean(), asks: z.enum(['consent', 'question']).nullable().describe('null: it is over'),
  text: z.string().nullable().describe('of consent, or of the end'), lines: z.array(line).describe('answered ones, and behind them the one that is asked'), result: z.string().nullable(),
});
export type FormSheet = z.infer<typeof formSheet>;

export const beginForm = z.strictObject({ language });
export type BeginForm = z.infer<typeof beginForm>;
const resume = z.string().regex(/^[0-9a-f-]{36}\.[A-Za-z0-9_-]{43}$/);
export const resumeForm = z.strictObject({ resume });
export type ResumeForm = z.infer<typeof resumeForm>;
const question = z.string().min(1).max(64);
export const stepForm = z.strictObject({ resume, step: z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('consented') }), z.strictObject({ kind: z.literal('refused') }), z.strictObject({ kind: z.literal('skipped'), question }),
  z.strictObject({ kind: z.literal('typed'), question, keys: z.string().min(1).max(16) }), z.strictObject({ kind: z.literal('written'), question, text: z.string().max(LONGEST_COMMENT) }),
]) });
export type StepForm = z.infer<typeof stepForm>;
