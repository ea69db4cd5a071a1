import { filledGaps, gapsIn } from '../text/gaps';

/** What is known of a contact: their name, and the columns of their list by their headers. */
export interface KnownContact {
  readonly name: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** A gap `{field}`, or `{field|otherwise}`: what is said where the field is empty, which may be nothing. */
interface Field { readonly name: string; readonly otherwise: string | null }

export type Filled = { readonly text: string } | { readonly missing: string };

/** A field of a list that says more is no name and no product. */
const FIELD_AT_MOST_CHARS = 200;

export function isPersonal(text: string): boolean {
  return gapsIn(text).length > 0;
}

/** Fields without which it is said to nobody. */
export function neededFields(text: string): readonly string[] {
  return gapsIn(text).map(fieldOf).filter(({ otherwise }) => otherwise === null).map(({ name }) => name);
}

/** As it is said to this contact; or the first field that is empty, and for which nothing else stands. */
export function filledFor({ name, fields }: KnownContact, text: string): Filled {
  const known = new Map(Object.entries(fields).map(([header, value]) => [headed(header), spoken(value)]));
  if (!known.get('name')) known.set('name', spoken(name));
  return filled(text, (field) => known.get(headed(field)) ?? '');
}

/** As it is said where nobody knows who listens: each field that is needed is read by its name, for whoever listens to a sample. */
export function sampleOf(text: string): string {
  return tidy(filledGaps(text, (gap) => { const { name, otherwise } = fieldOf(gap); return otherwise ?? name; }));
}

function filled(text: string, valueOf: (field: string) => string): Filled {
  const missing: string[] = [];
  const whole = filledGaps(text, (gap) => {
    const { name, otherwise } = fieldOf(gap);
    const value = valueOf(name);
    if (value === '' && otherwise === null) missing.push(name);
    return value === '' ? otherwise ?? '' : value;
  });
  const [first] = missing;
  return first === undefined ? { text: tidy(whole) } : { missing: first };
}

function fieldOf(gap: string): Field {
  const at = gap.indexOf('|');
  return at < 0 ? { name: gap.trim(), otherwise: null } : { name: gap.slice(0, at).trim(), otherwise: gap.slice(at + 1).trim() };
}

function headed(header: string): string {
  return header.trim().toLowerCase();
}

/** What people wrote into a list is read, never an order: programs that speak take signs in brackets for some. */
function spoken(value: string): string {
  return value.replace(/[\p{Cc}\p{Cf}<>[\]{}]/gu, (sign) => /[\u200c\u200d]/.test(sign) ? sign : ' ').replace(/\s+/g, ' ').trim().slice(0, FIELD_AT_MOST_CHARS);
}

/** Where a field is left out, no blank stands before a comma. */
function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/\s+(?=[.,;:!?،؛؟。，！？])/gu, '').trim();
}
