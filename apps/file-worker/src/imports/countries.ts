import { plainKey, plainWords } from '@paceline/domain/lists/plain-words';
import { toAsciiDigits } from '@paceline/domain/lists/native-digits';
import { getAlpha3Codes, getNames, getSupportedLanguages } from 'i18n-iso-countries';
import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max';

/** What people write that is no country's name in any of its lists. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  GB: ['uk', 'u k', 'england', 'scotland', 'wales', 'northern ireland', 'great britain', 'britain', 'انگلیس', 'انگلستان', 'بریتانیا', 'بريطانيا', 'انجلترا', '英格兰', 'англия', 'ingiltere', 'inglaterra', 'angleterre', 'grossbritannien', 'großbritannien'],
  US: ['usa', 'u s a', 'us of a', 'america', 'united states of america', 'امریکا', 'آمریکا', 'أمريكا', 'امريكا', 'الولايات المتحدة الأمريكية', '美國', 'сша', 'америка', 'abd', 'amerika', 'eeuu', 'ee uu', 'estados unidos de américa', 'etats unis d amerique', 'the states'],
  AE: ['uae', 'u a e', 'emirates', 'امارات', 'الإمارات', 'الامارات', 'dubai', 'abu dhabi', '阿联酋', 'оаэ', 'bae'], SA: ['ksa', 'saudi', 'saudia', 'السعودية', 'عربستان', 'عربستان سعودی', '沙特'],
  KR: ['korea', 'rok', 'republic of korea', 'کره', 'کره جنوبی', 'كوريا', '韩国', '韓國', 'корея'], CN: ['prc', 'p r c', 'mainland china', 'pr china', 'p r china', '中国大陆', '中國大陸', '大陆', 'چین'], TW: ['roc', 'taiwan roc', 'chinese taipei', '台湾', '臺灣', '台灣'],
  HK: ['hong kong', 'hongkong', 'hong kong sar', '香港', 'هنگ کنگ', 'гонконг'], MO: ['macau', 'macao', '澳门', '澳門'], NL: ['holland', 'هلند', 'هولندا', 'голландия'], IR: ['persia', 'iri', 'i r iran', 'ایران', 'إيران', 'ايران'],
  RU: ['russia', 'rf', 'россия', 'рф', 'российская федерация'], CZ: ['czech', 'czech republic', 'cesko'], CI: ['ivory coast', 'cote d ivoire'], MM: ['burma'], SZ: ['swaziland'], CV: ['cape verde'], MK: ['macedonia'], VA: ['vatican', 'holy see'], PS: ['palestine', 'فلسطين', 'فلسطین'],
  XK: ['kosovo'], TL: ['east timor'], VN: ['vietnam', 'viet nam'], BR: ['brasil'], DE: ['brd', 'deutschland', 'آلمان', 'المان', 'ألمانيا'], TR: ['turkey', 'turkiye', 'ترکیه', 'تركيا'], PH: ['phils', 'pilipinas', 'rp'], CD: ['drc', 'dr congo', 'congo kinshasa'], CG: ['congo brazzaville'],
  IQ: ['عراق', 'العراق'], AF: ['افغانستان', 'أفغانستان'], EG: ['misr', 'مصر'], CH: ['switzerland', 'schweiz', 'suisse'], SY: ['syria'], LA: ['laos'], BO: ['bolivia'], VE: ['venezuela'], TZ: ['tanzania'], MD: ['moldova'], KP: ['dprk', 'north korea', 'democratic people’s republic of korea', 'democratic peoples republic of korea'], BN: ['brunei'],
};

let known: ReadonlyMap<string, string> | undefined;
const CALLING_CODES = new Set<string>(getCountries().map((country) => getCountryCallingCode(country)));
/** Cells that say nothing. `NA` is Namibia. */
const NOTHING = new Set(['', 'n a', 'null', 'none', 'unknown', 'nil', 'undefined', 'not set', 'other']);
const LONGEST = 100;

/** Whether a country cell says nothing: a dash, `N/A`, `\N`. */
export function saysNoCountry(written: string): boolean {
  return written === '\\N' || NOTHING.has(plainWords(withoutFlags(written)));
}

/**
 * Where a row's numbers are from, as people and programs write it: an ISO 3166-1 code of two or three letters, a name in any
 * of 78 languages, a calling code. Returns ISO 3166-1, or the calling code with its plus sign (several countries share 1 and
 * 7: the number decides); null when it is not understood.
 */
export function homeOf(written: string): string | null {
  if (written.length > LONGEST) return null;
  const text = withoutFlags(toAsciiDigits(written.normalize('NFKC'))).trim();
  const digits = /^(?:\+|00)?[ (]*([0-9]{1,3})(?:[ -]?[0-9]{3})?\)?(?:[.,]0)?$/.exec(text)?.[1];
  if (digits !== undefined) return CALLING_CODES.has(digits) ? `+${digits}` : null;
  known ??= namesOfCountries();
  const whole = named(text, known);
  if (whole !== null) return whole;
  const [, name, code] = /^([^0-9+(]{2,60})[ (+-]+([0-9]{1,3})\)?$/.exec(text) ?? [];
  if (name !== undefined && code !== undefined) return CALLING_CODES.has(code) && named(name, known) !== null ? `+${code}` : null;
  const [, outside] = /^([^([]{2,60})[([][^)\]]{1,60}[)\]]$/.exec(text) ?? [];
  return outside === undefined ? null : named(outside, known);
}

function named(text: string, names: ReadonlyMap<string, string>): string | null {
  return names.get(plainKey(text)) ?? names.get(sorted(text)) ?? null;
}

/** `Iran, Islamic Republic of` has the words of `Islamic Republic of Iran`. */
function sorted(name: string): string {
  return plainWords(name).split(' ').filter((word) => word !== 'the').sort().join(' ');
}

function namesOfCountries(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const ambiguous = new Set<string>();
  const add = (name: string, country: string, prevails: boolean): void => {
    for (const key of [plainKey(name), sorted(name)]) {
      const other = names.get(key);
      if (other !== undefined && other !== country && !prevails) ambiguous.add(key);
      else if (!ambiguous.has(key) || prevails) { names.set(key, country); ambiguous.delete(key); }
    }
  };
  // Two countries of one name in two languages are told apart by nobody; English and the codes come before them all.
  for (const language of ['en', ...getSupportedLanguages().filter((one) => one !== 'en')]) {
    for (const [country, all] of Object.entries(getNames(language, { select: 'all' }))) for (const name of all) add(name, country, false);
  }
  for (const locale of ['en', 'fa', 'ar', 'zh', 'zh-Hant', 'fil', 'ckb', 'ps']) {
    const display = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
    for (const country of getCountries()) add(display.of(country) ?? country, country, false);
  }
  for (const key of ambiguous) names.delete(key);
  for (const [country, all] of Object.entries(getNames('en', { select: 'all' }))) for (const name of all) add(name, country, true);
  for (const [country, aliases] of Object.entries(ALIASES)) for (const alias of aliases) add(alias, country, true);
  for (const [alpha3, country] of Object.entries(getAlpha3Codes())) add(alpha3, country, true);
  for (const country of getCountries()) add(country, country, true);
  return names;
}

/** 🇬🇧 is the letters of its code. */
function withoutFlags(text: string): string {
  return text.replace(/[\u{1f1e6}-\u{1f1ff}]{2}/gu, (flag) => [...flag].map((half) => String.fromCharCode((half.codePointAt(0) ?? 0) - 0x1f1e6 + 65)).join(''));
}
