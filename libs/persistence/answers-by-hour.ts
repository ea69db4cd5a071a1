import type { AnswersOfHour } from '@paceline/domain/compliance/abandonment-budget';
import type { DataSource, EntityManager } from 'typeorm';
import { rows } from './transaction';

/** Persons who answered, and for whom an agent has to be there, by the hour, those on the line now in the present hour: what the law's budget is reckoned from. */
export async function answersByHour(on: DataSource | EntityManager, campaign: { readonly id: string; readonly switchId: string }, fromMs: number | null, nowMs: number): Promise<AnswersOfHour[]> {
  const hours = await rows<{ hour: Date; answers: number; abandoned: number }>(on,
    'SELECT hour, answers, abandoned FROM campaign_answers WHERE campaign_id = ? AND hour >= ? ORDER BY hour', [campaign.id, new Date(fromMs ?? 0)]);
  // Found by what is not settled, however many calls the campaign has made.
  const [live] = await rows<{ answers: string; abandoned: string | null }>(on,
    `SELECT COUNT(*) AS answers, SUM(safe_harbour_at IS NOT NULL AND connected_at IS NULL) AS abandoned FROM calls
      WHERE switch_id = ? AND settled_at IS NULL AND state <> 'ended' AND ended_at IS NULL AND answered_at IS NOT NULL AND NOT (state = 'answered' AND script_state IS NOT NULL) AND direction = 'outbound' AND campaign_id = ?`, [campaign.switchId, campaign.id]);
  const present = { hourAtMs: Math.floor(nowMs / 3_600_000) * 3_600_000, answers: Number(live?.answers ?? 0), abandoned: Number(live?.abandoned ?? 0) };
  const ended = hours.map(({ hour, answers, abandoned }) => ({ hourAtMs: hour.getTime(), answers: Number(answers), abandoned: Number(abandoned) }));
  return present.answers === 0 ? ended : [...ended, present];
}
