import type { ErrorFacts } from '@paceline/contracts/messages/error-words';
import type { DataSource, EntityManager } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import { Command, type CommandKind } from './entities/telephony';
import { write } from './transaction';

/** What the API asks of the owner of a switch: a row first, a wake-up second, so that a restart loses neither. */
export class CommandRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Within the caller's transaction when it gives its manager: the change and the command stand or fall together. */
  async add(command: ClientScope & { id: string; switchId: string; kind: CommandKind; payload: Record<string, string | null> }, manager: EntityManager = this.dataSource.manager): Promise<void> {
    await manager.insert(Command, { ...command, state: 'pending' });
  }

  async find(id: string): Promise<Command | null> {
    return await this.dataSource.manager.findOneBy(Command, { id });
  }

  async pending(switchId: string): Promise<Command[]> {
    return await this.dataSource.manager.find(Command, { where: { switchId, state: 'pending' }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  /** False when it was closed before: a command is carried out once. */
  async close(id: string, error: ErrorFacts | null): Promise<boolean> {
    const closed = await write(this.dataSource,
      "UPDATE commands SET state = ?, error = ?, done_at = UTC_TIMESTAMP(3) WHERE id = ? AND state = 'pending'",
      [error === null ? 'done' : 'failed', error === null ? null : JSON.stringify(error), id]);
    return closed.affectedRows === 1;
  }
}
