import type { DataSource, EntityManager } from 'typeorm';

/** Where a repository reads and writes: on a connection of the pool, or in the transaction that is under way. */
export type Database = DataSource | EntityManager;

export function managerOf(on: Database): EntityManager {
  return 'manager' in on ? on.manager : on;
}
