import { randomUUID } from 'node:crypto';
import { NO_HISTORY } from '@paceline/domain/queue/known-caller';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { callerHistory, isOnLists } from './caller-history';
import { OWN_CLIENT } from '@paceline/domain/client/client';
import { makeCampaign, makeTargets, openMigrated } from './fixtures.int-helper';
import { rows, write } from './transaction';

const CALLER = '+14155550100';
const MINUTE_MS = 60_000;

describe('what is known of a caller', () => {
  const database = useTestDatabase(openMigrated);
  const ago = (minutes: number): Date => new Date(Date.now() - minutes * MINUTE_MS);
  async function call(endedAgoMin: number | null, columns: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const id = randomUUID();
    const endedAt = endedAgoMin === null ? null : ago(endedAgoMin);
    const row = { id, direction: 'inbound', state: endedAt === null ? 'waiting' : 'ended', switch_id: 'main', line: 'queue-1', phone: CALLER, planned_at: ago((endedAgoMin ?? 0) + 2), ended_at: endedAt, ...columns };
    await write(database.source, `INSERT INTO calls (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map(() => '?').join(', ')})`, Object.values(row));
    return id;
  }
  const dialed = { direction: 'outbound', ring_timeout_sec: 30, not_after: new Date() };
  const history = (phone = CALLER): ReturnType<typeof callerHistory> => callerHistory(database.source, OWN_CLIENT, phone);

  it('is nothing of somebody new, of a number of another client\'s calls, and of the call that they make now', async () => {
    await call(1, { outcome: 'answered', connected_at: ago(2), agent_id: 7, client_id: 2 });
    await call(null, { agent_id: 7 });
    await expect(history()).resolves.toEqual(NO_HISTORY);
  });

  it('is with whom they talked last, whoever called, and not who was promised to them', async () => {
    await call(50, { ...dialed, outcome: 'connected', connected_at: ago(51), agent_id: 7, campaign_id: 3 });
    await call(20, { outcome: 'dropped', agent_id: 8 });
    await expect(history()).resolves.toEqual({ ...NO_HISTORY, lastAgentId: '7' });
  });

  it('is which call they gave up, after which wait, in all of its queues', async () => {
    const id = await call(10, { outcome: 'abandoned-in-queue' });
    for (const [from, to] of [[300, 280], [280, 250]] as const) {
      await write(database.source, 'INSERT INTO waits (call_id, from_at, queue_id, to_at, ended_by) VALUES (?, ?, 1, ?, \'abandoned\')', [id, new Date(Date.now() - from * 1_000), new Date(Date.now() - to * 1_000)]);
    }
    const { abandoned } = await history();
    expect(Math.abs((abandoned?.waitedMs ?? 0) - 50_000)).toBeLessThan(100);
    expect(abandoned?.agoMs).toBeGreaterThanOrEqual(10 * MINUTE_MS);
    expect(abandoned?.agoMs).toBeLessThan(11 * MINUTE_MS);
  });

  it('is which campaign called them in vain', async () => {
    await call(5, { ...dialed, outcome: 'no-answer', campaign_id: 3 });
    await expect(history()).resolves.toEqual({ ...NO_HISTORY, calledBy: '3' });
  });

  it('is read of a few calls, however many there are', async () => {
    await call(3_000, { outcome: 'answered', connected_at: ago(3_001), agent_id: 7 });
    for (let minute = 1; minute <= 20; minute++) await call(minute * 10, { outcome: 'abandoned-in-menu' });
    await expect(history()).resolves.toEqual(NO_HISTORY);
    const [plan] = await rows<{ key: string; rows: number }>(database.source,
      'EXPLAIN FORMAT=TRADITIONAL SELECT id FROM calls FORCE INDEX (calls_phone) WHERE phone = ? AND planned_at > ? ORDER BY planned_at DESC LIMIT 20', [CALLER, ago(60_000)]);
    expect(plan?.key).toBe('calls_phone');
  });

  it('is whether their number, whichever of a contact\'s, is on one of the lists that are asked for', async () => {
    const campaignId = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId, count: 1, phones: 2 });
    const [list] = await rows<{ id: string; phone: string }>(database.source,
      'SELECT lc.list_id AS id, p.phone FROM list_contacts lc JOIN contact_phones p ON p.contact_id = lc.contact_id WHERE p.position = 1 LIMIT 1', []);
    if (list === undefined) throw new Error('no list');
    const listed = (phone: string, lists: readonly string[], clientId = '1'): Promise<boolean> => isOnLists(database.source, { clientId }, phone, lists);
    await expect(listed(list.phone, ['999', list.id])).resolves.toBe(true);
    await expect(listed(list.phone, ['999'])).resolves.toBe(false);
    await expect(listed(list.phone, [])).resolves.toBe(false);
    await expect(listed(CALLER, [list.id])).resolves.toBe(false);
    await expect(listed(list.phone, [list.id], '2')).resolves.toBe(false);
  });
});
