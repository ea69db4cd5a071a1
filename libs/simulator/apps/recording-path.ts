import { posix } from 'node:path';
import type { SwitchCore } from '../core/switch-core';
import type { SimulatorOptions } from '../options';

/** Whether `uuid_record` could write there: below one of the recording folders, since it makes folders. */
export function isWritable(path: string, options: SimulatorOptions): boolean {
  const real = posix.normalize(path);
  return options.recordingFolders.some((folder) => real.startsWith(`${posix.normalize(folder)}/`));
}

/** Whether `record` could: into a folder that is there. */
export function isInAFolder(path: string, core: SwitchCore): boolean {
  const folder = posix.dirname(posix.normalize(path));
  return core.foldersMade.has(folder) || core.options.recordingFolders.some((one) => posix.normalize(one) === folder);
}
