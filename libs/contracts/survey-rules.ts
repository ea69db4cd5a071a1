import { INVITED } from '@paceline/domain/survey/sampling';
import { z } from 'zod';
import { id, instant, messageView, pageOf } from './common';
import { says } from './messages/schema-words';
import { key, say } from './spoken';

const settings = {
  questionnaireId: id.describe('what is asked: the version that is published then'),
  invited: z.enum(INVITED).describe('asked while they wait whether they would answer afterwards, or when the agent has left'),
  invitation: z.strictObject({ say, key }).nullable().describe('of a rule that invites while they wait: what they hear over their music, and the key by which they accept'),
  on: z.boolean(),
  longerThanSec: z.number().int().min(0).max(86_400).describe('only talks that were longer'),
  oneIn: z.number().int().min(1).max(10_000).describe('of so many talks one; which one follows from the call\'s id, and no agent knows before'),
  withinHours: z.number().int().min(1).max(168).nullable().describe('who hung up before they were asked is called so long after the talk, by the campaigns that have `laterListId`; null: they are not'),
  laterListId: id.nullable().describe('the list onto which they come, and which they leave when the hours are over; a list of its own, of a campaign that asks by keys'),
  fatigueDays: z.number().int().min(0).max(3_650).describe('nobody who was asked so lately, by whichever rule and on whichever of their numbers; 0: as often as they call'),
};

/** Whose talks: of a queue or of a campaign. */
const line = { queueId: id.nullable().default(null), campaignId: id.nullable().default(null) };

export const createSurveyRule = z.strictObject({
  ...line, questionnaireId: settings.questionnaireId, invited: settings.invited.default('after-agent'), invitation: settings.invitation.default(null), on: settings.on.default(true), longerThanSec: settings.longerThanSec.default(20),
  oneIn: settings.oneIn.default(1), withinHours: settings.withinHours.default(null), laterListId: settings.laterListId.default(null), fatigueDays: settings.fatigueDays.default(30),
})
  .refine(({ queueId, campaignId }) => (queueId === null) !== (campaignId === null), { path: ['queueId'], message: says('queue-or-campaign') });
export type CreateSurveyRule = z.infer<typeof createSurveyRule>;
export const patchSurveyRule = z.strictObject(settings).partial();
export type PatchSurveyRule = z.infer<typeof patchSurveyRule>;

export const surveyRule = z.object({
  id, queueId: id.nullable(), campaignId: id.nullable(), questionnaireId: id, invited: z.enum(INVITED), invitation: settings.invitation, on: z.boolean(), longerThanSec: z.number().int(), oneIn: z.number().int(),
  withinHours: z.number().int().nullable(), laterListId: id.nullable(), fatigueDays: z.number().int(), createdAt: instant,
});
export type SurveyRuleView = z.infer<typeof surveyRule>;
export const surveyRulePage = pageOf(surveyRule);

/** Whether a call was asked, rule by rule; none: no rule was there for it, or its talk goes on. */
export const callSurvey = z.object({
  items: z.array(z.object({
    ruleId: id, asked: z.boolean(), at: instant, accepted: z.boolean().describe('they were invited while they waited, and have pressed the key'),
    refusal: messageView.extend({ text: z.string() }).nullable().describe('why not; null: they were asked'),
    later: z.object({ listId: id, contactId: id, until: instant, over: z.boolean().describe('they have left the list') }).nullable().describe('they hung up first, and are called later; null: not so'),
  })),
});
export type CallSurvey = z.infer<typeof callSurvey>;
