/**
 * What spreadsheets and programs make of a phone number on its way into a file, and whether it can be undone. Every
 * rule is a look from the front to the back: a hostile cell costs no more than its length.
 */
export type Undamaged =
  | { readonly kind: 'text'; readonly text: string }
  /** Shortened to a few leading digits, as Excel shows long numbers: the others are gone. */
  | { readonly kind: 'digits-lost' }
  /** A number with a fraction: no phone number was ever written so. */
  | { readonly kind: 'fraction' };

/** Decimal signs: Excel on a Persian Windows writes `/`, Arabic script has its own. */
const DECIMAL = '.,/٫';
/** Marks by which text stays text, typed by people and written by programs. */
const TEXT_MARKS = /^[\s'"`´‘’‚‛“”„′″]+|[\s'"`´‘’‚‛“”„′″]+$/g;
/** Separators of files, fields and records, which some exports leave in the cells. */
const SEPARATOR_CONTROLS = /[\u001c-\u001f]/g;
/** `="0912…"`, `=T("…")`, `=HYPERLINK("tel:…";"…")`: the first text of the formula. */
const FORMULA_OF_TEXT = /^=[^"]{0,40}"([^"]*)"/;
const FORMULA_OF_NUMBER = /^=(?=[+0-9])/;
const SCIENTIFIC = new RegExp(`^\\+?([0-9])(?:[${DECIMAL}]([0-9]+))?[eE]([+-]?)([0-9]{1,3})$`);
const WITH_ZEROS = new RegExp(`^(\\+?[0-9]{7,})[${DECIMAL}]0{1,6}$`);
const GROUPED_WITH_ZERO = /^([+(0-9][0-9 ()-]{6,}[0-9])[.,٫]0$/;
const WITH_FRACTION = /^\+?[0-9]{7,}[.,٫][0-9]{1,2}$/;
/** Groups of thousands, of India's lakhs too: `9,123,456,789`. */
const IN_THOUSANDS = /^[0-9]{1,3}(?:[,٬'’][0-9]{2,3}){2,5}(?:[.][0-9]{1,2})?$/;

/**
 * Numbers are shortened to six digits (Excel, C's `%g`) or seven (`%e`); whoever writes more wrote what there was. A
 * third digit of the exponent is SQL Server's and Microsoft's C, which shorten to eight.
 */
const DIGITS_OF_A_WHOLE = 8;

/** @param written with digits 0–9; returns what was meant, for another look at it. */
export function undamaged(written: string): Undamaged {
  const [, quoted] = FORMULA_OF_TEXT.exec(written.trim()) ?? [];
  const text = (quoted ?? written).replace(SEPARATOR_CONTROLS, '').replace(TEXT_MARKS, '').replace(FORMULA_OF_NUMBER, '');

  const [scientific, whole = '', part = '', sign, exponent = ''] = SCIENTIFIC.exec(text) ?? [];
  if (scientific !== undefined) {
    const digits = (whole + part).replace(/0+$/, '');
    const length = Number(exponent) + 1;
    if (sign === '-' || exponent.length > 2 || digits.length < DIGITS_OF_A_WHOLE) return { kind: 'digits-lost' };
    return digits.length > length ? { kind: 'fraction' } : { kind: 'text', text: digits.padEnd(length, '0') };
  }
  const [, before] = WITH_ZEROS.exec(text) ?? GROUPED_WITH_ZERO.exec(text) ?? [];
  if (before !== undefined) return { kind: 'text', text: before };
  if (WITH_FRACTION.test(text)) return { kind: 'fraction' };
  if (IN_THOUSANDS.test(text)) return { kind: 'text', text: text.replace(/[.][0-9]+$/, '').replace(/[^0-9]/g, '') };
  return { kind: 'text', text };
}
