import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** The next message of a child process; throws when it ends before, or takes longer. @param what that it does, for the error */
export async function messageOfChild<T>(child: ChildProcess, what: string, withinMs: number): Promise<T> {
  const settled = new AbortController();
  const timer = setTimeout(() => { settled.abort(new Error(`not within ${withinMs} ms: a process ${what}`)); }, withinMs);
  const { signal } = settled;
  const ended = once(child, 'exit', { signal }).then(() => { throw new Error(`a process ended before it ${what}`); });
  ended.catch(() => undefined); // lost the race
  try {
    const [message] = await Promise.race([once(child, 'message', { signal }), ended]) as [T]; // each question has one kind of answer
    return message;
  } catch (thrown) {
    throw signal.aborted ? signal.reason : thrown;
  } finally {
    clearTimeout(timer);
    settled.abort();
  }
}

const ANSWERS_WITHIN_MS = 60_000;

/** What a child process answers to an order. */
export async function ask<Order extends { readonly kind: string }, T>(child: ChildProcess, order: Order): Promise<T> {
  child.send(order);
  return await messageOfChild<T>(child, `answers ${order.kind}`, ANSWERS_WITHIN_MS);
}
