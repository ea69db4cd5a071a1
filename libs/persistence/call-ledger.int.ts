import { useTestDatabase } from '@paceline/testing/use-test-database';
import type { CallEventRow } from './call-event-row';
import { writeCalls, type CallEntry } from './call-ledger';
import { claimOf, holdLease, makeCampaign, makeTargets, openMigrated } from './fixtures.int-helper';
import { TargetRepository } from './target-repository';
import { rows } from './transaction';

const AT = new Date('2026-01-05T12:00:00.250Z');
const happened = (kind: string): CallEventRow => ({ at: AT, kind, data: {} });

describe('what happened to many calls', () => {
  const database = useTestDatabase(openMigrated);
  const all = async (sql: string): Promise<Record<string, unknown>[]> => await rows(database.source, sql, []);

  async function planned(count: number): Promise<readonly string[]> {
    const campaignId = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId, count });
    const { calls } = await new TargetRepository(database.source).claim(claimOf({ campaignId, lease: await holdLease(database.source), fence: 1n, count }));
    return calls.map(({ callId }) => callId).sort();
  }

  const ended = (callId: string, outcome: 'busy' | 'no-answer'): CallEntry => ({
    callId, patch: { state: 'ended', outcome, endedAt: AT, hangupCause: 'X' }, events: [happened('ended')],
    settlement: { callId, disposition: null, doNotCall: null, decide: (_facts, said) => ({ state: 'done', result: said, attempts: 1 }) },
  });
  const rings = (callId: string): CallEntry => ({ callId, patch: { state: 'ringing', ringingAt: AT }, events: [happened('ringing')], settlement: null });

  it('is written together, each its own', async () => {
    const [a = '', b = '', c = '', d = ''] = await planned(4);
    await expect(writeCalls(database.source, 1n, [
      rings(a), ended(b, 'busy'), ended(c, 'no-answer'), { callId: d, patch: {}, events: [happened('noted')], settlement: null },
    ])).resolves.toEqual([true, true, true, true]);
    expect(await all('SELECT state, outcome, ringing_at AS ringingAt, IF(settled_at IS NULL, "open", "settled") AS target FROM calls ORDER BY id')).toEqual([
      { state: 'ringing', outcome: null, ringingAt: AT, target: 'open' }, { state: 'ended', outcome: 'busy', ringingAt: null, target: 'settled' },
      { state: 'ended', outcome: 'no-answer', ringingAt: null, target: 'settled' }, { state: 'planned', outcome: null, ringingAt: null, target: 'open' },
    ]);
    expect(await all('SELECT call_id AS callId, kind FROM call_events ORDER BY call_id')).toEqual([
      { callId: a, kind: 'ringing' }, { callId: b, kind: 'ended' }, { callId: c, kind: 'ended' }, { callId: d, kind: 'noted' },
    ]);
    expect(await all('SELECT state, result FROM targets ORDER BY last_call_id')).toEqual([
      { state: 'calling', result: null }, { state: 'done', result: 'busy' }, { state: 'done', result: 'no-answer' }, { state: 'calling', result: null },
    ]);
    expect(await all('SELECT outcome, calls FROM campaign_outcomes ORDER BY outcome')).toEqual([{ outcome: 'busy', calls: 1 }, { outcome: 'no-answer', calls: 1 }]);
  });

  it('is written of the others when one of them has ended, or has a newer owner', async () => {
    const [a = '', b = '', c = ''] = await planned(3);
    await writeCalls(database.source, 1n, [ended(a, 'busy')]);
    await writeCalls(database.source, 5n, [rings(b)]);
    await expect(writeCalls(database.source, 1n, [rings(a), { ...rings(b), patch: { state: 'answered' } }, rings(c)])).resolves.toEqual([false, false, true]);
    expect(await all('SELECT state FROM calls ORDER BY id')).toEqual([{ state: 'ended' }, { state: 'ringing' }, { state: 'ringing' }]);
    expect(await all('SELECT COUNT(*) AS n FROM call_events')).toEqual([{ n: '3' }]);
  });

  it('says what came of each call once, whoever says it with which others', async () => {
    const [a = '', b = ''] = await planned(2);
    await writeCalls(database.source, 1n, [a, b].map((callId) => ({ ...ended(callId, 'busy'), settlement: null })));
    const said = (callId: string): CallEntry => ({ ...ended(callId, 'busy'), patch: {}, events: [happened('disposition')] });
    await expect(writeCalls(database.source, 1n, [said(a)])).resolves.toEqual([true]);
    await expect(writeCalls(database.source, 1n, [said(a), said(b)])).resolves.toEqual([false, true]);
    expect(await all("SELECT COUNT(*) AS n FROM call_events WHERE kind = 'disposition'")).toEqual([{ n: '2' }]);
    expect(await all('SELECT state FROM targets')).toEqual([{ state: 'done' }, { state: 'done' }]);
  });

  it('leaves no trace of any of them when one cannot be written', async () => {
    const [a = '', b = ''] = await planned(2);
    await expect(writeCalls(database.source, 1n, [rings(a), { ...rings(b), events: [happened('x'.repeat(100))] }])).rejects.toThrow(/kind/);
    expect(await all('SELECT state FROM calls')).toEqual([{ state: 'planned' }, { state: 'planned' }]);
  });

  it('is not written twice when it is tried again', async () => {
    const calls = await planned(2);
    const entries = calls.map(rings);
    await writeCalls(database.source, 1n, entries);
    await writeCalls(database.source, 1n, entries, true);
    expect(await all('SELECT COUNT(*) AS n FROM call_events')).toEqual([{ n: '2' }]);
  });
});
