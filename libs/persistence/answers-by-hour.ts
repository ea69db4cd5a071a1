import type { AnswersOfHour } from '@paceline/domain/compliance/abandonment-budget';
import { OUTCOMES, isStrictlyAbandoned, wasAnswered, type Outcome } from '@paceline/domain/call/outcome';
import type { DataSource, EntityManager } from 'typeorm';
import { rows, write } from './transaction';

const ANSWERED = OUTCOMES.filter(wasAnswered);
const ABANDONED = OUTCOMES.filter(isStrictlyAbandoned);
const HOUR = "DATE_FORMAT(?, '%Y-%m-%d %H:00:00')";

/** Counts the call that has just ended, in its transaction, if a person answered it. */
export async function countAnswer(manager: EntityManager, callId: string): Promise<void> {
  await write(manager,
    `INSERT INTO campaign_answers (campaign_id, hour, answers, abandoned)
     SELECT campaign_id, ${HOUR.replace('?', 'ended_at')}, 1, outcome IN (?) FROM calls WHERE id = ? AND campaign_id IS NOT NULL AND outcome IN (?)
     ON DUPLICATE KEY UPDATE answers = campaign_answers.answers + 1, abandoned = campaign_answers.abandoned + VALUES(abandoned)`,
    [ABANDONED, callId, ANSWERED]);
}

/** A call's result was mended: `by` 1 for what it is now, -1 for what it was taken for. */
export async function amendAnswer(manager: EntityManager, campaignId: string, { outcome, endedAt }: { readonly outcome: Outcome; readonly endedAt: Date }, by: 1 | -1): Promise<void> {
  if (!wasAnswered(outcome)) return;
  const abandoned = isStrictlyAbandoned(outcome) ? 1 : 0;
  if (by === 1) {
    await write(manager,
      `INSERT INTO campaign_answers (campaign_id, hour, answers, abandoned) VALUES (?, ${HOUR}, 1, ?)
       ON DUPLICATE KEY UPDATE answers = answers + 1, abandoned = abandoned + VALUES(abandoned)`, [campaignId, endedAt, abandoned]);
    return;
  }
  await write(manager,
    `UPDATE campaign_answers SET answers = answers - 1, abandoned = abandoned - LEAST(abandoned, ?) WHERE campaign_id = ? AND hour = ${HOUR} AND answers > 0`,
    [abandoned, campaignId, endedAt]);
}

/** Persons who answered by the hour, those on the line now in the present hour: what the law's budget is reckoned from. */
export async function answersByHour(on: DataSource | EntityManager, campaign: { readonly id: string; readonly switchId: string }, fromMs: number | null, nowMs: number): Promise<AnswersOfHour[]> {
  const hours = await rows<{ hour: Date; answers: number; abandoned: number }>(on,
    'SELECT hour, answers, abandoned FROM campaign_answers WHERE campaign_id = ? AND hour >= ? ORDER BY hour', [campaign.id, new Date(fromMs ?? 0)]);
  // Found by what is not settled, however many calls the campaign has made.
  const [live] = await rows<{ answers: string; abandoned: string | null }>(on,
    `SELECT COUNT(*) AS answers, SUM(safe_harbour_at IS NOT NULL AND connected_at IS NULL) AS abandoned FROM calls
      WHERE switch_id = ? AND settled_at IS NULL AND state <> 'ended' AND ended_at IS NULL AND answered_at IS NOT NULL AND campaign_id = ?`, [campaign.switchId, campaign.id]);
  const present = { hourAtMs: Math.floor(nowMs / 3_600_000) * 3_600_000, answers: Number(live?.answers ?? 0), abandoned: Number(live?.abandoned ?? 0) };
  const ended = hours.map(({ hour, answers, abandoned }) => ({ hourAtMs: hour.getTime(), answers: Number(answers), abandoned: Number(abandoned) }));
  return present.answers === 0 ? ended : [...ended, present];
}
