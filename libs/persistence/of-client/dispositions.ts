import { In } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import { managerOf, type Database } from '../database';
import { Disposition } from '../entities/organisation';
import { rows } from '../transaction';

/** What can be said of a client's calls. */
export class ClientDispositions {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  async all(): Promise<Disposition[]> {
    return await managerOf(this.on).find(Disposition, { where: { clientId: this.clientId }, order: { code: 'ASC' } });
  }

  async find(code: string): Promise<Disposition | null> {
    return await managerOf(this.on).findOneBy(Disposition, { clientId: this.clientId, code });
  }

  async lock(code: string): Promise<Disposition | null> {
    return await managerOf(this.on).findOne(Disposition, { where: { clientId: this.clientId, code }, lock: { mode: 'pessimistic_write' } });
  }

  /** Those of these codes that there are. */
  async of(codes: readonly string[]): Promise<ReadonlyMap<string, Disposition>> {
    if (codes.length === 0) return new Map();
    const found = await managerOf(this.on).findBy(Disposition, { clientId: this.clientId, code: In([...codes]) });
    return new Map(found.map((disposition) => [disposition.code, disposition]));
  }

  async create(disposition: Pick<Disposition, 'code' | 'label' | 'meaning'>): Promise<void> {
    await managerOf(this.on).insert(Disposition, { ...disposition, clientId: this.clientId, system: false, active: true });
  }

  async change(code: string, change: Partial<Pick<Disposition, 'label' | 'active'>>): Promise<void> {
    await managerOf(this.on).update(Disposition, { clientId: this.clientId, code }, change);
  }

  async remove(code: string): Promise<void> {
    await managerOf(this.on).delete(Disposition, { clientId: this.clientId, code });
  }

  async hasCalls(code: string): Promise<boolean> {
    return (await rows(this.on, 'SELECT 1 FROM calls WHERE client_id = ? AND disposition_code = ? LIMIT 1', [this.clientId, code])).length > 0;
  }
}
