import { MAX_CONTACT_CHARS, MAX_FIELD_CHARS, MAX_NAME_CHARS } from '@paceline/domain/lists/contact-bounds';
import { contains, nameOfParts } from '@paceline/domain/lists/person-name';
import { saysNoToCalls } from '@paceline/domain/lists/opt-out';
import type { RejectionReason } from '@paceline/contracts/imports';
import type { ImportColumn, NewContact } from '@paceline/persistence';
import { oneLine, plainNote } from '@paceline/domain/text/readable';
import { parseZone } from '@paceline/platform/zone-data/zone-names';
import { zoneOfPhone } from '@paceline/platform/zones';
import type { Cell } from './cell';
import { homeOf, saysNoCountry } from './countries';
import { shown } from './file-error';
import { MAX_CELLS } from './record-splitter';
import { phonesOfRow } from './row-phones';

export type RowResult =
  | { readonly kind: 'contact'; readonly contact: NewContact }
  /** `mayNotCall`: numbers of somebody who said no; that the row is no contact takes nothing from it. */
  | { readonly kind: 'rejected'; readonly reason: RejectionReason; readonly detail: string; readonly mayNotCall?: readonly string[] }
  /** An empty line: counted, nothing more. */
  | { readonly kind: 'blank' };

/** Cells of a row by what their column is for; those that say nothing are not among them. */
interface Sorted {
  readonly phones: Cell[];
  readonly countries: Cell[];
  readonly fields: [header: string, value: string][];
  readonly single: Partial<Record<ImportColumn['use'], Cell>>;
  saidNo: boolean;
}

/** One data row as a contact, or why it is none. Texts are kept as they are, but for blanks around them. */
export function readRow(cells: readonly string[], columns: readonly ImportColumn[], importCountry: string | null): RowResult {
  if (cells.length > MAX_CELLS) return rejected('too-many-columns', `The row has more than ${MAX_CELLS.toLocaleString('en-US')} columns, the header ${columns.length}.`);
  if (cells.every((cell) => cell.trim() === '')) return { kind: 'blank' };
  const extra = cells.slice(columns.length).filter((cell) => cell.trim() !== '');
  if (extra.length > 0) {
    return rejected('too-many-columns', `The row has ${cells.length} columns, the header ${columns.length}; ${shown(extra[0] ?? '')} has no column. Is there a delimiter within a value that is not in quotation marks?`);
  }
  if (cells.reduce((sum, cell) => sum + cell.length, 0) > MAX_CONTACT_CHARS) {
    return rejected('row-too-long', `The row is longer than ${MAX_CONTACT_CHARS / 1024} KB. Is a quotation mark missing?`);
  }
  const long = cells.findIndex((cell) => cell.length > MAX_FIELD_CHARS);
  if (long !== -1) {
    return rejected('cell-too-long', `The column ${shown(columns[long]?.header ?? '', 40)} holds ${shown(cells[long] ?? '', 40)}, longer than ${MAX_FIELD_CHARS.toLocaleString('en-US')} characters.`);
  }
  const sorted = sortCells(cells, columns);
  const country = countryOfRow(sorted.countries);
  const home = country === undefined ? importCountry : homeOf(country.text);
  if (country !== undefined && home === null) {
    return rejected('unknown-country', `${shown(country.text)} in the column ${shown(country.header, 40)} is no country that is known: its numbers could be anybody's. Write its name, its code of two letters or its calling code.`);
  }
  const found = phonesOfRow(sorted.phones, sorted.single['area-code'], home);
  if (found.kind === 'none') return rejected(found.reason, found.detail);
  const [primary] = found.phones;
  const phones: NewContact['phones'] = [primary.e164, ...found.phones.slice(1).map(({ e164 }) => e164)];
  const refused = (reason: RejectionReason, detail: string): RowResult => ({ ...rejected(reason, detail), ...(sorted.saidNo && { mayNotCall: phones }) });

  const { single } = sorted;
  const name = oneLine(nameOfParts({
    whole: single.name?.text, first: single['first-name']?.text, middle: single['middle-name']?.text, patronymic: single.patronymic?.text, last: single['last-name']?.text,
  }));
  if (name.length > MAX_NAME_CHARS) return refused('name-too-long', `The name ${shown(name, 40)} is longer than ${MAX_NAME_CHARS} characters.`);
  const zone = single.zone === undefined ? null : parseZone(single.zone.text);
  // Never the phone's own instead: whoever wrote a zone meant that the number does not tell it.
  if (single.zone !== undefined && zone === null) return refused('unknown-zone', `${shown(single.zone.text)} is no time zone that is known. Write it as Asia/Tehran or +03:30, or leave the cell empty.`);
  for (const { header, text } of [...found.unread, ...sorted.countries, ...partsOutsideOf(name, sorted)]) sorted.fields.push([header, text]);
  return {
    kind: 'contact',
    contact: {
      name, phones, isLandline: primary.isLandline, saidNo: sorted.saidNo,
      zone: zone ?? zoneOfPhone(primary.e164, primary.country), ...zone !== null && { zoneIsSaid: true },
      fields: Object.fromEntries(sorted.fields),
    },
  };
}

function rejected(reason: RejectionReason, detail: string): RowResult & { kind: 'rejected' } {
  return { kind: 'rejected', reason, detail };
}

/** MySQL's exports write `\\N` for nothing. */
const saysNothing = (text: string): boolean => text === '' || text === '\\N';

function sortCells(cells: readonly string[], columns: readonly ImportColumn[]): Sorted {
  const sorted: Sorted = { phones: [], countries: [], fields: [], single: {}, saidNo: false };
  columns.forEach(({ header, use }, at) => {
    const text = plainNote(cells[at] ?? '');
    if (saysNothing(text)) return;
    if (use === 'phone') sorted.phones.push({ header, text });
    else if (use === 'country' && !saysNoCountry(text)) sorted.countries.push({ header, text });
    else if (use === 'field' || use === 'country') sorted.fields.push([header, text]);
    else if (use === 'opt-out' || use === 'may-call') {
      sorted.fields.push([header, text]);
      sorted.saidNo ||= saysNoToCalls(use, text);
    } else sorted.single[use] = { header, text };
  });
  return sorted;
}

/** Of several country cells a calling code, which stands beside the number for its sake; else the first. */
function countryOfRow(cells: readonly Cell[]): Cell | undefined {
  return cells.find(({ text }) => homeOf(text)?.startsWith('+') === true) ?? cells[0];
}

/** Cells with parts of a name that the whole name beside them does not hold. */
function partsOutsideOf(name: string, { single }: Sorted): Cell[] {
  const parts = [single['first-name'], single['middle-name'], single.patronymic, single['last-name']];
  return parts.filter((part) => part !== undefined).filter(({ text }) => !contains(name, text));
}
