import { readFile, readdir, rename, stat, unlink } from 'node:fs/promises';
import path from 'node:path';

const RECORD = /\.cdr\.json$/;
/** Real ones have 4 to 11 kB. */
const LARGEST_BYTES = 1024 * 1024;
export const SET_ASIDE = '.unreadable';

export type SpoolFile =
  | { readonly kind: 'whole'; readonly json: unknown }
  /** Not (yet) JSON: the switch may be in the middle of writing it. */
  | { readonly kind: 'broken'; readonly writtenAtMs: number }
  /** Taken by another instance meanwhile. */
  | { readonly kind: 'gone' };

/** The folder where the switch puts the records that it could not post; one file each, named by the leg. */
export class SpoolFolder {
  constructor(private readonly folder: string) {}

  async names(): Promise<string[]> {
    return (await readdir(this.folder)).filter((name) => RECORD.test(name)).sort();
  }

  async read(name: string): Promise<SpoolFile> {
    try {
      // Asked for before the content: whatever is written from now on makes it younger, not older.
      const { mtimeMs, size } = await stat(this.at(name));
      if (size > LARGEST_BYTES) return { kind: 'broken', writtenAtMs: mtimeMs };
      const text = await readFile(this.at(name), 'utf8');
      return parsed(text) ?? { kind: 'broken', writtenAtMs: mtimeMs };
    } catch (thrown) {
      if (isGone(thrown)) return { kind: 'gone' };
      throw thrown;
    }
  }

  async remove(name: string): Promise<void> {
    await unlink(this.at(name)).catch(unlessGone);
  }

  /** Kept under another name, for a person to look at. */
  async setAside(name: string): Promise<void> {
    await rename(this.at(name), this.at(`${name}${SET_ASIDE}`)).catch(unlessGone);
  }

  private at(name: string): string {
    return path.join(this.folder, name);
  }
}

/** A record is one object: cut off anywhere it is no JSON. */
function parsed(text: string): SpoolFile | null {
  try {
    return { kind: 'whole', json: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

function isGone(thrown: unknown): boolean {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === 'ENOENT';
}

function unlessGone(thrown: unknown): void {
  if (!isGone(thrown)) throw thrown;
}
