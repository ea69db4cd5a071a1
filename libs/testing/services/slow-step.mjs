// @ts-check
// Somebody waits: what for is said, once it takes long enough to be wondered at.

const WONDERED_AT_AFTER_MS = 1_500;

/**
 * @template T
 * @param {string} what  such as `starting MariaDB and Redis`
 * @param {() => Promise<T>} work
 * @param {(line: string) => void} log
 * @returns {Promise<T>}
 */
export async function saidWhenSlow(what, work, log) {
  const timer = setTimeout(() => log(`${what} …`), WONDERED_AT_AFTER_MS);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}
