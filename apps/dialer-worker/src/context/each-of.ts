/** Waits for all of them, whatever becomes of each; then throws what went wrong first. */
export async function eachOf(works: readonly Promise<unknown>[]): Promise<void> {
  for (const done of await Promise.allSettled(works)) if (done.status === 'rejected') throw done.reason;
}
