// @ts-check
// `npm run test:switch [-- --destructive] [JEST OPTIONS]`: test/switch/README.md.
import { runSuite, takeDestructive } from './run-suite.mjs';

const args = takeDestructive(process.argv.slice(2));
// The scenarios mostly wait, so many are played side by side.
const sideBySide = args.some((word) => word.startsWith('--maxConcurrency')) ? [] : ['--maxConcurrency=20'];
// Verbose: a scenario that is skipped says why in its name.
await runSuite(['--verbose', ...sideBySide, ...args]);
