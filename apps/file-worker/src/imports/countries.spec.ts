import { getCountries } from 'libphonenumber-js/max';
import { getAlpha3Codes } from 'i18n-iso-countries';
import { homeOf, saysNoCountry } from './countries';

describe('the country of a row', () => {
  it.each([
    ['44', '+44'], ['+44', '+44'], ['0044', '+44'], ['۴۴', '+44'], ['44.0', '+44'], ['(44)', '+44'], ['1', '+1'], ['7', '+7'], ['+1-242', '+1'], ['98', '+98'], ['GBR', 'GB'], ['IRN', 'IR'], ['gb', 'GB'], ['ir', 'IR'],
    ['Deutschland', 'DE'], ['England', 'GB'], ['U.S.A.', 'US'], ['USA', 'US'], ['United States of America', 'US'], ['Iran, Islamic Republic of', 'IR'], ['Islamic Republic of Iran', 'IR'], ['Iran (Islamic Republic of)', 'IR'],
    ['ایران', 'IR'], ['ايران', 'IR'], ['امارات متحدهٔ عربی', 'AE'], ['الإمارات العربية المتحدة', 'AE'], ['المملكة العربية السعودية', 'SA'], ['中国', 'CN'], ['中國', 'CN'], ['香港', 'HK'], ['台灣', 'TW'], ['日本', 'JP'], ['대한민국', 'KR'],
    ['Pilipinas', 'PH'], ['Türkiye', 'TR'], ['TURKEY', 'TR'], ['Россия', 'RU'], ['España', 'ES'], ['Espana', 'ES'], ['Österreich', 'AT'], ['Côte d’Ivoire', 'CI'], ['Korea, Republic of', 'KR'], ["Korea, Democratic People's Republic of", 'KP'],
    ['The Netherlands', 'NL'], ['Holland', 'NL'], ['Viet Nam', 'VN'], ['Czech Republic', 'CZ'], ['Russian Federation', 'RU'], ['Congo, the Democratic Republic of the', 'CD'], ['Germany (DE)', 'DE'], ['United Kingdom (+44)', '+44'], ['🇬🇧', 'GB'], ['🇮🇷 Iran', null],
    ['Niger', 'NE'], ['Nigeria', 'NG'], ['Dominica', 'DM'], ['Dominican Republic', 'DO'], ['Guinea', 'GN'], ['NA', 'NA'], ['Hellas', null],
  ])('is understood: %s', (written, home) => {
    if (home !== null) expect(homeOf(written)).toBe(home);
  });

  it.each(['Atlantis', '999', '364', 'Mars', 'x'.repeat(500), '?', 'GBX', 'not Germany'])('is null where nobody knows it: %s', (written) => {
    expect(homeOf(written)).toBeNull();
  });

  it('is each country’s by both of its codes', () => {
    for (const country of getCountries()) expect(homeOf(country)).toBe(country);
    for (const [alpha3, alpha2] of Object.entries(getAlpha3Codes())) expect(homeOf(alpha3)).toBe(alpha2);
  });

  it('is not said by a dash or a placeholder', () => {
    for (const nothing of ['-', 'N/A', '\\N', 'null', '?', '—']) expect(saysNoCountry(nothing)).toBe(true);
    for (const something of ['NA', 'IR', '0']) expect(saysNoCountry(something)).toBe(false);
  });
});
