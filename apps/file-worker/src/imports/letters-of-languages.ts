/**
 * Letters beyond a–z of languages, by the old encodings they are written in. A word read in the wrong encoding mixes letters that no one
 * language has, or has a capital, a fraction or a currency in its middle.
 */
export interface Language {
  readonly letters: ReadonlySet<string>;
  /** Letters that stand only at the end of a word. */
  readonly onlyAtTheEnd?: boolean;
  /** What no word of it has. */
  readonly never?: RegExp;
  /** Less often met in lists than others: a word that only it explains counts a little less. */
  readonly isRare?: boolean;
}

const language = (letters: string, rest: Omit<Language, 'letters'> = {}): Language => ({ letters: new Set([...letters, ...letters.toUpperCase(), ...letters.toLowerCase()]), ...rest });

const GERMAN = language('äöüß');
const ESTONIAN = language('äöõüšž', { isRare: true });

export const WESTERN: readonly Language[] = [
  GERMAN, language('àâæçéèêëîïôœùûüÿ'), language('áéíñóúüªº'), language('áâãàçéêíóôõúªº', { never: /õ(?!e)/iu }), language('àèéìòù', { onlyAtTheEnd: true }), language('åäöæøé'), language('áðéíóúýþæö', { isRare: true }), language('àçéèíïóòúü·', { isRare: true }), ESTONIAN,
];
export const CENTRAL: readonly Language[] = [
  GERMAN, language('áčďéěíňóřšťúůýž'), language('áäčďéíĺľňóôŕšťúýž'), language('ąćęłńóśźż'), language('áéíóöőúüű'), language('čćđšž'), language('ăâîşţșț'), language('çë', { isRare: true }),
];
export const TURKISH: readonly Language[] = [language('çğıİöşüâîû')];
export const BALTIC: readonly Language[] = [language('ąčęėįšųūž'), language('āčēģīķļņšūž'), ESTONIAN];

/** A script with the letters that make up most of its texts, and the least share they have in one. */
export interface Script {
  readonly script: RegExp;
  readonly common: ReadonlySet<string>;
  readonly share: number;
  /** What no word of it has. */
  readonly never?: RegExp;
}

const script = (pattern: RegExp, common: string, share: number, rest: Pick<Script, 'never'> = {}): Script =>
  ({ script: pattern, common: new Set([...common, ...common.toUpperCase()]), share, ...rest });

export const CYRILLIC = script(/^[\p{Script=Cyrillic}\p{M}’']+$/u, 'оаеинтрсвлкмпія', 0.68);
/** Greek's small letters are the bytes of Hebrew's. A sigma at a word's end has a form of its own, and only there. */
export const GREEK = script(/^[\p{Script=Greek}\p{M}]+$/u, 'αιοςντηρσκάίόεπςλυμγύώή', 0.7, { never: /ς(?=\p{L})/u });
/** Five letters have a form of their own at a word's end, and only there. */
export const HEBREW = script(/^[\p{Script=Hebrew}\p{M}׳״]+$/u, 'יוהלארמבתנשדםח', 0.7, { never: /[ךםןףץ](?=\p{L})/u });
export const THAI = script(/^[\p{Script=Thai}\p{M}]+$/u, 'านรกอเงมยลวดทสต่้ีัิ', 0.6);
export const ARABIC = script(/^[\p{Script=Arabic}\p{M}\u200c\u0640]+$/u, 'اليمنرودهبتسعفحکكةىيشقگ', 0.7);
