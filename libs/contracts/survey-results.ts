import { DELIVERIES } from '@paceline/domain/survey/questionnaire';
import { z } from 'zod';
import { id, inOrder, instant, name, pageOf, pageQuery, uuid } from './common';
import { says } from './messages/schema-words';

const version = z.coerce.number().int().min(1).max(2 ** 31);
const count = z.number().int().nullable().describe('null: too few people to be shown of an anonymous questionnaire');
const interval = z.object({ low: z.number(), high: z.number() }).nullable().describe('95 %');

export const surveyResultQuery = z.strictObject({
  version: version.optional(), delivery: z.enum(DELIVERIES).optional(), from: z.iso.datetime({ offset: true }).optional().describe('when it was begun'),
  until: z.iso.datetime({ offset: true }).optional().describe('exclusive'), agentId: id.optional(), queueId: id.optional(), campaignId: id.optional(), language: z.string().max(16).optional(),
  by: z.enum(['agent', 'queue', 'campaign', 'language', 'day', 'week', 'month']).optional().describe('in groups beside the whole; days, weeks and months are UTC\'s'),
}).refine(({ from, until }) => inOrder(from, until), { path: ['from'], message: says('after', { of: 'until' }) });
export type SurveyResultQuery = z.infer<typeof surveyResultQuery>;

const score = z.object({
  kind: z.enum(['nps', 'csat', 'ces']), n: z.number().int(), value: z.number().nullable().describe('NPS: -100 to 100; CSAT and CES: a share'), interval,
});
const groupFigures = z.object({
  key: z.string().nullable().describe('an id, a language, a day, the Monday of a week, a month; null: of nobody'), name: z.string().nullable().describe('of an agent'), interviews: z.number().int(),
  scores: z.array(z.object({ question: z.string(), score, rank: z.number().int().nullable().describe('of agents with 30 answers or more') })),
});
const results = ['complete', 'partial', 'screened', 'quota-full', 'refused', 'no-response', 'open'] as const;

/** One version in one delivery: others were asked otherwise, and nothing is pooled. */
export const surveySourceResults = z.object({
  version: z.number().int(), delivery: z.enum(DELIVERIES), privacy: z.enum(['named', 'confidential', 'anonymous']), begun: count, byResult: z.object(Object.fromEntries(results.map((one) => [one, count])) as Record<typeof results[number], typeof count>), // one for each
  completeRatio: z.number().nullable().describe('of those that are over'), completeInterval: interval,
  questions: z.array(z.object({
    question: z.string(), kind: z.string(), put: count, answered: count, skipped: count, stopped: count, stoppedRatio: z.number().nullable(), stoppedInterval: interval, score: score.nullable(),
    shares: z.array(z.object({ value: z.string(), count, ratio: z.number().nullable(), interval })).describe('of those who answered'),
  })),
  groups: z.array(groupFigures),
});
export const surveyResults = z.object({
  items: z.array(surveySourceResults),
  invited: z.array(z.object({ version: z.number().int(), invited: z.number().int(), begunRatio: z.number().nullable() })).describe('whom rules asked after talks, and how many of them began'),
  hiddenVersions: z.array(z.number().int()).describe('anonymous ones, which are shown as a whole, by queue, campaign, language or month alone'),
});
export type SurveyResults = z.infer<typeof surveyResults>;

export const surveyComment = z.object({
  interviewId: z.string(), question: z.string(), version: z.number().int(), delivery: z.enum(DELIVERIES), language: z.string(), at: instant.nullable().describe('null: anonymous'),
  text: z.string().nullable().describe('null: it is spoken'), lengthMs: z.number().int().nullable(), audio: z.string().nullable().describe('the address of the sound; null: there is none'), tags: z.array(z.string()),
  agentId: id.nullable(), contactId: id.nullable().describe('null too where it is confidential'), callId: z.string().nullable(),
});
export type SurveyCommentView = z.infer<typeof surveyComment>;
export const surveyCommentPage = pageOf(surveyComment);
export const surveyCommentQuery = pageQuery.extend({
  question: z.string().max(64).optional(), version: version.optional(), delivery: z.enum(DELIVERIES).optional(), tag: name(40).optional(), text: z.string().trim().min(1).max(100).optional().describe('in what was written'),
});
export type SurveyCommentQuery = z.infer<typeof surveyCommentQuery>;
export const surveyCommentParams = z.object({ id: uuid, question: z.string().max(64) });
export const putCommentTags = z.strictObject({ tags: z.array(name(40)).max(20) });
export type PutCommentTags = z.infer<typeof putCommentTags>;
export const answerFileParams = z.object({ id, version });
