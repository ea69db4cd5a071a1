import { Injectable } from '@nestjs/common';
import type { CreateDisposition, DispositionView, PatchDisposition } from '@paceline/contracts/dispositions';
import { isReserved } from '@paceline/domain/retry/dispositions';
import { ClientDispositions, inTransaction, recordChange, type Disposition } from '@paceline/persistence';
import { PacelineError } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { isEmpty, orTaken } from '../edge/unique';

@Injectable()
export class DispositionsService {
  constructor(private readonly dataSource: DataSource) {}

  async all(caller: CurrentUser): Promise<{ items: DispositionView[] }> {
    return { items: (await new ClientDispositions(this.dataSource, caller).all()).map(toView) };
  }

  async create(caller: CurrentUser, disposition: CreateDisposition): Promise<DispositionView> {
    const { code } = disposition;
    return await orTaken('disposition', code, inTransaction(this.dataSource, async (manager) => {
      const dispositions = new ClientDispositions(manager, caller);
      await dispositions.create(disposition);
      const became = toView(found(await dispositions.find(code), code));
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
      const dispositions = new ClientDispositions(manager, caller);
      const was = toView(found(await dispositions.lock(code), code));
      if (meaning !== undefined && meaning !== was.meaning) {
        throw new PacelineError('wrong-state', 'disposition-meaning', { label: was.label });
      }
      if (active === false && was.reserved) {
        throw new PacelineError('wrong-state', 'disposition-relied-on', { disposition: code });
      }
      const change = { ...(label && { label }), ...(active !== undefined && { active }) };
      if (!isEmpty(change)) await dispositions.change(code, change);
      const became = toView(found(await dispositions.find(code), code));
      await recordChange(manager, actorOf(caller), { resource: 'disposition', resourceId: code, action: 'changed', was: { ...was }, became: { ...became } });
      return became;
    });
  }

  /** Refused once a call has it: make it inactive instead, and reports keep its meaning. */
  async remove(caller: CurrentUser, code: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const dispositions = new ClientDispositions(manager, caller);
      const was = toView(found(await dispositions.lock(code), code));
      if (was.reserved) throw new PacelineError('in-use', 'disposition-relied-on', { disposition: code });
      if (await dispositions.hasCalls(code)) throw new PacelineError('in-use', 'disposition-of-calls');
      await dispositions.remove(code);
      await recordChange(manager, actorOf(caller), { resource: 'disposition', resourceId: code, action: 'deleted', was, became: null });
    });
  }
}

function found(disposition: Disposition | null, code: string): Disposition {
  if (disposition === null) throw new PacelineError('not-found', 'disposition', { disposition: code });
  return disposition;
}

function toView({ code, label, meaning, system, active }: Disposition): DispositionView {
  return { code, label, meaning, system: Boolean(system), active: Boolean(active), reserved: Boolean(system) || isReserved(code) };
}
