import { setTimeout as delay } from 'node:timers/promises';
import type { ErrorFacts } from '@paceline/contracts/messages/error-words';
import { CommandRepository, type Command } from '@paceline/persistence';
import type { TestApi } from './api';

/** Answers the API's commands in the place of a worker, as the test says. */
export interface FakeOwner {
  readonly seen: Command[];
  /** Null carries a command out; an error refuses it; undefined leaves it alone. */
  respond: (command: Command) => ErrorFacts | null | undefined;
  readonly stop: () => Promise<void>;
}

export function startOwner(api: TestApi): FakeOwner {
  const commands = new CommandRepository(api.database);
  let stopped = false;
  const owner: FakeOwner = { seen: [], respond: () => null, stop: async () => { stopped = true; await loop; } };
  const loop = (async () => {
    while (!stopped) {
      for (const command of await commands.pending(api.environment.SWITCH_ID)) {
        if (!owner.seen.some(({ id }) => id === command.id)) owner.seen.push(command);
        const error = owner.respond(command);
        if (error !== undefined) await commands.close(command.id, error);
      }
      await delay(10);
    }
  })();
  return owner;
}
