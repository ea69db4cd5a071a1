import type { Outcome } from '@paceline/domain/call/outcome';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { SingleCalls, claimOf, holdLease, makeCampaign, openMigrated } from './fixtures.int-helper';
import { ListTargets } from './list-targets';
import { TargetRepository } from './target-repository';
import { rows, write } from './transaction';

const LATER = new Date('2026-01-06T08:00:00.123Z');

describe('the targets of a campaign', () => {
  const database = useTestDatabase(openMigrated);
  const targets = (): TargetRepository => new TargetRepository(database.source);
  /** Pages of two contacts: several of them whatever the test has. */
  const lists = (): ListTargets => new ListTargets(database.source, 2);
  const follow = (campaignId: string): Promise<void> => lists().follow(campaignId, database.source.manager);

  // The tables are emptied, and these with them.
  beforeEach(() => write(database.source, "INSERT IGNORE INTO dispositions (code, label, meaning) VALUES ('call-again', 'Call again', 'retry')", []));

  /** Each contact has a phone; ids as they stand in the lists. */
  async function makeLists(...members: readonly (readonly number[])[]): Promise<void> {
    for (const id of new Set(members.flat())) {
      await write(database.source, "INSERT IGNORE INTO contacts (id, name, zone, fields) VALUES (?, 'x', 'Asia/Tehran', '{}')", [id]);
      await write(database.source, 'INSERT IGNORE INTO contact_phones (contact_id, position, phone) VALUES (?, 0, ?)', [id, `+98912${String(1_000_000 + id)}`]);
    }
    for (const [at, contacts] of members.entries()) {
      await write(database.source, 'INSERT IGNORE INTO lists (id, name) VALUES (?, ?)', [at + 1, `list ${at + 1}`]);
      for (const contact of contacts) await write(database.source, 'INSERT IGNORE INTO list_contacts (list_id, contact_id) VALUES (?, ?)', [at + 1, contact]);
    }
  }
  async function putLists(campaignId: string, priorities: Readonly<Record<number, number>>): Promise<void> {
    await write(database.source, 'DELETE FROM campaign_lists WHERE campaign_id = ?', [campaignId]);
    for (const [list, priority] of Object.entries(priorities)) await write(database.source, 'INSERT INTO campaign_lists (campaign_id, list_id, priority) VALUES (?, ?, ?)', [campaignId, list, priority]);
  }
  async function startOn(priorities: Readonly<Record<number, number>>, name = 'a campaign'): Promise<string> {
    const campaignId = await makeCampaign(database.source, name);
    await putLists(campaignId, priorities);
    await follow(campaignId);
    return campaignId;
  }
  const setStatus = (campaignId: string, status: string): Promise<unknown> => write(database.source, 'UPDATE campaigns SET status = ? WHERE id = ?', [status, campaignId]);
  const standing = async (campaignId: string): Promise<Record<string, string>> => Object.fromEntries(
    (await rows<{ contactId: string; it: string }>(database.source,
      "SELECT contact_id AS contactId, CONCAT(priority, ' ', COALESCE(result, state)) AS it FROM targets WHERE campaign_id = ? ORDER BY contact_id", [campaignId]))
      .map(({ contactId, it }) => [contactId, it]));

  /** The next ones in their turn are called, and settled by what came of it; null: the call goes on. */
  async function call(campaignId: string, ends: readonly (readonly [Outcome, disposition: string | null, after: 'ready' | 'done'] | null)[]): Promise<string[]> {
    const lease = await holdLease(database.source, `campaign:${campaignId}`);
    const { calls } = await targets().claim(claimOf({ campaignId, lease, count: ends.length }));
    for (const [at, { callId }] of calls.entries()) if (ends[at] !== null && ends[at] !== undefined) await settle(callId, ...ends[at]);
    return calls.map(({ callId }) => callId);
  }
  async function settle(callId: string, outcome: Outcome, code: string | null, after: 'ready' | 'done'): Promise<void> {
    const attempts = outcome === 'not-dialed' ? 0 : 1;
    await new SingleCalls(database.source).end(callId, 1n, { outcome, endedAt: new Date(), hangupCause: 'X' }, [], {
      callId, disposition: code === null ? null : { code, by: 'agent', note: null }, doNotCall: null,
      decide: () => (after === 'ready' ? { state: 'ready', nextAtMs: LATER.getTime(), attempts, phonePosition: 0 } : { state: 'done', result: code ?? outcome, attempts }),
    });
  }

  it('are its lists\' contacts, each once, with the priority of the best list it is on', async () => {
    await makeLists([1, 2, 5, 6, 7], [2, 3], [4]);
    await write(database.source, "UPDATE contacts SET zone = '*US' WHERE id = 2", []);
    await write(database.source, 'UPDATE contacts SET zone = NULL WHERE id = 3', []);
    const campaignId = await startOn({ 1: 5, 2: 3 });
    await expect(standing(campaignId)).resolves.toEqual({ 1: '5 ready', 2: '3 ready', 3: '3 ready', 5: '5 ready', 6: '5 ready', 7: '5 ready' });
    await expect(rows(database.source, 'SELECT zone, attempts FROM targets WHERE contact_id < 4 ORDER BY contact_id', []))
      .resolves.toEqual([{ zone: 'Asia/Tehran', attempts: 0 }, { zone: '*US', attempts: 0 }, { zone: '', attempts: 0 }]);
    const due = async (withinSec?: number): Promise<number> => targets().countDue(campaignId, await targets().slots(campaignId), 10, withinSec);
    expect(await due()).toBe(6);
    await write(database.source, 'UPDATE targets SET next_at = UTC_TIMESTAMP(3) + INTERVAL 1 HOUR WHERE contact_id = 1', []);
    expect(await due()).toBe(5);
    expect(await due(2 * 60 * 60)).toBe(6);
    expect(await due(30 * 60)).toBe(5);
  });

  it('stay as they are when a list has grown: only the new contacts come in', async () => {
    await makeLists([1]);
    const campaignId = await startOn({ 1: 1 });
    await call(campaignId, [['connected', 'interested', 'done']]);
    await makeLists([1, 2]);
    for (let time = 0; time < 2; time++) {
      await follow(campaignId);
      await expect(targets().counts(campaignId)).resolves.toEqual({ ready: 1, calling: 0, done: 1 });
    }
    await expect(targets().allDone(campaignId)).resolves.toBe(false);
    await expect(targets().allDone('999')).resolves.toBe(true);
  });

  it('leave with their list unless they were dialed; who was is not called again, but for a promise', async () => {
    await makeLists([1, 2, 3, 4, 5, 6, 7, 8], [8, 9]);
    const campaignId = await startOn({ 1: 1, 2: 1 });
    await call(campaignId, [['busy', null, 'ready'], ['connected', 'not-interested', 'done'], ['connected', 'call-again', 'ready'], ['not-dialed', null, 'ready'], null]);
    await write(database.source, "UPDATE targets SET state = 'done', result = 'do-not-call' WHERE contact_id = 6", []);
    await setStatus(campaignId, 'paused');
    await putLists(campaignId, { 2: 1 });
    await lists().followInBatches(campaignId);
    const left = { 1: '1 off-list', 2: '1 not-interested', 3: '1 ready', 5: '1 calling', 8: '1 ready', 9: '1 ready' };
    await expect(standing(campaignId)).resolves.toEqual(left);
    // Back on the list: each goes on where it was.
    await putLists(campaignId, { 1: 4, 2: 1 });
    await lists().followInBatches(campaignId);
    await expect(standing(campaignId)).resolves.toEqual({ 1: '4 ready', 2: '1 not-interested', 3: '4 ready', 4: '4 ready', 5: '4 calling', 6: '4 ready', 7: '4 ready', 8: '1 ready', 9: '1 ready' });
    await expect(rows(database.source, 'SELECT attempts, next_at AS nextAt FROM targets WHERE contact_id = 1', [])).resolves.toEqual([{ attempts: 1, nextAt: LATER }]);
  });

  it.each<[string, readonly [Outcome, string | null, 'ready' | 'done'], Record<string, string>]>([
    ['was not answered', ['no-answer', null, 'ready'], { 1: '1 off-list' }],
    ['was never sent', ['not-dialed', null, 'ready'], {}],
    ['promised another one', ['connected', 'call-again', 'ready'], { 1: '1 ready' }],
    ['has a result', ['connected', 'interested', 'done'], { 1: '1 interested' }],
  ])('on a call while their list leaves go by what comes of it: one that %s', async (_what, end, expected) => {
    await makeLists([1], [2]);
    const campaignId = await startOn({ 1: 1 });
    const [callId = ''] = await call(campaignId, [null]);
    await setStatus(campaignId, 'paused');
    await putLists(campaignId, { 2: 1 });
    await lists().followInBatches(campaignId);
    await settle(callId, ...end);
    await expect(standing(campaignId)).resolves.toEqual({ ...expected, 2: '1 ready' });
  });

  it('who leave are never claimed, and none is lost, however many claim at the time', async () => {
    await makeLists(Array.from({ length: 120 }, (_, at) => at + 1), [200]);
    const campaignId = await startOn({ 1: 1 });
    const lease = await holdLease(database.source);
    await putLists(campaignId, { 2: 1 });
    const claimAll = async (): Promise<string[]> => {
      const got: string[] = [];
      for (;;) {
        const { calls } = await targets().claim(claimOf({ campaignId, lease, count: 3 }));
        if (calls.length === 0) return got;
        got.push(...calls.map(({ callId }) => callId));
      }
    };
    const [claimed] = await Promise.all([Promise.all([claimAll(), claimAll(), claimAll()]), new ListTargets(database.source, 7).followInBatches(campaignId)]);
    const later = await claimAll();
    const calls = [...claimed.flat(), ...later];
    await expect(targets().counts(campaignId)).resolves.toEqual({ ready: 0, calling: calls.length, done: 0 });
    await expect(rows(database.source, "SELECT id FROM targets WHERE state <> 'calling'", [])).resolves.toEqual([]);
    for (const callId of calls) await settle(callId, 'not-dialed', null, 'ready');
    await expect(standing(campaignId)).resolves.toEqual({ 200: '1 ready' });
  });

  it('are all as they should be after a process died between two pages, once it is done again', async () => {
    await makeLists([1, 2, 3, 4, 5, 6, 7], [11, 12, 13]);
    const campaignId = await startOn({ 1: 1 });
    await setStatus(campaignId, 'paused');
    await putLists(campaignId, { 2: 2 });
    let begun = 0;
    const dying = new Proxy(database.source, {
      get(target, property) {
        if (property === 'transaction') return (work: (manager: typeof target.manager) => Promise<unknown>) => (++begun > 2 ? Promise.reject(new Error('died')) : target.transaction(work));
        const value: unknown = Reflect.get(target, property);
        return typeof value === 'function' ? value.bind(target) as unknown : value;
      },
    });
    await expect(new ListTargets(dying, 2).followInBatches(campaignId)).rejects.toThrow('died');
    expect(Object.keys(await standing(campaignId))).toEqual(['5', '6', '7']);
    await follow(campaignId);
    await expect(standing(campaignId)).resolves.toEqual({ 11: '2 ready', 12: '2 ready', 13: '2 ready' });
  });

  it('that are not done have the priority of their lists as it is now', async () => {
    await makeLists([1, 2, 3, 4], [4, 5]);
    const campaignId = await startOn({ 1: 3, 2: 2 });
    await write(database.source, "UPDATE targets SET state = 'done', result = 'busy' WHERE contact_id = 1", []);
    await putLists(campaignId, { 1: 1, 2: 9 });
    await lists().followInBatches(campaignId);
    await expect(standing(campaignId)).resolves.toEqual({ 1: '3 busy', 2: '1 ready', 3: '1 ready', 4: '1 ready', 5: '9 ready' });
  });

  it('come in where their list has grown, as long as the campaign goes on; its law is that of the places where they are', async () => {
    await makeLists([1]);
    const campaigns: Record<string, string> = {};
    for (const status of ['running', 'paused', 'completed', 'stopped', 'draft']) {
      campaigns[status] = await startOn({ 1: 1 }, status);
      await setStatus(campaigns[status], status);
    }
    await makeLists([1, 2, 3, 4]);
    await write(database.source, "UPDATE contacts SET zone = '*DE' WHERE id = 4", []);
    await write(database.source, "UPDATE contact_phones SET phone = '+4930123456' WHERE contact_id = 4", []);
    await expect(lists().listHasGrown('1')).resolves.toEqual(['running', 'paused', 'completed', 'draft'].map((status) => ({ id: campaigns[status], name: status, status })));
    const counts: Record<string, number> = {};
    for (const [status, id] of Object.entries(campaigns)) counts[status] = (await targets().counts(id)).ready;
    expect(counts).toEqual({ running: 4, paused: 4, completed: 1, stopped: 1, draft: 1 });
    const [running] = await rows<{ countries: string | string[] }>(database.source, 'SELECT countries FROM campaigns WHERE id = ?', [campaigns['running']]);
    expect(JSON.stringify(running?.countries)).toMatch(/DE.*IR/);
  });
});
