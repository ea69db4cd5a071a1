import type { NamedThing } from '@paceline/contracts/messages/error-reasons';
import { DUPLICATE_ENTRY, mysqlErrorOf } from '@paceline/persistence';
import { PacelineError } from '@paceline/platform/errors';

/** Runs a write whose only unique key is a name that people choose. */
export async function orTaken<T>(what: NamedThing, name: string, write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (thrown) {
    if (mysqlErrorOf(thrown) !== DUPLICATE_ENTRY) throw thrown;
    throw new PacelineError('already-exists', 'name', { what, name });
  }
}

/** TypeORM refuses a change without a column. */
export function isEmpty(change: object): boolean {
  return Object.values(change).every((value) => value === undefined);
}
