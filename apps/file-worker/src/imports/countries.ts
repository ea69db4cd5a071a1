import { getCountries } from 'libphonenumber-js/max';

const LOCALES = ['en', 'fa', 'ar', 'zh', 'zh-Hant', 'fil'];
let byName: ReadonlyMap<string, string> | undefined;

/** The ISO 3166-1 code of a country as people write it: the code, or its name in a language of our users. */
export function countryOf(written: string): string | null {
  byName ??= namesOfCountries();
  return byName.get(plain(written)) ?? null;
}

function namesOfCountries(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const locale of LOCALES) {
    const display = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
    for (const country of getCountries()) {
      const name = display.of(country);
      if (name !== undefined) names.set(plain(name), country);
    }
  }
  for (const country of getCountries()) names.set(plain(country), country);
  names.set('usa', 'US').set('uk', 'GB').set('uae', 'AE');
  return names;
}

function plain(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/[يى]/g, 'ی').replace(/ك/g, 'ک').trim();
}
