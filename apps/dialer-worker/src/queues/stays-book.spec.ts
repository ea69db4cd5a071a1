import type { QueueStay } from '@paceline/persistence';
import { StaysBook } from './stays-book';

const NOW = Date.UTC(2026, 0, 5, 9);
const stay = (callId: string, enteredAtMs: number, waitedMs: number | null): QueueStay =>
  ({ callId, enteredAtMs, left: waitedMs === null ? null : { atMs: enteredAtMs + waitedMs, how: 'answered' } });

describe('the stays in a queue', () => {
  let nowMs: number;
  let rows: QueueStay[];
  const asked: string[] = [];
  let book: StaysBook;
  beforeEach(() => {
    [nowMs, rows] = [NOW, []];
    asked.length = 0;
    book = new StaysBook({ nowMs: () => nowMs }, async (queueId, from) => {
      asked.push(`${queueId} since ${from.toISOString().slice(5, 19)}`);
      return rows.filter(({ enteredAtMs }) => enteredAtMs >= from.getTime());
    });
  });
  const look = async (): Promise<readonly QueueStay[]> => { await book.look('7'); return book.of('7'); };

  it('are those of the day, and who may still wait since before; then only what may have begun or ended since', async () => {
    rows = [stay('a', NOW - 3_600_000, 10_000), stay('b', NOW - 600_000, null)];
    await expect(look()).resolves.toEqual(rows);
    nowMs += 1_000;
    rows = [stay('a', NOW - 3_600_000, 10_000), stay('b', NOW - 600_000, 600_500), stay('c', NOW + 400, null)];
    await expect(look()).resolves.toEqual(rows);
    nowMs += 500_000;
    await look();
    nowMs += 1_000;
    rows.push(stay('late', NOW + 450_000, 5_000)); // written a while after it began
    await expect(look()).resolves.toHaveLength(4);
    expect(asked).toEqual(['7 since 01-04T04:00:00', '7 since 01-05T08:50:00', '7 since 01-05T08:59:01', '7 since 01-05T09:00:00']);
  });

  it('are told once each when they are over, but those that were over before the book was begun', async () => {
    rows = [stay('before', NOW - 60_000, 10_000), stay('a', NOW - 20_000, null), stay('late', NOW - 5_000, 5_000)];
    const over = async (): Promise<string[]> => {
      await book.look('7');
      return book.takeEnded('7').map(({ callId }) => callId);
    };
    await expect(over()).resolves.toEqual(['late']);
    nowMs += 1_000;
    rows = [stay('before', NOW - 60_000, 10_000), stay('a', NOW - 20_000, 20_500), stay('late', NOW - 5_000, 5_000), stay('c', NOW + 100, 500)];
    await expect(over()).resolves.toEqual(['a', 'c']);
    await expect(over()).resolves.toEqual([]);
  });

  it('of the day before are forgotten', async () => {
    rows = [stay('a', NOW - 3_600_000, 10_000)];
    await look();
    nowMs += 29 * 3_600_000;
    await expect(look()).resolves.toEqual([]);
  });

  it('are known once they were looked for', async () => {
    expect([book.isKnown('7'), book.of('7')]).toEqual([false, []]);
    await look();
    expect(book.isKnown('7')).toBe(true);
  });
});
