import { useTestDatabase } from '@paceline/testing/use-test-database';
import { forbid, forbidPhonesOf, type Forbidding } from './do-not-call';
import { DoNotCall } from './entities/organisation';
import { AuditEntry } from './entities/audit';
import { openMigrated, planCall } from './fixtures.int-helper';
import { inTransaction, rows, write } from './transaction';

const BY_HAND: Forbidding = { source: 'by-hand', callId: null, importId: null, why: { code: 'by-hand', params: { words: 'asked by letter' } }, actor: { clientId: '1', userId: '7', name: 'mina' } };
const BY_FILE: Forbidding = { source: 'import', callId: null, importId: '12', why: { code: 'said-in-file', params: {} }, actor: { clientId: '1', userId: null, name: 'import' } };
const numbers = (count: number, from = 0): string[] => Array.from({ length: count }, (_, at) => `+98912${1_000_000 + from + at}`);

describe('the do-not-call list', () => {
  const database = useTestDatabase(openMigrated);
  const put = (phones: readonly string[], forbidding: Forbidding) => inTransaction(database.source, (manager) => forbid(manager, phones, forbidding));
  const listed = async (phone: string): Promise<DoNotCall | null> => await database.source.manager.findOneBy(DoNotCall, { phone });
  const trail = async (): Promise<AuditEntry[]> => await database.source.manager.find(AuditEntry, { order: { id: 'ASC' } });

  it('keeps who put a number on it, when and why, and so does the trail', async () => {
    expect(await put(['+989121234567', '+989121234567'], BY_HAND)).toEqual({ added: 1, present: 0 });
    expect(await listed('+989121234567')).toMatchObject({ reason: 'by-hand', params: { words: 'asked by letter' }, source: 'by-hand', callId: null, addedBy: 'mina' });
    expect(await trail()).toMatchObject([{ userId: '7', actor: 'mina', resourceId: '+989121234567', action: 'created', reason: 'asked by letter', became: { reason: 'by-hand', source: 'by-hand', addedBy: 'mina' } }]);
  });

  it('leaves a number alone that is on it already, and says so', async () => {
    await put(['+989121234567'], BY_HAND);
    expect(await put(['+989121234567', '+989121234568'], BY_FILE)).toEqual({ added: 1, present: 1 });
    expect(await listed('+989121234567')).toMatchObject({ source: 'by-hand', importId: null, addedBy: 'mina' });
    expect(await listed('+989121234568')).toMatchObject({ reason: 'said-in-file', params: {}, source: 'import', importId: '12' });
    expect(await trail()).toHaveLength(2);
  });

  it('weighs what a person said on a call more than what the number came from before', async () => {
    const { call } = await planCall(database.source);
    await put([call.phone], BY_HAND);
    await inTransaction(database.source, (manager) => forbidPhonesOf(manager, call.callId, { disposition: 'do-not-call', byUserId: null }));
    await put([call.phone], BY_FILE);
    expect(await listed(call.phone)).toMatchObject({ source: 'call', callId: call.callId, reason: 'by-hand', params: { words: 'asked by letter' }, addedBy: 'mina' });
    expect((await trail()).at(-1)).toMatchObject({ actor: 'dialer', action: 'changed', was: { source: 'by-hand', callId: null }, became: { source: 'call', callId: call.callId }, reason: null });
  });

  it('names the agent of the call, or who said it for them', async () => {
    const { call } = await planCall(database.source);
    const user = async (name: string): Promise<number> => (await write(database.source, "INSERT INTO users (username, password_hash, role) VALUES (?, '', 'agent')", [name])).insertId;
    const { insertId: agentId } = await write(database.source,
      "INSERT INTO agents (user_id, name, switch_id, leg_mode, leg_kind, leg_address, status, status_at) VALUES (?, 'Sara', 'main', 'connected', 'extension', '1001', 'offline', NOW(3))", [await user('sara')]);
    await write(database.source, 'UPDATE calls SET agent_id = ? WHERE id = ?', [agentId, call.callId]);
    await inTransaction(database.source, (manager) => forbidPhonesOf(manager, call.callId, { disposition: 'never-again', byUserId: null }));
    expect(await listed(call.phone)).toMatchObject({ source: 'call', reason: 'said-on-call', params: { disposition: 'never-again' }, addedBy: 'sara' });
    await write(database.source, 'DELETE FROM do_not_call', []);
    await inTransaction(database.source, async (manager) => forbidPhonesOf(manager, call.callId, { disposition: 'never-again', byUserId: String(await user('boss')) }));
    expect(await listed(call.phone)).toMatchObject({ addedBy: 'boss' });
  });

  it('has one entry in the trail for many numbers, and names those that no file names', async () => {
    const many = numbers(1_000);
    expect(await put([...many, ...many], BY_HAND)).toEqual({ added: 1_000, present: 0 });
    expect(await put(numbers(1_000, 990), BY_FILE)).toEqual({ added: 990, present: 10 });
    expect(await put(many, BY_HAND)).toEqual({ added: 0, present: 1_000 });
    expect(await trail()).toMatchObject([
      { resourceId: 'several', became: { added: 1_000, present: 0, phones: many } },
      { resourceId: 'import 12', became: { reason: 'said-in-file', added: 990, present: 10, importId: '12' }, reason: null },
    ]);
    expect(await rows(database.source, 'SELECT COUNT(*) AS n FROM do_not_call WHERE added_at IS NOT NULL AND added_by IS NOT NULL', [])).toEqual([{ n: '1990' }]);
  });

  it('takes the same numbers from several at once, each of them once', async () => {
    const same = numbers(12);
    const all = await Promise.all([0, 1, 2, 3].map(() => put([...same].reverse(), BY_HAND)));
    expect(all.reduce((sum, { added }) => sum + added, 0)).toBe(12);
    expect(await trail()).toHaveLength(12);
  });

  it('has no entry of what was not committed', async () => {
    await expect(inTransaction(database.source, async (manager) => {
      await forbid(manager, ['+989121234567'], BY_HAND);
      throw new Error('the call was not settled');
    })).rejects.toThrow('the call was not settled');
    expect(await listed('+989121234567')).toBeNull();
    expect(await trail()).toEqual([]);
  });
});
