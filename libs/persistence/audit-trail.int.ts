import { useTestDatabase } from '@paceline/testing/use-test-database';
import { recordChange, type AuditedChange } from './audit-trail';
import { guardAuditTrail, missingAuditGuards } from './audit-guard';
import { openMigrated } from './fixtures.int-helper';
import { inTransaction, rows, write } from './transaction';

const ADMIN = { clientId: '1', userId: '7', name: 'admin' };
const CHANGE: AuditedChange = { resource: 'gateway', resourceId: 'trunk', action: 'changed', was: { maxLines: 50, enabled: true }, became: { maxLines: 60, enabled: true } };

describe('the audit trail', () => {
  const database = useTestDatabase(openMigrated);
  const trail = async (): Promise<unknown[]> => await rows(database.source,
    'SELECT user_id AS userId, actor, resource, resource_id AS resourceId, action, was, became, reason FROM audit_trail ORDER BY id', []);

  it('says who changed what, from what to what, and why', async () => {
    await inTransaction(database.source, (manager) => recordChange(manager, ADMIN, { ...CHANGE, reason: 'more lines were rented' }));
    const [entry] = await trail();
    expect(entry).toMatchObject({ userId: '7', actor: 'admin', resource: 'gateway', resourceId: 'trunk', action: 'changed', reason: 'more lines were rented' });
    const { was, became } = entry as { was: unknown; became: unknown };
    // MariaDB keeps JSON as text.
    const parsed = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value);
    expect([parsed(was), parsed(became)]).toEqual([{ maxLines: 50 }, { maxLines: 60 }]);
  });

  it('has no entry of a change that was not committed, nor of one that changed nothing', async () => {
    const before = (await trail()).length;
    await expect(inTransaction(database.source, async (manager) => {
      await recordChange(manager, ADMIN, CHANGE);
      throw new Error('the change itself failed');
    })).rejects.toThrow('the change itself failed');
    await inTransaction(database.source, (manager) => recordChange(manager, ADMIN, { ...CHANGE, became: CHANGE.was }));
    expect((await trail()).length).toBe(before);
  });

  it.each(['password', 'passwordHash', 'esl_password', 'token', 'jwtSecret'])('refuses to keep a field called %s', async (name) => {
    await expect(inTransaction(database.source, (manager) => recordChange(manager, ADMIN, { ...CHANGE, became: { [name]: 'x' } }))).rejects.toThrow(RangeError);
  });

  it('is only added to: the database itself refuses everything else', async () => {
    await inTransaction(database.source, (manager) => recordChange(manager, ADMIN, CHANGE));
    const before = await trail();
    await expect(write(database.source, "UPDATE audit_trail SET actor = 'somebody else'", [])).rejects.toThrow('only added to');
    await expect(write(database.source, 'DELETE FROM audit_trail', [])).rejects.toThrow('only added to');
    expect(await trail()).toEqual(before);
  });

  it('is guarded by the next migration where the first was not allowed to', async () => {
    await write(database.source, 'DROP TRIGGER audit_trail_no_delete', []);
    expect(await missingAuditGuards(database.source.manager)).toEqual(['audit_trail_no_delete']);
    await guardAuditTrail(database.source.manager);
    await guardAuditTrail(database.source.manager);
    expect(await missingAuditGuards(database.source.manager)).toEqual([]);
    await inTransaction(database.source, (manager) => recordChange(manager, ADMIN, CHANGE));
    await expect(write(database.source, 'DELETE FROM audit_trail', [])).rejects.toThrow('only added to');
  });
});
