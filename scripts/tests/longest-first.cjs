const { default: Sequencer } = require('@jest/test-sequencer');

/** Where Jest has no times yet, on a fresh clone, it begins with the largest files. These are short to read and take minutes. */
const LONG = ['switch-link.fault.ts', 'killed.fault.ts', 'stopped.fault.ts', 'agent-gone.fault.ts'];

/** The longest first: begun last, one of them would run alone while the other processor waits. */
module.exports = class LongestFirst extends Sequencer {
  /** @override @param {Parameters<Sequencer['sort']>[0]} tests */
  async sort(tests) {
    const place = (/** @type {{ path: string }} */ { path }) => {
      const index = LONG.findIndex((name) => path.endsWith(name));
      return index < 0 ? LONG.length : index;
    };
    const sorted = await super.sort(tests);
    return sorted.sort((a, b) => place(a) - place(b));
  }
};
