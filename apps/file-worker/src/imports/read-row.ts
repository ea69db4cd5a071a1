import type { RejectionReason } from '@paceline/contracts/imports';
import type { ImportColumn } from '@paceline/persistence';
import { parsePhone, readPhone, type ParsedPhone } from '@paceline/platform/phones';
import { parseZone } from '@paceline/platform/zone-data/zone-names';
import { zoneOfPhone } from '@paceline/platform/zones';
import { countryOf } from './countries';
import { shown } from './file-error';
import { MAX_CELLS } from './record-splitter';

const MAX_ROW_CHARS = 32 * 1024;
const MAX_CELL_CHARS = 10_000;
const MAX_NAME_CHARS = 200;
const MAX_PHONES = 10;
/** Numbers of a row that are looked at; each costs as much as the rest of an ordinary row. */
const MAX_TRIED = 40;

export interface NewContact {
  readonly name: string;
  /** E.164, the primary first. */
  readonly phones: readonly [string, ...string[]];
  readonly zone: string | null;
  readonly fields: Readonly<Record<string, string>>;
}

export type RowResult =
  | { readonly kind: 'contact'; readonly contact: NewContact }
  | { readonly kind: 'rejected'; readonly reason: RejectionReason; readonly detail: string }
  /** An empty line: counted, nothing more. */
  | { readonly kind: 'blank' };

/** Cells of a row by what their column is for. */
interface Sorted {
  readonly phones: { readonly header: string; readonly text: string }[];
  readonly fields: [header: string, value: string][];
  readonly single: Partial<Record<ImportColumn['use'], { readonly header: string; readonly text: string }>>;
}

/** One data row as a contact, or why it is none. Texts are kept as they are, but for blanks around them. */
export function readRow(cells: readonly string[], columns: readonly ImportColumn[], importCountry: string | null): RowResult {
  if (cells.length > MAX_CELLS) return rejected('too-many-columns', `The row has more than ${MAX_CELLS.toLocaleString('en-US')} columns, the header ${columns.length}.`);
  if (cells.every((cell) => cell.trim() === '')) return { kind: 'blank' };
  const extra = cells.slice(columns.length).filter((cell) => cell.trim() !== '');
  if (extra.length > 0) {
    return rejected('too-many-columns', `The row has ${cells.length} columns, the header ${columns.length}; ${shown(extra[0] ?? '')} has no column. Is there a delimiter within a value that is not in quotation marks?`);
  }
  if (cells.reduce((sum, cell) => sum + cell.length, 0) > MAX_ROW_CHARS) {
    return rejected('row-too-long', `The row is longer than ${MAX_ROW_CHARS / 1024} KB. Is a quotation mark missing?`);
  }
  const long = cells.findIndex((cell) => cell.length > MAX_CELL_CHARS);
  if (long !== -1) {
    return rejected('cell-too-long', `The column ${shown(columns[long]?.header ?? '', 40)} holds ${shown(cells[long] ?? '', 40)}, longer than ${MAX_CELL_CHARS.toLocaleString('en-US')} characters.`);
  }
  const sorted = sortCells(cells, columns);
  const name = nameOf(sorted);
  if (name.length > MAX_NAME_CHARS) return rejected('name-too-long', `The name ${shown(name, 40)} is longer than ${MAX_NAME_CHARS} characters.`);

  const ownCountry = sorted.single.country;
  const country = (ownCountry && countryOf(ownCountry.text)) ?? importCountry;
  const phones = phonesOf(sorted, country);
  const [primary] = phones;
  if (primary === undefined) return withoutPhone(sorted, country);

  if (ownCountry !== undefined) sorted.fields.push([ownCountry.header, ownCountry.text]);
  const zone = sorted.single.zone === undefined ? null : parseZone(sorted.single.zone.text);
  // Never the phone's own instead: whoever wrote a zone meant that the number does not tell it.
  if (sorted.single.zone !== undefined && zone === null) return rejected('unknown-zone', `${shown(sorted.single.zone.text)} is no time zone that is known. Write it as Asia/Tehran or +03:30, or leave the cell empty.`);
  return {
    kind: 'contact',
    contact: {
      name,
      phones: [primary.e164, ...phones.slice(1).map(({ e164 }) => e164)],
      zone: zone ?? zoneOfPhone(primary.e164, primary.country),
      fields: Object.fromEntries(sorted.fields),
    },
  };
}

function rejected(reason: RejectionReason, detail: string): RowResult {
  return { kind: 'rejected', reason, detail };
}

function sortCells(cells: readonly string[], columns: readonly ImportColumn[]): Sorted {
  const sorted: Sorted = { phones: [], fields: [], single: {} };
  columns.forEach(({ header, use }, at) => {
    const text = (cells[at] ?? '').trim();
    if (text === '') return;
    if (use === 'phone') sorted.phones.push({ header, text });
    else if (use === 'field') sorted.fields.push([header, text]);
    else sorted.single[use] = { header, text };
  });
  return sorted;
}

function nameOf({ single }: Sorted): string {
  return single.name?.text ?? [single['first-name']?.text, single['last-name']?.text].filter((part) => part !== undefined).join(' ');
}

/** All numbers of the row, each once. What a phone column holds that is no number is kept as a field beside them. */
function phonesOf(sorted: Sorted, country: string | null): ParsedPhone[] {
  const found = new Map<string, ParsedPhone>();
  let tried = 0;
  for (const { header, text } of sorted.phones) {
    const parts = tried < MAX_TRIED ? numbersIn(text, country) : [null];
    tried += parts.length;
    const valid = parts.filter((phone) => phone !== null);
    for (const phone of valid) if (found.size < MAX_PHONES && !found.has(phone.e164)) found.set(phone.e164, phone);
    if (valid.length < parts.length || valid.some(({ e164 }) => !found.has(e164))) sorted.fields.push([header, text]);
  }
  return [...found.values()];
}

/** A cell may hold several numbers; a slash may also stand within one, so the whole is tried first. Null for each that is none. */
function numbersIn(text: string, country: string | null): readonly (ParsedPhone | null)[] {
  const whole = parsePhone(text, country);
  if (whole !== null) return [whole];
  const parts = text.split(/[;,،؛|/\n\r]+/).map((part) => part.trim()).filter((part) => part !== '');
  return parts.map((part, at) => at < MAX_TRIED ? parsePhone(part, country) : null);
}

function withoutPhone(sorted: Sorted, country: string | null): RowResult {
  const [first] = sorted.phones;
  if (first === undefined) return rejected('no-phone', 'The row has no phone number.');
  const reading = readPhone(first.text, country);
  const problem = reading.kind === 'none' ? reading.problem : 'no-number';
  if (problem === 'no-digit') return rejected('no-phone', `The row has no phone number: ${shown(first.text)} has no digit.`);
  if (problem === 'digits-lost') {
    return rejected('invalid-phone', `${shown(first.text)} was a number once: the spreadsheet has shortened it. Format the column as text and export it again.`);
  }
  if (problem === 'doubtful-area') {
    return rejected('doubtful-area', `${shown(first.text)} may lack its area code: as it stands it would be a number of another city in ${country}. Write it with its area code, 0 first.`);
  }
  const hint = country === null ? ' with its country code. Write it with + or name the country when uploading' : ` in ${country}`;
  return rejected('invalid-phone', `${shown(first.text)} is no phone number${hint}.`);
}
