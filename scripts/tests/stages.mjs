// @ts-check
// The stages of `npm test`, in order. Cheap and telling ones come first.
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../libs/testing/services/home.mjs';

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {'check' | 'jest'} kind  a check counts as one; Jest counts its tests
 * @property {boolean} needsServices
 * @property {(options: { reportFile: string, extra: readonly string[] }) => [string, ...string[]]} command
 */

/** More workers than processors make tests of time slower and less certain. */
const workers = Math.min(4, Math.max(2, availableParallelism()));

/** @param {string} name */
const packageFile = (name) => path.join(projectRoot, 'node_modules', name);
/** Under npm its own program is known. @type {[string, ...string[]]} */
const npm = process.env['npm_execpath'] ? [process.execPath, process.env['npm_execpath']] : ['npm'];

/** @param {string} project @param {{ needsServices: boolean, maxWorkers: number }} options @returns {Stage} */
function jest(project, { needsServices, maxWorkers }) {
  return {
    name: project,
    kind: 'jest',
    needsServices,
    command: ({ reportFile, extra }) => [
      process.execPath, packageFile('jest/bin/jest.js'), '--ci', '--selectProjects', project, `--maxWorkers=${maxWorkers}`,
      '--json', `--outputFile=${reportFile}`, ...extra,
    ],
  };
}

/** @type {readonly Stage[]} */
export const stages = [
  { name: 'typecheck', kind: 'check', needsServices: false, command: () => [process.execPath, packageFile('typescript/bin/tsc'), '--noEmit', '--project', projectRoot] },
  { name: 'lint', kind: 'check', needsServices: false, command: () => [...npm, 'run', '--silent', 'lint'] },
  jest('unit', { needsServices: false, maxWorkers: workers }),
  jest('integration', { needsServices: true, maxWorkers: workers }),
  // Phones that ring and people who talk: the processors have next to nothing to do.
  jest('switch', { needsServices: false, maxWorkers: 2 * workers }),
  // The whole system in one process each, most of whose time is spent waiting. One more keeps two processors busy;
  // while something fails, many processes start, and one more would disturb their clocks.
  jest('e2e', { needsServices: true, maxWorkers: 3 }),
  jest('faults', { needsServices: true, maxWorkers: 2 }),
];
