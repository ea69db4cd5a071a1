/** Letters and digits that nobody takes for another when they are read or said: no 0 and O, no 1 and I. 32 of them, so that a byte's five bits are one. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 10;
const GROUP = 5;

/** So many random bytes make a code: 50 bits of them, beyond guessing. */
export const CODE_BYTES = LENGTH;

/** A code of random bytes, without the dash that is written in it; throws RangeError for too few. */
export function codeOf(bytes: readonly number[]): string {
  return drawn(bytes, SIGNS);
}

function drawn(bytes: readonly number[], signs: string): string {
  if (bytes.length < CODE_BYTES) throw new RangeError(`a code needs ${String(CODE_BYTES)} bytes`);
  return bytes.slice(0, LENGTH).map((byte) => signs.charAt(byte % signs.length)).join('');
}

/** Of `SIGNS`, those that every phone's voice can say. */
const DIGITS = '23456789';

/**
 * A code for whoever only hears it: digits alone, 30 bits. Whose it is, is told to whoever is signed in, so that guessing is nobody's way;
 * that two are alike happens, and another one is made then. Throws RangeError for too few bytes.
 */
export function spokenCodeOf(bytes: readonly number[]): string {
  return drawn(bytes, DIGITS);
}

/** As people read it: `7KMPX-R94TB`. */
export function shownCode(code: string): string {
  return `${code.slice(0, GROUP)}-${code.slice(GROUP)}`;
}

/** A code as somebody types it, in any case, with dashes and spaces or without; null for what is none. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s\-–—_.]/gu, '');
  return code.length === LENGTH && [...code].every((sign) => SIGNS.includes(sign)) ? code : null;
}
