import { z } from 'zod';
import { id, instant, messageView, name, pageOf } from './common';
import { interviewSheet } from './interviews';
import { questionnaireDocument, questionName } from './questionnaire-document';
import { language } from './spoken';

export const createQuestionnaire = z.strictObject({ name: name(100), draft: questionnaireDocument.describe('may have faults until it is published') });
export type CreateQuestionnaire = z.infer<typeof createQuestionnaire>;
export const patchQuestionnaire = createQuestionnaire.partial();
export type PatchQuestionnaire = z.infer<typeof patchQuestionnaire>;

const publishing = {
  version: z.number().int(), publishedAt: instant, publishedBy: z.string(),
  copyOf: z.number().int().nullable().describe('the version that it brought back; null: it was the draft'),
};
export const questionnaire = z.object({
  id, name: z.string(), draft: questionnaireDocument, draftChangedAt: instant,
  published: z.object(publishing).nullable().describe('what interviews have that begin now; null: it was never published'), createdAt: instant,
});
export type QuestionnaireView = z.infer<typeof questionnaire>;
export const questionnairePage = pageOf(questionnaire);

export const questionnaireCheck = z.object({
  faults: z.array(messageView.extend({ text: z.string() })).describe('why the draft is not published; none: it would be'),
});
export type QuestionnaireCheck = z.infer<typeof questionnaireCheck>;

export const questionnaireVersion = z.object({ questionnaireId: id, ...publishing, document: questionnaireDocument });
export type QuestionnaireVersionView = z.infer<typeof questionnaireVersion>;
export const questionnaireVersionList = z.object({ items: z.array(z.object(publishing)) });
export type QuestionnaireVersionList = z.infer<typeof questionnaireVersionList>;
export const questionnaireVersionParams = z.object({ id, version: z.coerce.number().int().min(1).max(2 ** 31) });

export const previewQuestionnaire = z.strictObject({
  version: z.number().int().min(1).max(2 ** 31).nullable().default(null).describe('null: the draft'),
  language: language.nullable().default(null).describe('null: its first'),
  seed: name(64).default('preview').describe('the order of what is rotated follows from it'),
  facts: z.record(z.string().max(32), z.union([z.string().max(200), z.number()])).default({}),
  hasConsent: z.boolean().default(true).describe('false: as it is asked for'),
  answers: z.array(z.strictObject({ question: questionName, keys: z.string().max(16).optional(), text: z.string().max(4_000).optional() })).max(200).default([])
    .describe('in the order in which they are given, one to a question that was answered before corrects it; neither keys nor text: skipped'),
});
export type PreviewQuestionnaire = z.infer<typeof previewQuestionnaire>;
export const questionnairePreview = z.object({
  ...interviewSheet,
  held: z.array(z.string()).describe('quotas in which it would be counted; here none is ever full'),
  heard: z.array(z.string()).describe('the prompts that would be heard now by keys'),
});
export type QuestionnairePreview = z.infer<typeof questionnairePreview>;
