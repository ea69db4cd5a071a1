import { useTestDatabase } from '@paceline/testing/use-test-database';
import { answersByHour } from './answers-by-hour';
import { SingleCalls, openMigrated, planCall } from './fixtures.int-helper';
import { PacingRepository } from './pacing-repository';
import { rows, write } from './transaction';

const HOUR_MS = 3_600_000;

describe('persons who answered, by the hour', () => {
  const database = useTestDatabase(openMigrated);
  const hours = async (campaignId: string) => await answersByHour(database.source, { id: campaignId, switchId: 'main' }, null, Date.now());

  it.each([
    ['connected', { answers: 1, abandoned: 0 }], ['abandoned', { answers: 1, abandoned: 1 }], ['hung-up-waiting', { answers: 1, abandoned: 1 }], ['busy', null], ['not-dialed', null],
  ] as const)('count a call that is %s at its end: %p', async (outcome, counted) => {
    const { campaignId, call } = await planCall(database.source);
    const endedAt = new Date('2026-01-07T19:59:59.900Z');
    await new SingleCalls(database.source).end(call.callId, 1n, { outcome, endedAt }, [], null);
    expect(await hours(campaignId)).toEqual(counted === null ? [] : [{ hourAtMs: Date.parse('2026-01-07T19:00:00Z'), ...counted }]);
  });

  it('count those who are on the line in the present hour, and the same call once when it ends', async () => {
    const { campaignId, call } = await planCall(database.source);
    const calls = new SingleCalls(database.source);
    await calls.update(call.callId, 1n, { state: 'waiting', answeredAt: new Date(), safeHarbourAt: new Date() }, []);
    const present = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
    expect(await hours(campaignId)).toEqual([{ hourAtMs: present, answers: 1, abandoned: 1 }]);
    await calls.end(call.callId, 1n, { outcome: 'abandoned', endedAt: new Date(present) }, [], null);
    expect(await hours(campaignId)).toEqual([{ hourAtMs: present, answers: 1, abandoned: 1 }]);
  });

  it('are read from the start of a window on', async () => {
    await write(database.source, "INSERT INTO campaign_answers VALUES (7, '2026-01-07 18:00:00', 5, 1), (7, '2026-01-07 19:00:00', 6, 2), (8, '2026-01-07 19:00:00', 9, 9)", []);
    const from = Date.parse('2026-01-07T19:00:00Z');
    expect(await answersByHour(database.source, { id: '7', switchId: 'main' }, from, Date.now())).toEqual([{ hourAtMs: from, answers: 6, abandoned: 2 }]);
  });
});

describe('what a pacer keeps', () => {
  const database = useTestDatabase(openMigrated);
  const repository = (): PacingRepository => new PacingRepository(database.source);

  it('is its state, under the newest fence', async () => {
    expect(await repository().load('1')).toBeNull();
    expect(await repository().save('1', 3n, { answered: 12.5, rings: [1, 2] }, null)).toBe(true);
    expect(await repository().save('1', 3n, { answered: 13 }, { dial: 2 })).toBe(true);
    expect(await repository().save('1', 2n, { answered: 1 }, { dial: 9 })).toBe(false);
    expect(await repository().save('1', 4n, { answered: 14 }, null)).toBe(true);
    const kept = await repository().load('1');
    expect(kept).toMatchObject({ state: { answered: 14 }, newest: { dial: 2 } });
    expect(Math.abs((kept?.atMs ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('are its decisions of a day, in their order, by the stretch of time', async () => {
    const at = (minutes: number): number => Date.now() - minutes * 60_000;
    for (const [from, to, text] of [[25 * 60, 24 * 60 + 50, 'old'], [30, 20, 'b'], [60, 50, 'a'], [10, 5, 'c']] as const) {
      await repository().addDecisions('1', at(from), at(to), Buffer.from(text));
    }
    await repository().addDecisions('2', at(30), at(20), Buffer.from('another campaign'));
    const read = async (from: number, to: number, newestFirst = false): Promise<string> => {
      let all = '';
      for await (const { packed } of repository().decisions('1', at(from), at(to), newestFirst)) all += packed.toString();
      return all;
    };
    expect(await read(3_000, 0)).toBe('oldabc');
    expect(await read(55, 7)).toBe('abc');
    expect(await read(49, 31)).toBe('');
    expect(await read(61, 0, true)).toBe('cba');
    expect(await repository().prune(24, 10)).toBe(1);
    expect(await read(3_000, 0)).toBe('abc');
    expect(await rows(database.source, 'SELECT id FROM campaign_decisions', [])).toHaveLength(4);
  });
});
