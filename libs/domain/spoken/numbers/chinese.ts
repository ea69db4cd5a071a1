import type { Piece } from '../piece';

/**
 * Where a two is 两 (liǎng) and where 二 (èr). Everywhere it is 二 in tens, in ones and in ordinals, and 两 alone before a
 * measure word (两分钟, but 十二分钟).
 * - `mainland`: 二百; 两千 and 两万 at the head of a number, 二千 behind 万 (Lü Shuxiang, 现代汉语八百词, under 二 and 两).
 * - `taiwan`: 兩 before every 百, 千 and 萬 (CLDR `zh-Hant`, `%spellout-cardinal-alternate2`).
 * The words stand in the texts of each language; only `2000-inner` is a piece that mainland use needs alone. 一万 is one piece: before 万 the
 * tone of its one is another.
 */
export type TwoReading = 'mainland' | 'taiwan';

/** What is said before a measure word or alone: `measured` makes a bare two 两. */
export function chineseCardinal(n: number, reading: TwoReading, measured = false): readonly Piece[] {
  if (n === 2 && measured) return ['2-measured'];
  const wan = Math.floor(n / 10_000);
  const below = n % 10_000;
  if (wan === 0) return below === 0 ? ['0'] : belowWan(below, false, reading);
  const head = wan === 1 ? ['10000'] : [...wan === 2 ? ['2-measured'] : belowWan(wan, false, reading), 'wan'];
  if (below === 0) return head;
  // 零 stands for the places that are skipped, once, however many they are; none at the end.
  return [...head, ...below < 1000 ? ['0'] : [], ...belowWan(below, true, reading)];
}

export function chineseMinutes(n: number, reading: TwoReading): readonly Piece[] {
  return [...chineseCardinal(n, reading, true), 'minutes'];
}

/** 1 to 9,999. Ten at the head of a number is 十, within it 一十. */
function belowWan(n: number, inner: boolean, reading: TwoReading): readonly Piece[] {
  const thousands = n - n % 1000;
  const hundreds = n % 1000 - n % 100;
  const tens = n % 100 - n % 10;
  const ones = n % 10;
  const headed = inner || n >= 100;
  return [
    ...thousands === 0 ? [] : [thousands === 2000 && inner && reading === 'mainland' ? '2000-inner' : String(thousands)],
    ...thousands > 0 && hundreds === 0 && n % 100 > 0 ? ['0'] : [],
    ...hundreds === 0 ? [] : [String(hundreds)],
    ...hundreds > 0 && tens === 0 && ones > 0 ? ['0'] : [],
    ...tens === 0 ? [] : [tens === 10 && headed ? '10-inner' : String(tens)],
    ...ones === 0 ? [] : [String(ones)],
  ];
}
