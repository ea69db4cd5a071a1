import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SpokenLanguage } from '../language';
import { wordsOf } from '../say';
import { chineseCardinal } from './chinese';
import { englishOrdinal, englishYear } from './english';
import { spokenCardinal } from './spoken-number';

/**
 * CLDR's rule based number formats (package cldr-rbnf 48.2.0, `rbnf/*-SpelloutRules.txt`), as far as whole numbers need
 * them: https://unicode-org.github.io/icu-docs/apidoc/released/icu4c/classRuleBasedNumberFormat.html
 */
interface Rule { readonly base: number; readonly divisor: number; readonly body: string }
type RuleSets = ReadonlyMap<string, readonly Rule[]>;

function cldrSpellout(file: string, set: string): (n: number) => string {
  const sets = read(readFileSync(path.join(__dirname, '../fixtures/cldr-rbnf', `${file}-SpelloutRules.txt`), 'utf8'));
  return (n) => format(sets, set, n);
}

function read(text: string): RuleSets {
  const sets = new Map<string, Rule[]>();
  let rules: Rule[] = [];
  for (const line of text.split('\n')) {
    const heading = /^(%[\w%-]+):$/.exec(line);
    const rule = /^(\d+)(?:\/(\d+))?: ?(.*);$/.exec(line);
    if (heading?.[1] !== undefined) sets.set(heading[1], rules = []);
    if (rule) {
      const [base, radix] = [Number(rule[1]), Number(rule[2] ?? 10)];
      let divisor = 1;
      while (base > 0 && divisor * radix <= base) divisor *= radix;
      rules.push({ base, divisor, body: (rule[3] ?? '').replace(/^'/, '') });
    }
  }
  return sets;
}

function format(sets: RuleSets, set: string, n: number): string {
  const rules = sets.get(set) ?? [];
  const at = rules.findLastIndex(({ base }) => base <= n);
  const found = rules[at];
  if (found === undefined) throw new Error(`no rule of ${set} for ${n}`);
  const both = /[<←].*[>→]/.test(found.body);
  const { divisor, body } = both && n % found.divisor === 0 && found.base % found.divisor !== 0 ? rules[at - 1] ?? found : found;
  return body.replace(/\[([^\]]*)\]/, n % divisor === 0 ? '' : '$1').replace(/([<>=])(%[\w%-]+)?\1/g, (_all, sign: string, other?: string) => {
    const of = sign === '<' ? Math.floor(n / divisor) : sign === '>' ? n % divisor : n;
    return format(sets, other ?? set, of);
  });
}

/** Every number to ten thousand, then steps that pass through all kinds of thousands, tens and ones. */
function numbers(most = 999_999): number[] {
  const small = Array.from({ length: 10_001 }, (_, n) => n);
  const large = Array.from({ length: 9_000 }, (_, step) => 10_001 + step * 109);
  const round = Array.from({ length: 999 }, (_, step) => [1, 2, 10, 100].map((more) => (step + 1) * 1000 + more - 1)).flat();
  return [...small, ...large, ...round, 999_999].filter((n) => n <= most);
}

function expectSame(language: SpokenLanguage, peer: (n: number) => string, most?: number): void {
  const different = numbers(most).map((n) => [n, wordsOf(language, spokenCardinal(language, n)), peer(n)] as const)
    .filter(([, ours, theirs]) => ours !== theirs);
  expect(different.slice(0, 5)).toEqual([]);
}

// What differs from CLDR 48, and why, is each test's own list: everything else is the same, word by word.
describe('numbers in words, beside the rules of Unicode CLDR', () => {
  it('in English: but for hyphens, which nobody hears', () => {
    const cldr = cldrSpellout('en', '%spellout-cardinal');
    expectSame('en', (n) => cldr(n).replaceAll('-', ' '));
  });

  it('in English, years and days: but for hyphens', () => {
    const [years, ordinals] = [cldrSpellout('en', '%spellout-numbering-year'), cldrSpellout('en', '%spellout-ordinal')];
    const all = Array.from({ length: 9999 }, (_, n) => n + 1);
    expect(all.filter((year) => wordsOf('en', englishYear(year)) !== years(year).replaceAll('-', ' '))).toEqual([]);
    expect(all.slice(0, 31).filter((day) => wordsOf('en', englishOrdinal(day)) !== ordinals(day).replaceAll('-', ' '))).toEqual([]);
  });

  it('in Persian: but for "one" before a thousand, as it is written on cheques', () => {
    const cldr = cldrSpellout('fa', '%spellout-cardinal');
    expectSame('fa', (n) => cldr(n).replace(/^یک هزار/, 'هزار'));
  });

  it('in Chinese of the mainland: but for 两 at the head of thousands and ten thousands', () => {
    const cldr = cldrSpellout('zh', '%spellout-cardinal');
    expectSame('zh-Hans', (n) => cldr(n).replace(/^二([千万])/, '两$1'));
  });

  it('in Chinese of Taiwan, before what is counted and alone: but for a lone two', () => {
    const cldr = cldrSpellout('zh_Hant', '%spellout-cardinal-alternate2');
    expectSame('zh-Hant', (n) => n === 2 ? '二' : cldr(n));
    const measured = numbers().filter((n) => wordsOf('zh-Hant', chineseCardinal(n, 'taiwan', true)) !== cldr(n));
    expect(measured).toEqual([]);
  });

  it('in Filipino: but for accents, words that are written together, raan behind "na", "sero", and linkers that CLDR lacks', () => {
    const cldr = cldrSpellout('fil', '%spellout-cardinal');
    const together: readonly (readonly [RegExp, string])[] = [
      [/^wala$/, 'sero'], [/labing-dalawa/g, 'labindalawa'], [/labing-tatlo/g, 'labintatlo'], [/labing-lima/g, 'labinlima'], [/labing-pito/g, 'labimpito'],
      [/labing-walo/g, 'labingwalo'], [/labing-siyam/g, 'labinsiyam'],
      [/dalawang pu/g, 'dalawampu'], [/tatlong pu/g, 'tatlumpu'], [/limang pu/g, 'limampu'], [/pitong pu/g, 'pitumpu'], [/walong pu/g, 'walumpu'],
      [/(apat|anim|siyam) na pu/g, '$1napu'], [/na daan/g, 'na raan'], [/([dr]aan|pu) libo/g, '$1ng libo'], [/aanng/g, 'aang'],
    ];
    const plain = (n: number): string => cldr(n).normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', '\'');
    expectSame('fil', (n) => together.reduce((text, [pattern, written]) => text.replace(pattern, written), plain(n)));
  });

  // CLDR's feminine is the masculine but for one and two, its eleven is of both genders at once, and from 11,000 on ألف is
  // never accusative nor plural: there the tables of arabic.spec.ts are the peer.
  it('in Arabic, masculine, to 10,999: but for hamza, eleven, the way hundreds are written, and the nominative of two thousand', () => {
    const cldr = cldrSpellout('ar', '%spellout-cardinal-masculine');
    expectSame('ar', (n) => cldr(n).replaceAll('إثن', 'اثن').replaceAll('إحدى عشر', 'أحد عشر').replaceAll('مائة', 'مئة').replaceAll('مائتان', 'مئتان')
      .replace(/ثمانية مئة/g, 'ثمانمئة').replace(/(ثلاث|أربع|خمس|ست|سبع|تسع)ة مئة/g, '$1مئة').replace(/^ألفي(?=$| )/, 'ألفان'), 10_999);
  });
});
