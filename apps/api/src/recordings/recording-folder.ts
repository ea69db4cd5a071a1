import { access, constants, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import type { Environment } from '@paceline/platform/environment';
import { PacelineError } from '@paceline/platform/errors';
import { InjectEnvironment } from '../infrastructure/tokens';

/** A file that may be sent: `name` is below `root`, and neither leads anywhere else. */
export interface RecordingFile { readonly root: string; readonly name: string }

/** The folder where the switch leaves its recordings, as the API sees it. It is only read. */
@Injectable()
export class RecordingFolder {
  private readonly folder: string;

  constructor(@InjectEnvironment() { RECORDINGS_DIR }: Environment) {
    this.folder = path.resolve(RECORDINGS_DIR);
  }

  /** Null when it is not there. Throws `not-set-up` for a folder or a file that the API cannot see. */
  async find(name: string): Promise<RecordingFile | null> {
    const root = await realpath(this.folder).catch(() => { throw new PacelineError('not-set-up', 'recordings-not-there'); });
    try {
      // Followed to their end: whoever can write into the folder could lead out of it.
      const file = await realpath(path.join(root, name));
      if (!file.startsWith(`${root}${path.sep}`) || !(await stat(file)).isFile()) return null;
      await access(file, constants.R_OK);
      return { root, name: path.relative(root, file) };
    } catch (thrown) {
      const { code } = thrown as { code?: unknown }; // what Node throws has a code
      if (code === 'ENOENT' || code === 'ENOTDIR') return null;
      if (code === 'EACCES' || code === 'EPERM') throw new PacelineError('not-set-up', 'recordings-unreadable');
      throw thrown;
    }
  }
}
