import { getDecoder } from 'iconv-lite';
import { JAPANESE, KANA, KOREAN, SIMPLIFIED, TRADITIONAL } from './common-characters';
import { ARABIC, BALTIC, CENTRAL, CYRILLIC, GREEK, HEBREW, THAI, TURKISH, WESTERN, type Language, type Script } from './letters-of-languages';

/** How well a text reads, 0 to a little above 1: the share of its words beyond ASCII that somebody might have written. */
type Fit = (text: string) => number;

/**
 * Encodings from before UTF-8 that lists come in; of two that read alike the earlier is taken. Windows' own, then those of the
 * Macintosh and of DOS, whose programs are still in use.
 */
const CANDIDATES: readonly (readonly [encoding: string, fit: Fit])[] = [
  ['windows-1252', latin(WESTERN)], ['windows-1256', inScript(ARABIC)], ['gb18030', eastAsian(SIMPLIFIED, false)], ['big5', eastAsian(TRADITIONAL, false)], ['shift_jis', eastAsian(JAPANESE, true)], ['euc-jp', eastAsian(JAPANESE, true)],
  ['euc-kr', eastAsian(KOREAN, false)], ['windows-1251', inScript(CYRILLIC)], ['windows-1254', latin(TURKISH)], ['windows-1250', latin(CENTRAL)], ['windows-1255', inScript(HEBREW)], ['windows-1253', inScript(GREEK)], ['windows-874', inScript(THAI)],
  ['windows-1257', latin(BALTIC)], ['koi8-r', inScript(CYRILLIC)], ['iso-8859-2', latin(CENTRAL)], ['iso-8859-6', inScript(ARABIC)], ['macintosh', latin(WESTERN)], ['cp850', latin(WESTERN)], ['cp852', latin(CENTRAL)], ['cp866', inScript(CYRILLIC)],
];

/** Nobody is told of an encoding that reads worse than the best by more than this. */
const NEARLY = 0.12;
/** What Western accents alone prove little of. */
const WESTERN_BONUS = 0.06;
/** More than the bonus: a Hungarian list has a few words that only Hungarian explains, and many that Spanish does as well. */
const ALL_OF_ONE = 0.08;
const GUESS_WITHOUT_EVIDENCE = 'windows-1252';

export interface GuessedEncoding {
  readonly encoding: string;
  /** Others that read nearly as well, and read otherwise; the best first. */
  readonly others: readonly string[];
}

/**
 * The likeliest old encoding of lines that are no UTF-8. A character that the sample's end cuts in two is no fault of any encoding.
 * @param sample bytes of lines, some of them above 0x7f
 */
export function guessEncoding(sample: Buffer): GuessedEncoding {
  const read = CANDIDATES.map(([encoding, fit], at) => {
    const text = beginningOf(sample, encoding);
    return { encoding, text, fit: fit(text) + (encoding === GUESS_WITHOUT_EVIDENCE ? WESTERN_BONUS : 0), at };
  }).sort((a, b) => b.fit - a.fit || a.at - b.at);
  const [best] = read;
  if (best === undefined || best.fit <= WESTERN_BONUS) return { encoding: GUESS_WITHOUT_EVIDENCE, others: [] };
  const others = read.slice(1).filter(({ fit, text }) => fit > best.fit - NEARLY && text !== best.text);
  return { encoding: best.encoding, others: others.map(({ encoding }) => encoding) };
}

/** The text of whole characters: what is left in the decoder is the first half of one. */
function beginningOf(sample: Buffer, encoding: string): string {
  return getDecoder(encoding).write(sample);
}

const BEYOND_ASCII = /[^\x00-\x7f]/;
const WORDS = /[\p{L}\p{M}\u200c]+/gu;
/** Signs that no word has in it or at it, whatever its language: what letters become in a wrong encoding. */
const GLUED = /(?<=\p{L})[^\x00-\x7f\p{L}\p{M}\p{Zs}’‘´°·ـ\u200c\u200e\u200f،؛؟、。，．：；！？（）【】「」《》〈〉・〜～—–-]|[^\x00-\x7f\p{L}\p{M}\p{Zs}’‘“”„«»¿¡´°·ـ\u200c\u200e\u200f،؛؟、。，．：；！？（）【】「」《》〈〉・〜～—–](?=\p{L})/gu;
/** Not a character, a control character, one of a private area: no text has them. */
const NO_TEXT = /[\ufffd\u0080-\u009f\ue000-\uf8ff]/gu;

function faultsIn(text: string): number {
  return (text.match(GLUED)?.length ?? 0) + 3 * (text.match(NO_TEXT)?.length ?? 0);
}

function wordsIn(text: string): string[] {
  return (text.match(WORDS) ?? []).filter((word) => BEYOND_ASCII.test(word));
}

function latin(languages: readonly Language[]): Fit {
  return (text) => {
    const words = wordsIn(text);
    const total = words.length + faultsIn(text);
    if (total === 0) return 0;
    const byLanguage = languages.map(() => 0);
    let some = 0;
    for (const word of words) {
      if (!isLatinWord(word)) continue;
      let weight = 0;
      languages.forEach((one, at) => {
        if (!isOf(word, one)) return;
        const counts = one.isRare === true ? 0.9 : 1;
        byLanguage[at] = (byLanguage[at] ?? 0) + counts;
        weight = Math.max(weight, counts);
      });
      some += weight;
    }
    // Each word may be of another language; a list of one is likelier, and one that leaves nothing over likelier still.
    const ofOne = Math.max(...byLanguage);
    return (0.6 * some + 0.4 * ofOne) / total + (ofOne === total ? ALL_OF_ONE : 0);
  };
}

/** Latin letters only, most of them a–z, and no capital in the middle of small ones. */
function isLatinWord(word: string): boolean {
  if (!/^[\p{Script=Latin}ªº]+$/u.test(word)) return false;
  const ascii = word.replace(/[^a-z]/gi, '').length;
  if (word.length > 2 && ascii * 3 < word.length) return false;
  return word === word.toUpperCase() || !/(?!^)(?![A-Z])\p{Lu}/u.test(word);
}

function isOf(word: string, { letters, onlyAtTheEnd, never }: Language): boolean {
  if (never?.test(word) === true) return false;
  const foreign = [...word].map((letter, at, all) => ({ letter, isLast: at === all.length - 1 })).filter(({ letter }) => BEYOND_ASCII.test(letter));
  return foreign.every(({ letter, isLast }) => letters.has(letter) && (onlyAtTheEnd !== true || isLast));
}

function inScript({ script, common, share, never }: Script): Fit {
  return (text) => {
    const words = wordsIn(text);
    const total = words.length + faultsIn(text);
    if (total === 0) return 0;
    const good = words.filter((word) => script.test(word) && isCasedAsWritten(word) && never?.test(word) !== true);
    const letters = [...good.join('')];
    const usual = letters.length === 0 ? 0 : letters.filter((letter) => common.has(letter)).length / letters.length;
    return (good.length / total) * Math.min(1, usual / share);
  };
}

/** KOI8 read as Windows-1251 has its capitals and small letters the other way round. */
function isCasedAsWritten(word: string): boolean {
  const rest = word.slice(1);
  return rest === rest.toLowerCase() || word === word.toUpperCase();
}

const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]/gu;
/** Share of common characters in a list that is read right. */
const COMMON_SHARE = 0.5;

function eastAsian(common: ReadonlySet<string>, withKana: boolean): Fit {
  return (text) => {
    const characters = text.match(EAST_ASIAN) ?? [];
    if (characters.length === 0) return 0;
    const known = characters.filter((character) => common.has(character) || (withKana && KANA.test(character))).length;
    // An accented letter and the one behind it also look like one character of two bytes, but within a Latin word.
    const within = text.match(/[a-z][\p{Script=Han}\p{Script=Katakana}\p{Script=Hangul}]/giu)?.length ?? 0;
    const others = text.replace(EAST_ASIAN, ' ').match(/[^\x00-\x7f\p{P}\p{Zs}\p{S}Ａ-Ｚａ-ｚ０-９]/gu)?.length ?? 0;
    const faults = within + others + 3 * (text.match(NO_TEXT)?.length ?? 0);
    return Math.min(1, known / characters.length / COMMON_SHARE) * (characters.length / (characters.length + faults));
  };
}
