import { parsePhone } from './phones';

/** Trunks tell numbers with a plus sign, with 00, or as bare digits of the international number; null when that is none. E.164. */
export function toldNumber(told: string): string | null {
  const digits = /^(?:\+|00)?([1-9][0-9]{6,14})$/.exec(told.trim())?.[1];
  return digits === undefined ? null : parsePhone(`+${digits}`, null)?.e164 ?? `+${digits}`;
}
