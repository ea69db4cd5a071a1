import type { AgentPool } from '@paceline/agent-pool';
import { ReplyError } from 'ioredis';

/** What says that something happened to an agent, and is not asked again: when it is refused, the view is wrong from then on. */
const CHANGES: ReadonlySet<string | symbol> = new Set<keyof AgentPool>([
  'signIn', 'signOut', 'setStatus', 'setLines', 'setLeg', 'confirm', 'release', 'finish', 'endWrapUp',
]);

/**
 * A Redis that is there and refuses to write (its memory or its disk is full, it was made a replica) does not break the
 * connection, so that nothing would bring the missed change back: whoever builds the pool is told.
 */
export function watchedPool(pool: AgentPool, missedChange: () => void): AgentPool {
  return new Proxy(pool, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      return (...args: readonly unknown[]): unknown => {
        const result: unknown = Reflect.apply(value, target, args);
        if (!CHANGES.has(key) || !(result instanceof Promise)) return result;
        return result.catch((thrown: unknown) => {
          if (thrown instanceof ReplyError) missedChange();
          throw thrown;
        });
      };
    },
  });
}
