const ASK_EVERY_MS = 200;

/** Asks until the answer is the one that is waited for; throws with the last one when the time is over. */
export async function poll<T>(ask: () => Promise<T>, done: (answer: T) => boolean, withinMs: number): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (done(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`Not reached within ${withinMs / 1000} s: ${JSON.stringify(answer).slice(0, 500)}`);
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
}
