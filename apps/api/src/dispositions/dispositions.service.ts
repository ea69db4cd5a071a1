import { Injectable } from '@nestjs/common';
import type { CreateDisposition, DispositionView, PatchDisposition } from '@paceline/contracts/dispositions';
import { isReserved } from '@paceline/domain/retry/dispositions';
import { Disposition, inTransaction, recordChange, rows } from '@paceline/persistence';
import { PacelineError } from '@paceline/platform/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { isEmpty, orTaken } from '../edge/unique';

@Injectable()
export class DispositionsService {
  constructor(private readonly dataSource: DataSource) {}

  async all(): Promise<{ items: DispositionView[] }> {
    const dispositions = await this.dataSource.manager.find(Disposition, { order: { code: 'ASC' } });
    return { items: dispositions.map(toView) };
  }

  async create(caller: CurrentUser, disposition: CreateDisposition): Promise<DispositionView> {
    const { code } = disposition;
    return await orTaken('disposition', code, inTransaction(this.dataSource, async (manager) => {
      await manager.insert(Disposition, { ...disposition, clientId: caller.clientId, system: false, active: true });
      const became = toView(await find(manager, code));
      await recordChange(manager, actorOf(caller), { resource: 'disposition', resourceId: code, action: 'created', was: null, became });
      return became;
    }));
  }

  /**
   * What it means stays what it was: calls were settled by it, and a person's "do not call" must not become something
   * else afterwards. The label may change, and whether it is offered; of a reserved one only the label.
   */
  async patch(caller: CurrentUser, code: string, { label, meaning, active }: PatchDisposition): Promise<DispositionView> {
    return await inTransaction(this.dataSource, async (manager) => {
      const was = toView(await find(manager, code, 'locked'));
      if (meaning !== undefined && meaning !== was.meaning) {
        throw new PacelineError('wrong-state', 'disposition-meaning', { label: was.label });
      }
      if (active === false && was.reserved) {
        throw new PacelineError('wrong-state', 'disposition-relied-on', { disposition: code });
      }
      const change = { ...(label && { label }), ...(active !== undefined && { active }) };
      if (!isEmpty(change)) await manager.update(Disposition, { code }, change);
      const became = toView(await find(manager, code));
      await recordChange(manager, actorOf(caller), { resource: 'disposition', resourceId: code, action: 'changed', was: { ...was }, became: { ...became } });
      return became;
    });
  }

  /** Refused once a call has it: make it inactive instead, and reports keep its meaning. */
  async remove(caller: CurrentUser, code: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const was = toView(await find(manager, code, 'locked'));
      if (was.reserved) throw new PacelineError('in-use', 'disposition-relied-on', { disposition: code });
      const [call] = await rows<{ id: string }>(manager, 'SELECT id FROM calls WHERE disposition_code = ? LIMIT 1', [code]);
      if (call !== undefined) throw new PacelineError('in-use', 'disposition-of-calls');
      await manager.delete(Disposition, { code });
      await recordChange(manager, actorOf(caller), { resource: 'disposition', resourceId: code, action: 'deleted', was, became: null });
    });
  }
}

async function find(manager: EntityManager, code: string, locked?: 'locked'): Promise<Disposition> {
  const disposition = await manager.findOne(Disposition, { where: { code }, ...(locked && { lock: { mode: 'pessimistic_write' } }) });
  if (disposition === null) throw new PacelineError('not-found', 'disposition', { disposition: code });
  return disposition;
}

function toView({ code, label, meaning, system, active }: Disposition): DispositionView {
  return { code, label, meaning, system: Boolean(system), active: Boolean(active), reserved: Boolean(system) || isReserved(code) };
}
