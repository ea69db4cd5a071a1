import type { RejectionReason } from '@paceline/contracts/imports';
import { MAX_PHONES } from '@paceline/domain/lists/contact-bounds';
import type { ParsedPhone } from '@paceline/platform/phones';
import type { Cell } from './cell';
import { shown } from './file-error';
import { numbersInCell, type CellOfNumbers, type Tries } from './numbers-in-cell';

/** Texts of a row that are tried as numbers. */
const MAX_TRIED = 60;

export type RowPhones =
  /** `unread`: cells that hold more than the phones say, or none. */
  | { readonly kind: 'phones'; readonly phones: readonly [ParsedPhone, ...ParsedPhone[]]; readonly unread: readonly Cell[] }
  | { readonly kind: 'none'; readonly reason: RejectionReason; readonly detail: string };

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
  return { kind: 'none', ...whyNone(cells[0], first, home) };
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

function whyNone(cell: Cell | undefined, read: CellOfNumbers | null, home: string | null): { reason: RejectionReason; detail: string } {
  if (cell === undefined || read === null) return { reason: 'no-phone', detail: 'The row has no phone number.' };
  const text = shown(cell.text);
  switch (read.problem) {
    case 'no-digit': return { reason: 'no-phone', detail: `The row has no phone number: ${text} has no digit.` };
    case 'digits-lost':
      return { reason: 'invalid-phone', detail: `${text} was a number once: the spreadsheet has shortened it. Format the column as text and export it again.` };
    case 'doubtful-area':
      return { reason: 'doubtful-area', detail: `${text} may lack its area code: as it stands it would be a number of another city in ${home ?? 'its country'}. Write it with its area code and the digit before it, or with + and the country code.` };
    case 'no-number': {
      const hint = home === null ? ' with its country code. Write it with + or name the country when uploading' : ` in ${home}`;
      return { reason: 'invalid-phone', detail: `${text} is no phone number${hint}.` };
    }
  }
}
