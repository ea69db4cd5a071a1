import { parse, type ParsedUrlQuery } from 'node:querystring';

/** A + before a number, and one between a time and its offset: a blank can stand in neither place. */
const BEFORE_A_NUMBER = /=\+/;
const BEFORE_AN_OFFSET = /T([0-9:.]|%3A)+\+(?=[0-9]{2}(:|%3A)[0-9]{2}$)/i;

/**
 * The parameters of an address. A + is a blank, as forms write it, but where only a plus sign makes sense: `?phone=+14155550100` and
 * `?from=2026-01-31T09:00:00+03:30` are what whoever typed them meant.
 */
export function readQuery(text: string | null | undefined): ParsedUrlQuery {
  const parts = (text ?? '').split('&').map((part) => part.replace(BEFORE_A_NUMBER, '=%2B').replace(BEFORE_AN_OFFSET, (found) => `${found.slice(0, -1)}%2B`));
  return parse(parts.join('&'), '&', '=', { maxKeys: 0 });
}
