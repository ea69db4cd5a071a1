// @ts-check
// Loaded into a worker's process before its own code, of whatever build: says what the process has spent and holds when
// its parent asks. See probed-worker.ts.
/** @param {unknown} message */
function answer(message) {
  if (message === 'cpu') {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMs: (user + system) / 1000 });
  } else if (message === 'memory') {
    const { rss, heapUsed } = process.memoryUsage();
    process.send?.({ rssBytes: rss, heapBytes: heapUsed });
  } else if (message === 'heap') {
    // What the first leaves to finalizers and weak references goes with those after it.
    for (let times = 0; times < 4; times++) globalThis.gc?.();
    process.send?.({ heapBytes: process.memoryUsage().heapUsed });
  }
}

process.on('message', answer);
