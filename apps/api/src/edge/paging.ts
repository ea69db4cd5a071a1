import type { Page } from '@paceline/contracts/common';
import { invalid } from './validation';

/**
 * Pages by the key of their last entry, so that rows that come or go meanwhile move nothing. A cursor is that key,
 * made unreadable only so that nobody builds one by hand.
 */
export function encodeCursor(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The key of a cursor with as many parts as the checks, each of its form; throws `validation-failed` for any other text. */
export function decodeCursor<const Checks extends readonly RegExp[]>(cursor: string, checks: Checks): { readonly [Part in keyof Checks]: string } {
  const key = parsed(cursor);
  if (!Array.isArray(key) || key.length !== checks.length || !checks.every((check, at) => typeof key[at] === 'string' && check.test(key[at]))) {
    throw invalid('cursor', 'no-cursor');
  }
  return key as unknown as { readonly [Part in keyof Checks]: string }; // a text for each check, as was just seen
}

/** A page of `limit` entries from rows of which one more than that was asked for. */
export function toPage<Row, Item>(rows: readonly Row[], limit: number, keyOf: (row: Row) => readonly string[], view: (row: Row) => Item): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(view), nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}

export const ID_PART = /^[0-9]{1,20}$/;

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null; // no JSON, no cursor: refused above
  }
}
