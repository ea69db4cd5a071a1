const { default: Sequencer } = require('@jest/test-sequencer');

/** Where Jest has no times yet, on a fresh clone, it begins with the largest files. These are short to read and take long. */
const LONG = [
  'switch-link.fault.ts', 'killed.fault.ts', 'stopped.fault.ts', 'agent-gone.fault.ts',
  'file-worker.e2e.ts', 'dialer-pacing.e2e.ts', 'npm-start.e2e.ts', 'dialer-guard.e2e.ts', 'dialer-redis.e2e.ts', 'demo.e2e.ts', 'dialer-second-record.e2e.ts',
];

/** @typedef {Parameters<InstanceType<typeof Sequencer>['sort']>[0]} Tests */

/** The longest first: begun last, one of them would run alone while the other processor waits. */
module.exports = class LongestFirst extends Sequencer {
  /** @override @param {Tests} tests */
  async sort(tests) {
    const place = (/** @type {{ path: string }} */ { path }) => {
      const index = LONG.findIndex((name) => path.endsWith(name));
      return index < 0 ? LONG.length : index;
    };
    const sorted = await super.sort(tests);
    return interleaved(sorted.sort((a, b) => place(a) - place(b)));
  }
};

/** Of several projects in one run, of each as much as it has: those of a kind run beside those of another. @param {Tests} tests */
function interleaved(tests) {
  const projectOf = (/** @type {Tests[number]} */ { context }) => context.config.id;
  const shareBefore = new Map(tests.map((test) => {
    const own = tests.filter((other) => projectOf(other) === projectOf(test));
    return [test, own.indexOf(test) / own.length];
  }));
  return tests.sort((a, b) => (shareBefore.get(a) ?? 0) - (shareBefore.get(b) ?? 0));
}
