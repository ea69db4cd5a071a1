import type { ImportColumn } from '@paceline/persistence';
import { parsePhone } from '@paceline/platform/phones';
import { FileError, shown } from './file-error';
import { meaningOfHeader } from './header-words';

const MAX_COLUMNS = 200;
const MAX_HEADER = 64;

/**
 * What each column of a file holds, by its header. A use that may stand once (name, zone, country) is the first
 * such column's; later ones are fields. Headers are made distinct, so that no field hides another.
 */
export function readColumns(headers: readonly string[], country: string | null): readonly ImportColumn[] {
  if (headers.length > MAX_COLUMNS) {
    throw new FileError('too-many-columns', `The file has more than ${MAX_COLUMNS} columns. Is the first line really the names of the columns?`);
  }
  const taken = new Set<ImportColumn['use']>();
  const names = new Set<string>();
  const meanings = headers.map(meaningOfHeader);
  const perhaps = meanings.includes('phone') ? 'field' : 'phone';
  const columns = headers.map((header, at): ImportColumn => {
    const meaning = meanings[at] ?? 'field';
    const wanted = meaning === 'perhaps-phone' ? perhaps : meaning;
    const use = wanted !== 'phone' && wanted !== 'field' && taken.has(wanted) ? 'field' : wanted;
    taken.add(use);
    return { header: distinct(header, at, names), use };
  });
  if (!taken.has('phone')) throw noPhoneColumn(headers, country);
  return columns;
}

function noPhoneColumn(headers: readonly string[], country: string | null): FileError {
  const number = headers.find((cell) => parsePhone(cell, country) !== null);
  if (number !== undefined) {
    return new FileError('no-header', `The first line holds a phone number, ${shown(number)}, and not the names of the columns. Put a line with names above it, such as name,phone.`);
  }
  const list = headers.slice(0, 12).map((header) => shown(header, 24)).join(', ');
  return new FileError('no-phone-column', `No column is named as a phone. The columns are ${list}. Name one of them “phone”, “mobile” or the like.`);
}

function distinct(header: string, at: number, names: Set<string>): string {
  const base = [...header.replace(/\s+/g, ' ').trim()].slice(0, MAX_HEADER).join('') || `column ${at + 1}`;
  let name = base;
  for (let copy = 2; names.has(name); copy++) name = `${base} (${copy})`;
  names.add(name);
  return name;
}
