import { createLogger } from '@paceline/platform/logger';
import { FakeRows } from '@paceline/testing/fake-rows';
import { NOW_MS, pass, useTestTime } from '../context/owner.spec-helper';
import { DatabaseTime } from './database-time';

const TEN_SEC = 10_000;
/** By which the database is ahead of this host. */
const AHEAD_MS = 60_000;

describe('the clock of a worker', () => {
  useTestTime();
  let rows: FakeRows;
  /** What it was told: the database's time, and how long the answer took. */
  let followed: number[][];
  let thinksMs: number;
  let time: DatabaseTime;
  beforeEach(() => {
    [rows, followed, thinksMs] = [new FakeRows(), [], 0];
    rows.answer = async () => {
      const answer = [{ now: new Date(Date.now() + AHEAD_MS) }];
      if (thinksMs > 0) await new Promise((resolve) => setTimeout(resolve, thinksMs));
      return answer;
    };
    const clock = { monotonicMs: () => Date.now(), follow: (databaseMs: number, askedAtMs: number, answeredAtMs: number) => { followed.push([databaseMs - NOW_MS, answeredAtMs - askedAtMs]); } };
    time = new DatabaseTime(rows.dataSource, clock, createLogger({ level: 'silent', app: 'test' }));
  });
  afterEach(() => { time.stop(); });

  it.each<[string, number, number, number[][]]>([
    ['follows the database every ten seconds', 0, 0, [[AHEAD_MS, 0], [AHEAD_MS + TEN_SEC, 0]]],
    ['takes the first answer however slow: nothing may be judged without one', 1_000, 0, [[AHEAD_MS, 1_000], [AHEAD_MS + 1_000 + TEN_SEC, 0]]],
    ['takes a later one that took a quarter of a second', 0, 250, [[AHEAD_MS, 0], [AHEAD_MS + TEN_SEC, 250]]],
    ['takes none that took longer: it says too little', 0, 251, [[AHEAD_MS, 0]]],
  ])('%s', async (_what, firstMs, laterMs, expected) => {
    thinksMs = firstMs;
    const started = time.start();
    await pass(firstMs);
    await started;
    thinksMs = laterMs;
    await pass(TEN_SEC + laterMs);
    expect(followed).toEqual(expected);
  });

  it('is not known before the database answers, and goes on by itself when that is away later', async () => {
    rows.failure = new Error('away');
    await expect(time.start()).rejects.toThrow('away');
    rows.failure = null;
    await time.start();
    rows.failure = new Error('away');
    await pass(TEN_SEC);
    rows.failure = null;
    await pass(TEN_SEC);
    expect(followed).toHaveLength(2);
  });
});
