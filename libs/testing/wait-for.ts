import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';

/** How long to wait and how often to look. */
export interface WaitOptions {
  readonly deadlineMs?: number;
  readonly everyMs?: number;
}

/** Only an end of what hangs: a busy machine takes its time, and no verdict may depend on it. */
const HANGS_AFTER_MS = 60_000;

/** What a probe may answer: anything but these is the awaited value. */
type NotYet = false | null | undefined;

/**
 * Looks until `probe` answers with something other than false, null or undefined, and returns that. A probe that
 * throws is asked again. At the deadline it throws, and says what was seen last; a probe that hangs ends there too.
 *
 *     const call = await waitFor('the call is bridged', async () => (await find(id)).state === 'TALKING');
 *
 * @param what the condition as a sentence, for the error
 */
export async function waitFor<T>(
  what: string,
  probe: () => Promise<T | NotYet> | T | NotYet,
  { deadlineMs = HANGS_AFTER_MS, everyMs = 10 }: WaitOptions = {},
): Promise<T> {
  const deadlineAt = performance.now() + deadlineMs;
  const deadline = new AbortController();
  const timeUp = delay(deadlineMs, undefined, { signal: deadline.signal }).catch(() => undefined);
  let seen = 'no answer yet';
  try {
    for (let looks = 1; ; looks += 1) {
      const asked = Promise.resolve().then(probe).then(
        (value) => ({ value, seen: `last answer: ${String(value)}` }),
        (error: unknown) => ({ value: undefined, seen: `last error: ${error instanceof Error ? error.message : inspect(error)}` }),
      );
      const answer = await Promise.race([asked, timeUp]);
      if (answer && answer.value !== false && answer.value !== null && answer.value !== undefined) return answer.value;
      seen = answer ? answer.seen : `${seen}, then the probe hung`;
      if (!answer || performance.now() >= deadlineAt) {
        throw new Error(`not within ${deadlineMs} ms: ${what} (looked ${looks} times; ${seen})`);
      }
      await delay(everyMs);
    }
  } finally {
    deadline.abort();
  }
}

/**
 * Looks until a value satisfies a condition, and returns it. At the deadline it throws with the value seen last,
 * which `waitFor` alone cannot show.
 */
export async function waitForValue<T>(
  what: string,
  read: () => Promise<T> | T,
  isRight: (value: T) => boolean,
  options: WaitOptions = {},
): Promise<T> {
  let last: { value: T } | undefined;
  try {
    const found = await waitFor(what, async () => {
      last = { value: await read() };
      return isRight(last.value) && last;
    }, options);
    return found.value;
  } catch (error) {
    if (!last || !(error instanceof Error)) throw error;
    throw new Error(`${error.message}; value seen last: ${inspect(last.value, { depth: 4, breakLength: 120 })}`, { cause: error });
  }
}
