import { oneLine } from '@paceline/domain/text/readable';
import type { ColumnUse } from '@paceline/domain/lists/column-use';
import { CONSENT_COLUMNS } from '@paceline/domain/lists/consent-column';
import { consentColumn } from '@paceline/domain/lists/opt-out';
import { REPEATABLE } from '@paceline/domain/lists/column-use';
import { meaningOfHeader, type HeaderMeaning } from '@paceline/domain/lists/header-meaning';
import type { ImportColumn } from '@paceline/persistence';
import { parsePhone } from '@paceline/platform/phones';
import { FileError, excerpt } from './file-error';

const MAX_COLUMNS = 200;
const MAX_HEADER = 64;
const SHOWN_COLUMNS = 12;
const OF_A_PERSON: readonly HeaderMeaning[] = ['name', 'first-name', 'middle-name', 'patronymic', 'last-name'];

/**
 * What each column of a file holds, by its header and by those beside it. A use that may stand once (name, zone) is the first
 * such column's; later ones are fields. Headers are made distinct, so that no field hides another.
 */
export function readColumns(headers: readonly string[], country: string | null): readonly ImportColumn[] {
  if (headers.length > MAX_COLUMNS) {
    throw new FileError({ code: 'too-many-columns', params: { columns: headers.length, maxColumns: MAX_COLUMNS } });
  }
  const taken = new Set<ColumnUse>();
  const names = new Set<string>();
  const meanings = headers.map(meaningOfHeader);
  const columns = headers.map((header, at): ImportColumn => {
    const wanted = useOf(header, meanings[at] ?? 'field', meanings);
    const use = taken.has(wanted) && !REPEATABLE.has(wanted) ? 'field' : wanted;
    taken.add(use);
    return { header: distinct(header, at, names), use };
  });
  if (!taken.has('phone')) throw noPhoneColumn(headers, country);
  return columns;
}

/** A meaning among all of them: what `Name` is, `Surname` beside it tells. */
function useOf(header: string, meaning: HeaderMeaning, all: readonly HeaderMeaning[]): ColumnUse {
  const has = (other: HeaderMeaning): boolean => all.includes(other);
  // A consent is given at some time and for something: a column of one of them alone is what it would be without the other.
  const isOfConsent = (CONSENT_COLUMNS as readonly HeaderMeaning[]).includes(meaning);
  if (isOfConsent && !(has('consent-at') && has('consent-purpose'))) return consentColumn(header) ?? 'field';
  switch (meaning) {
    case 'perhaps-phone': return has('phone') ? 'field' : 'phone';
    case 'party': return OF_A_PERSON.some(has) ? 'field' : 'name';
    case 'company': return has('party') || OF_A_PERSON.some(has) ? 'field' : 'name';
    case 'name':
      if (has('last-name') && !has('first-name')) return 'first-name';
      return has('first-name') && !has('last-name') ? 'last-name' : 'name';
    default: return meaning;
  }
}

function noPhoneColumn(headers: readonly string[], country: string | null): FileError {
  const number = headers.find((cell) => parsePhone(cell, country) !== null);
  if (number !== undefined) return new FileError({ code: 'no-header', params: { phone: excerpt(number) } });
  return new FileError({ code: 'no-phone-column', params: { columns: headers.slice(0, SHOWN_COLUMNS).map((header) => excerpt(header, 24)) } });
}

function distinct(header: string, at: number, names: Set<string>): string {
  const base = [...oneLine(header).replace(/\s+/g, ' ')].slice(0, MAX_HEADER).join('') || `column ${at + 1}`;
  let name = base;
  for (let copy = 2; names.has(name); copy++) name = `${base} (${copy})`;
  names.add(name);
  return name;
}
