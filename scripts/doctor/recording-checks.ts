import { constants } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '@paceline/platform/errors';
import type { Check } from './check';

const NAME = 'recordings for the API';

/**
 * Whether the API can give out what the switch records: its folder is there, and the newest recording can be read. The switch
 * makes a folder for each day, readable for itself and its group alone.
 */
export async function checkRecordings(folder: string, newest: string | null): Promise<Check> {
  try {
    await readdir(folder);
    if (newest !== null) await access(path.join(folder, newest), constants.R_OK);
    return { name: NAME, result: 'ok', detail: newest === null ? `${folder} can be read` : `${newest} can be read` };
  } catch (thrown) {
    return { name: NAME, result: 'warning', detail: `${messageOf(thrown)} (RECORDINGS_DIR; run this where the API runs, as its user, who has to be in the switch's group)` };
  }
}
