import type { DataSource, EntityManager } from 'typeorm';
import { recordChange, system } from './audit-trail';
import { OWN_CLIENT, type ClientScope } from '@paceline/domain/client/client';
import { ClientRow, Disposition, NO_DISPOSITION } from './entities/organisation';
import { inTransaction, write } from './transaction';

/** What a client begins with; what more there is to say of its calls its managers add. */
const DISPOSITIONS: readonly Pick<Disposition, 'code' | 'label' | 'meaning' | 'system'>[] = [
  { code: NO_DISPOSITION, label: 'None given', meaning: 'final', system: true },
  { code: 'interested', label: 'Interested', meaning: 'final', system: false },
  { code: 'not-interested', label: 'Not interested', meaning: 'final', system: false },
  { code: 'wrong-number', label: 'Wrong number', meaning: 'final', system: false },
  { code: 'call-again', label: 'Call again', meaning: 'retry', system: false },
  { code: 'answering-machine', label: 'Answering machine', meaning: 'retry', system: false },
  { code: 'do-not-call', label: 'Do not call', meaning: 'do-not-call', system: false },
];

/** For whom the installation calls. */
export class ClientRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The client of this name, made if there is none yet. */
  async put(name: string): Promise<ClientScope & { readonly made: boolean }> {
    return await inTransaction(this.dataSource, async (manager) => {
      const { affectedRows } = await write(manager, 'INSERT IGNORE INTO clients (name) VALUES (?)', [name]);
      const { id: clientId } = await manager.findOneOrFail(ClientRow, { where: { name }, lock: { mode: 'pessimistic_write' } });
      if (affectedRows === 1) await begin(manager, { clientId }, name);
      return { clientId, made: affectedRows === 1 };
    });
  }
}

/** That there is a new one is in the trail of the installation's own. */
async function begin(manager: EntityManager, { clientId }: ClientScope, name: string): Promise<void> {
  await manager.insert(Disposition, DISPOSITIONS.map((disposition) => ({ ...disposition, clientId, active: true })));
  await recordChange(manager, system(OWN_CLIENT), { resource: 'client', resourceId: clientId, action: 'created', was: null, became: { name } });
}
