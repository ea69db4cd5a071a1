import type { RejectionReasons } from '@paceline/contracts/messages/import-findings';
import type { Message } from '@paceline/contracts/messages/message';
import { MAX_PHONES } from '@paceline/domain/lists/contact-bounds';
import type { ParsedPhone } from '@paceline/platform/phones';
import type { Cell } from './cell';
import { excerpt } from './file-error';
import { numbersInCell, type CellOfNumbers, type Tries } from './numbers-in-cell';

/** Texts of a row that are tried as numbers. */
const MAX_TRIED = 60;

export type RowPhones =
  /** `unread`: cells that hold more than the phones say, or none. */
  | { readonly kind: 'phones'; readonly phones: readonly [ParsedPhone, ...ParsedPhone[]]; readonly unread: readonly Cell[] }
  | { readonly kind: 'none'; readonly why: Message<RejectionReasons> };

/**
 * All numbers of a row, each once, in the order of the columns.
 * @param area the cell of an area code that stands in a column of its own
 * @param home where numbers without a plus sign are from, ISO 3166-1 or a calling code
 */
export function phonesOfRow(cells: readonly Cell[], area: Cell | undefined, home: string | null): RowPhones {
  const found = new Map<string, ParsedPhone>();
  const unread: Cell[] = [];
  const tries: Tries = { left: MAX_TRIED };
  let areaIsRead = false;
  let first: CellOfNumbers | null = null;
  for (const cell of cells) {
    const alone = numbersInCell(cell.text, home, tries);
    first ??= alone;
    const joined = alone.phones.length === 0 && area !== undefined ? withArea(area.text, cell.text, home, tries) : null;
    areaIsRead ||= joined !== null;
    const { phones, isAll } = joined ?? alone;
    for (const phone of phones) if (found.size < MAX_PHONES && !found.has(phone.e164)) found.set(phone.e164, phone);
    if (!isAll || phones.some(({ e164 }) => !found.has(e164))) unread.push(cell);
  }
  if (area !== undefined && !areaIsRead) unread.push(area);
  const [primary, ...others] = found.values();
  if (primary !== undefined) return { kind: 'phones', phones: [primary, ...others], unread };
  return { kind: 'none', why: whyNone(cells[0], first, home) };
}

/** As the area code is written, and with the 0 that a spreadsheet takes away from it. */
function withArea(area: string, text: string, home: string | null, tries: Tries): CellOfNumbers | null {
  if (!/^[+(]?[\p{Nd}]{1,6}\)?$/u.test(area) || !/\p{Nd}/u.test(text)) return null;
  for (const written of [area, `0${area}`]) {
    const joined = numbersInCell(`${written} ${text}`, home, tries);
    if (joined.phones.length === 1) return joined;
  }
  return null;
}

function whyNone(cell: Cell | undefined, read: CellOfNumbers | null, home: string | null): Message<RejectionReasons> {
  if (cell === undefined || read === null) return { code: 'no-phone', params: { written: null } };
  const written = excerpt(cell.text);
  switch (read.problem) {
    case 'no-digit': return { code: 'no-phone', params: { written } };
    case 'digits-lost': return { code: 'invalid-phone', params: { how: 'shortened', written } };
    case 'doubtful-area': return { code: 'doubtful-area', params: { written, home } };
    case 'no-number': return { code: 'invalid-phone', params: { how: 'no-number', written, home } };
  }
}
