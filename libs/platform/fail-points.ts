/**
 * Named places at which a process can be made to end or to stop, as a crash, a power cut or an overcommitted host do
 * it: between any two steps. For tests only: without `enableFailPoints` every part is itself and nothing is counted.
 *
 * `withFailPoints('calls', repository)` makes two points of each method: `calls.end:before`, when nothing was sent
 * yet, and `calls.end:after`, when its answer is there. Of a part whose methods write in the caller's tick (the
 * switch's) `:after` is right behind the write, before any answer.
 */
export type FailAction = 'kill' | 'stop';

export interface FailOrder {
  readonly point: string;
  /** At the n-th time that it is reached, from 1. */
  readonly hit: number;
  readonly action: FailAction;
}

const SIGNALS: Readonly<Record<FailAction, NodeJS.Signals>> = { kill: 'SIGKILL', stop: 'SIGSTOP' };

let enabled = false;
let order: (FailOrder & { left: number }) | null = null;

/** Takes orders from the parent process (`{failAt: FailOrder}`); a later one replaces an earlier one. */
export function enableFailPoints(): void {
  enabled = true;
  process.on('message', (message: unknown) => {
    const { failAt } = Object(message) as { failAt?: FailOrder };
    if (failAt !== undefined) order = { ...failAt, left: failAt.hit };
  });
}

export function withFailPoints<T extends object>(name: string, part: T, after: 'written' | 'answered' = 'answered'): T {
  if (!enabled) return part;
  return new Proxy(part, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function' || typeof key !== 'string') return value;
      return (...args: readonly unknown[]): unknown => {
        reach(`${name}.${key}:before`);
        const result: unknown = Reflect.apply(value, target, args);
        if (after === 'answered' && result instanceof Promise) {
          return result.then((answer: unknown) => { reach(`${name}.${key}:after`); return answer; });
        }
        reach(`${name}.${key}:after`);
        return result;
      };
    },
  });
}

function reach(point: string): void {
  if (order?.point !== point) return;
  order.left -= 1;
  if (order.left > 0) return;
  const { action } = order;
  order = null;
  // Ends or stops this process before the call returns.
  process.kill(process.pid, SIGNALS[action]);
}
