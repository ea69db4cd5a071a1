import { posix } from 'node:path';
import type { SimulatorOptions } from '../options';

/** Whether the switch could write there: below one of its recording folders. */
export function isWritable(path: string, options: SimulatorOptions): boolean {
  const real = posix.normalize(path);
  return options.recordingFolders.some((folder) => real.startsWith(`${posix.normalize(folder)}/`));
}
