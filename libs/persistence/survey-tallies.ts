import { write } from './transaction';
import type { Database } from './database';

/** What is counted of an interview: how it ended, what was said to each question, where a partial one stopped. */
export type Counted = 'result' | 'answer' | 'stop';

/**
 * What was said, as JSON; null: skipped. MySQL and MariaDB differ in what they make of a JSON text: both give this one back as it was
 * written. Of a comment only that there is one. Of `interview_answers a`.
 */
export const VALUE = `CASE JSON_UNQUOTE(JSON_EXTRACT(a.given, '$.kind')) WHEN 'none' THEN NULL WHEN 'written' THEN 'true' WHEN 'recorded' THEN 'true'
  ELSE CAST(JSON_EXTRACT(a.given, '$.value') AS CHAR) END`;

/** Told apart by upper and lower case, whatever column it comes from. */
export function exact(text: string): string {
  return `CONVERT(${text} USING utf8mb4) COLLATE utf8mb4_bin`;
}

/** Adds interviews that are over to the totals of their days, each part by a number of its own. @param which condition on `interviews i` */
export function countSql(which: string): string {
  const of = (counted: Counted, question: string, value: string): string =>
    `SELECT i.client_id, i.version_id, '${counted}' AS counted, i.delivery, DATE(i.begun_at) AS day, ${exact(question)} AS question, ${exact(value)} AS value, CAST(? AS SIGNED) AS count FROM interviews i`;
  const isOver = `i.ended_at IS NOT NULL AND ${which}`;
  return `INSERT INTO survey_tallies (client_id, version_id, counted, delivery, day, question, value, count)
    SELECT client_id, version_id, counted, delivery, day, question, value, SUM(count) FROM (
      ${of('result', "''", 'i.result')} WHERE ${isOver}
      UNION ALL ${of('answer', 'a.question', `COALESCE(${VALUE}, '')`)} JOIN interview_answers a ON a.interview_id = i.id WHERE ${isOver}
      UNION ALL ${of('stop', 'i.stopped_at_question', "''")} WHERE i.stopped_at_question IS NOT NULL AND ${isOver}
    ) new GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7
    ON DUPLICATE KEY UPDATE count = survey_tallies.count + VALUES(count)`;
}

/**
 * Counts interviews that are over, or, before one goes on after all, counts it no more; in the transaction of that, and as late in it as
 * may be: all that end on a day meet at these rows. Those that go on are not there. @param by 1 or -1
 */
export async function countInterviews(on: Database, ids: readonly string[], by: 1 | -1): Promise<void> {
  await write(on, countSql('i.id IN (?)'), [by, ids, by, ids, by, ids]);
}
