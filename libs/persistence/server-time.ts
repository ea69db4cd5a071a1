import type { Database } from './database';
import { rows } from './transaction';

/** By the clock of the database, to the millisecond; throws when it does not answer. */
export async function serverTime(on: Database): Promise<Date> {
  const [answer] = await rows<{ now: Date }>(on, 'SELECT UTC_TIMESTAMP(3) AS now', []);
  if (answer === undefined) throw new Error('the database tells no time');
  return answer.now;
}
