import type { FileErrors } from '@paceline/contracts/messages/import-findings';
import type { Message } from '@paceline/contracts/messages/message';
import { oneLine } from '@paceline/domain/text/readable';

/** The file as a whole cannot be imported, and why. */
export class FileError extends Error {
  constructor(readonly why: Message<FileErrors>) {
    super(`${why.code} ${JSON.stringify(why.params)}`);
    this.name = 'FileError';
  }
}

/** A value of the file, to be told: short, and on one line. */
export function excerpt(value: string, length = 60): string {
  const points = [...oneLine(value).replace(/\s+/g, ' ')];
  return points.length > length ? `${points.slice(0, length).join('')}…` : points.join('');
}
