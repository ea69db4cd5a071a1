import { z } from 'zod';
import { LAW_PROFILE_NAMES } from '@paceline/domain/compliance/law-profiles';
import { DIAL_MODES } from '@paceline/domain/pacing';
import { id, instant } from './common';
import { pacingReasonView } from './pacing-reasons';

const count = z.number().int();
const HOUR_SEC = 60 * 60;

/** `left` below 0: more than the law allows. */
const budgetFigures = {
  answers: count.describe('persons who answered in the window'),
  allowed: count.describe('so many of them may be abandoned'),
  used: count.describe('so many met no agent, those who hung up within the limit included'),
  left: count.describe('below 0: more than the law allows'),
};
export const abandonmentBudget = z.object({
  ...budgetFigures,
  law: z.enum(LAW_PROFILE_NAMES), capRatio: z.number(),
  windowFrom: instant.nullable().describe('what counts begins here; null: with the campaign\'s first call'),
  usedRatio: z.number().nullable().describe('0 to 1; null before the first answer'),
  projected: z.object({ at: instant, ...budgetFigures }).describe('in an hour, if it goes as it went in the last one'),
});

export const pacingDecision = z.object({
  at: instant, mode: z.enum(DIAL_MODES),
  dial: count.describe('lines that it said to dial'), dialed: count.describe('lines that were dialed: fewer when targets or turns were gone'),
  cancel: count, cancelled: count,
  reasons: z.array(pacingReasonView),
  agents: z.object({ idle: count, reserved: count, talking: count, wrapUp: count }),
  lines: z.object({ out: count, ringing: count, waiting: count }),
  budget: z.object({ answers: count, abandoned: count }),
  trunkLinesFree: count, targetsReady: count,
});
export type PacingDecisionView = z.infer<typeof pacingDecision>;

const limits = { from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }) };

export const pacingQuery = z.strictObject({
  from: limits.from.optional().describe('left out: a day ago, as long as decisions are kept'), to: limits.to.optional().describe('left out: now'),
  limit: z.coerce.number().int().min(1).max(200).default(20).describe('decisions, the newest first'),
});
export type PacingQuery = z.infer<typeof pacingQuery>;

export const campaignPacing = z.object({
  campaignId: id, mode: z.enum(DIAL_MODES), abandonTargetRatio: z.number(), at: instant,
  budget: abandonmentBudget,
  newest: pacingDecision.nullable().describe('seconds old while it runs; null before the first'),
  decisions: z.array(pacingDecision).describe('the newest first; those of the last quarter of a minute may be missing'),
});
export type CampaignPacing = z.infer<typeof campaignPacing>;

export const replayPacing = z.strictObject({
  from: limits.from, to: limits.to,
  mode: z.enum(DIAL_MODES).optional(),
  abandonTargetRatio: z.number().min(0.001).max(0.03).optional(),
  maxLinesPerAgent: z.number().min(1).max(10).optional(),
  intervalSec: z.number().int().min(60).max(24 * HOUR_SEC).default(15 * 60).describe('length of the intervals that are summed'),
});
export type ReplayPacing = z.infer<typeof replayPacing>;

const sums = {
  dialed: count.describe('lines that were decided on then'), wouldDial: count.describe('lines that the changed settings decide on'),
  cancelled: count, wouldCancel: count,
};
export const pacingReplay = z.object({
  campaignId: id, decisions: count.describe('kept decisions that were run again'), from: instant.nullable(), to: instant.nullable(),
  total: z.object(sums), intervals: z.array(z.object({ from: instant, ...sums })),
  caveat: z.string().describe('what these figures can tell, and what they cannot'),
});
export type PacingReplay = z.infer<typeof pacingReplay>;
