// @ts-check
// The stages of `npm test`, in two lanes beside each other, in the order of each. Cheap and telling ones come first.
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../libs/testing/services/home.mjs';

/**
 * What computes takes what is left of the processors by the whole systems of the other lane, which mostly wait.
 * @typedef {'computing' | 'waiting'} Lane
 */
/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {'check' | 'jest'} kind  a check counts as one; Jest counts its tests
 * @property {Lane} lane
 * @property {boolean} needsServices
 * @property {(options: { reportFile: string, extra: readonly string[] }) => [string, ...string[]]} command
 */

/** More workers than processors make tests of time slower and less certain. */
const workers = Math.min(4, Math.max(2, availableParallelism()));

/** @param {string} name */
const packageFile = (name) => path.join(projectRoot, 'node_modules', name);
/** Under npm its own program is known. @type {[string, ...string[]]} */
const npm = process.env['npm_execpath'] ? [process.execPath, process.env['npm_execpath']] : ['npm'];

/** @param {string} name @param {Stage['command']} command @returns {Stage} */
const check = (name, command) => ({ name, kind: 'check', lane: 'computing', needsServices: false, command });

/** @param {readonly string[]} projects @param {{ lane: Lane, needsServices: boolean, maxWorkers: number }} options @returns {Stage} */
function jest(projects, { maxWorkers, ...options }) {
  return {
    name: projects.join(' + '),
    kind: 'jest',
    ...options,
    command: ({ reportFile, extra }) => [
      process.execPath, packageFile('jest/bin/jest.js'), '--ci', '--selectProjects', ...projects, `--maxWorkers=${maxWorkers}`,
      '--json', `--outputFile=${reportFile}`, ...extra,
    ],
  };
}

/** @type {readonly Stage[]} */
export const stages = [
  check('typecheck', () => [process.execPath, packageFile('typescript/bin/tsc'), '--noEmit', '--project', projectRoot]),
  check('lint', () => [...npm, 'run', '--silent', 'lint']),
  jest(['unit'], { lane: 'computing', needsServices: false, maxWorkers: workers }),
  jest(['integration'], { lane: 'computing', needsServices: true, maxWorkers: workers }),
  // Phones that ring and people who talk: the processors have next to nothing to do.
  jest(['switch'], { lane: 'waiting', needsServices: false, maxWorkers: 2 * workers }),
  // The whole system in one process each, most of whose time is spent waiting. One more keeps two processors busy;
  // while something fails, many processes start, and one more would disturb their clocks.
  jest(['e2e'], { lane: 'waiting', needsServices: true, maxWorkers: 3 }),
  jest(['faults'], { lane: 'waiting', needsServices: true, maxWorkers: 2 }),
];
/** Both, in one run: among systems at work there is seldom more than one that fails, and none is the last that all wait for. */
const systems = jest(['e2e', 'faults'], { lane: 'waiting', needsServices: true, maxWorkers: 3 });

/**
 * The chosen stages by lane, in their order; those of one step run together. Each check keeps one processor busy, and
 * none waits for another.
 * @param {readonly Stage[]} chosen @returns {readonly (readonly (readonly Stage[])[])[]}
 */
export function lanesOf(chosen) {
  return /** @type {const} */ (['computing', 'waiting']).map((lane) => {
    const own = inOneRun(chosen.filter((stage) => stage.lane === lane));
    const checks = own.filter(({ kind }) => kind === 'check');
    return [...checks.length > 0 ? [checks] : [], ...own.filter(({ kind }) => kind === 'jest').map((stage) => [stage])];
  }).filter((steps) => steps.length > 0);
}

/** @param {readonly Stage[]} chosen @returns {readonly Stage[]} */
function inOneRun(chosen) {
  const others = chosen.filter(({ name }) => name !== 'e2e' && name !== 'faults');
  return chosen.length - others.length === 2 ? [...others, systems] : chosen;
}
