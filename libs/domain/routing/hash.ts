/** FNV-1a, then mixed: its low bits alone follow the last character. An integer from 0 to 2^32 - 1. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
  return (value ^ (value >>> 16)) >>> 0;
}

/** One of two, of which each bit follows every bit of both; an integer from 0 to 2^32 - 1. */
export function mixed(one: number, other: number): number {
  let value = Math.imul(one ^ Math.imul(other, 0x9e3779b1), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
