// @ts-check
// Runs the conformance suite of test/switch in this process, with Jest's own options.
import { run } from 'jest';

/**
 * Takes `--destructive` out of the arguments: the suite reads it as SWITCH_DESTRUCTIVE, because Jest refuses options
 * that it does not know.
 * @param {readonly string[]} argv
 */
export function takeDestructive(argv) {
  const rest = argv.filter((word) => word !== '--destructive');
  if (rest.length < argv.length) process.env['SWITCH_DESTRUCTIVE'] = '1';
  return rest;
}

/** @param {readonly string[]} args of Jest */
export async function runSuite(args) {
  // A real switch is one for all files: those that disturb it must not meet the others.
  const oneByOne = process.env['FREESWITCH_HOST'] === undefined ? [] : ['--runInBand'];
  await run(['--selectProjects', 'switch', ...oneByOne, ...args]);
}
