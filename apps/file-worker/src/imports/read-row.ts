import { MAX_CONTACT_CHARS, MAX_FIELD_CHARS, MAX_NAME_CHARS } from '@paceline/domain/lists/contact-bounds';
import { contains, nameOfParts } from '@paceline/domain/lists/person-name';
import { CONSENT_COLUMNS } from '@paceline/domain/lists/consent-column';
import { saysNoToCalls } from '@paceline/domain/lists/opt-out';
import { readConsent, type ConsentFault } from '@paceline/domain/lists/read-consent';
import type { RejectionReasons } from '@paceline/contracts/messages/import-findings';
import type { Message } from '@paceline/contracts/messages/message';
import type { ImportColumn, NewContact } from '@paceline/persistence';
import { oneLine, plainNote } from '@paceline/domain/text/readable';
import { parseZone } from '@paceline/platform/zone-data/zone-names';
import { zoneOfPhone } from '@paceline/platform/zones';
import type { Cell } from './cell';
import { homeOf, saysNoCountry } from './countries';
import { excerpt } from './file-error';
import { MAX_CELLS } from './record-splitter';
import { phonesOfRow } from './row-phones';

export type RowResult =
  | { readonly kind: 'contact'; readonly contact: NewContact }
  /** `mayNotCall`: numbers of somebody who said no; that the row is no contact takes nothing from it. */
  | { readonly kind: 'rejected'; readonly why: Message<RejectionReasons>; readonly mayNotCall?: readonly string[] }
  /** An empty line: counted, nothing more. */
  | { readonly kind: 'blank' };

/** Of the record. */
const MAX_PROOF_CHARS = 255;

/** Cells of a row by what their column is for; those that say nothing are not among them. */
interface Sorted {
  readonly phones: Cell[];
  readonly countries: Cell[];
  readonly fields: [header: string, value: string][];
  readonly single: Partial<Record<ImportColumn['use'], Cell>>;
  saidNo: boolean;
}

/** One data row as a contact, or why it is none. Texts are kept as they are, but for blanks around them. */
export function readRow(cells: readonly string[], columns: readonly ImportColumn[], importCountry: string | null, nowMs: number): RowResult {
  if (cells.length > MAX_CELLS) return rejected({ code: 'too-many-columns', params: { moreThan: MAX_CELLS, named: columns.length } });
  if (cells.every((cell) => cell.trim() === '')) return { kind: 'blank' };
  const extra = cells.slice(columns.length).filter((cell) => cell.trim() !== '');
  if (extra.length > 0) return rejected({ code: 'too-many-columns', params: { columns: cells.length, named: columns.length, beyond: excerpt(extra[0] ?? '') } });
  if (cells.reduce((sum, cell) => sum + cell.length, 0) > MAX_CONTACT_CHARS) return rejected({ code: 'row-too-long', params: { maxChars: MAX_CONTACT_CHARS } });
  const long = cells.findIndex((cell) => cell.length > MAX_FIELD_CHARS);
  if (long !== -1) {
    return rejected({ code: 'cell-too-long', params: { column: excerpt(columns[long]?.header ?? '', 40), written: excerpt(cells[long] ?? '', 40), maxChars: MAX_FIELD_CHARS } });
  }
  const sorted = sortCells(cells, columns);
  const country = countryOfRow(sorted.countries);
  const home = country === undefined ? importCountry : homeOf(country.text);
  if (country !== undefined && home === null) {
    return rejected({ code: 'unknown-country', params: { written: excerpt(country.text), column: excerpt(country.header, 40) } });
  }
  const found = phonesOfRow(sorted.phones, sorted.single['area-code'], home);
  if (found.kind === 'none') return rejected(found.why);
  const [primary] = found.phones;
  const phones: NewContact['phones'] = [primary.e164, ...found.phones.slice(1).map(({ e164 }) => e164)];
  const refused = (why: Message<RejectionReasons>): RowResult => ({ ...rejected(why), ...(sorted.saidNo && { mayNotCall: phones }) });

  const { single } = sorted;
  const name = oneLine(nameOfParts({
    whole: single.name?.text, first: single['first-name']?.text, middle: single['middle-name']?.text, patronymic: single.patronymic?.text, last: single['last-name']?.text,
  }));
  if (name.length > MAX_NAME_CHARS) return refused({ code: 'name-too-long', params: { name: excerpt(name, 40), maxChars: MAX_NAME_CHARS } });
  const zone = single.zone === undefined ? null : parseZone(single.zone.text);
  // Never the phone's own instead: whoever wrote a zone meant that the number does not tell it.
  if (single.zone !== undefined && zone === null) return refused({ code: 'unknown-zone', params: { written: excerpt(single.zone.text) } });
  const proof = single['consent-proof'];
  if (proof !== undefined && proof.text.length > MAX_PROOF_CHARS) return refused({ code: 'cell-too-long', params: { column: excerpt(proof.header, 40), written: excerpt(proof.text, 40), maxChars: MAX_PROOF_CHARS } });
  const said = sorted.saidNo ? { consent: null } : readConsent({
    at: single['consent-at']?.text, purpose: single['consent-purpose']?.text, delivery: single['consent-delivery']?.text, form: single['consent-form']?.text, proof: proof?.text,
  }, nowMs);
  if ('fault' in said) return refused(whyNoConsent(said.fault));
  for (const { header, text } of [...found.unread, ...sorted.countries, ...partsOutsideOf(name, sorted)]) sorted.fields.push([header, text]);
  return {
    kind: 'contact',
    contact: {
      name, phones, isLandline: primary.isLandline, saidNo: sorted.saidNo,
      zone: zone ?? zoneOfPhone(primary.e164, primary.country), ...zone !== null && { zoneIsSaid: true }, ...said.consent !== null && { consent: said.consent },
      fields: Object.fromEntries(sorted.fields),
    },
  };
}

function whyNoConsent(fault: ConsentFault): Message<RejectionReasons> {
  return 'written' in fault ? { code: fault.code, params: { written: excerpt(fault.written) } } : { code: fault.code, params: {} };
}

function rejected(why: Message<RejectionReasons>): RowResult & { kind: 'rejected' } {
  return { kind: 'rejected', why };
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
    } else if ((CONSENT_COLUMNS as readonly string[]).includes(use)) {
      sorted.fields.push([header, text]);
      if (use === 'consent-at' && saysNoToCalls('may-call', text)) sorted.saidNo = true;
      else if (/[\p{L}\p{N}]/u.test(text)) sorted.single[use] = { header, text };
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
