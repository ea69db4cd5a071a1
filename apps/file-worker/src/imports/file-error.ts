import type { FileErrorCode } from '@paceline/contracts/imports';

/** The file as a whole cannot be imported. The sentence is for the person who uploaded it: what is wrong, what to do. */
export class FileError extends Error {
  constructor(readonly code: FileErrorCode, readonly detail: string) {
    super(`${code}: ${detail}`);
    this.name = 'FileError';
  }
}

/** A value of the file within a sentence: short, on one line. */
export function shown(value: string, length = 60): string {
  const points = [...value.replace(/\s+/g, ' ').trim()];
  return `“${points.length > length ? `${points.slice(0, length).join('')}…` : points.join('')}”`;
}
