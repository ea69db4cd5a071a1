import fc from 'fast-check';
import { getCountries, getExampleNumber, type CountryCode } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json';
import { NEW_US_AREA_CODES } from './numbering-news';
import { parsePhone, readPhone } from './phones';

const e164 = (written: string, home: string | null): string | null => parsePhone(written, home)?.e164 ?? null;
const problem = (written: string, home: string | null): string | null => {
  const reading = readPhone(written, home);
  return reading.kind === 'none' ? reading.problem : null;
};

describe('a phone number', () => {
  it('is E.164 or nothing, whatever was written', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(null, 'IR', 'US', 'DE', 'XX', '+44'), (written, home) => {
      const phone = parsePhone(written, home);
      if (phone !== null) expect(phone.e164).toMatch(/^\+[1-9][0-9]{6,14}$/);
    }));
  });

  it.each([
    '+989121234567,{a=b}', '+98912123{4567', '+989121234567&user/1001', '+989121234567|x', "+989121234567' 'park", '+98912\r\n1234567',
    'sofia/gateway/x/+989121234567', 'tel:call +989121234567 now', '${x}+989121234567', '+989121234567;drop',
  ])('is none with anything else around it: %j', (written) => {
    const phone = parsePhone(written, 'IR');
    if (phone !== null) expect(phone.e164).toBe('+989121234567');
    expect(phone?.e164 ?? '').not.toMatch(/[^+0-9]/);
  });

  it('needs a country, unless it tells its own', () => {
    expect(e164('09121234567', null)).toBeNull();
    expect(parsePhone('09121234567', 'IR')).toEqual({ e164: '+989121234567', country: 'IR', isLandline: false, extension: null });
    expect(parsePhone('021 8877 6655', 'IR')).toMatchObject({ e164: '+982188776655', isLandline: true });
    expect(parsePhone('0098 912 123 4567', 'US')).toMatchObject({ e164: '+989121234567', country: 'IR' });
  });

  it.each([
    ['2949491', 'IR'], ['1234567890', 'IR'], ['12345678', 'CN'], ['11111111111', 'CN'], ['+9112345678', null], ['+841664223299', null],
    ['+551187654321', null], ['11 8765-4321', 'BR'], ['+20123456789', null], ['+33012345678', null], ['+12001234567', null], ['+6281', null],
  ])('is none where no plan has it: %s in %s', (written, home) => {
    expect(problem(written, home)).toBe('no-number');
  });

  it.each([
    ['0922 123 4567', 'IR', '+989221234567'], ['0990 123 4567', 'IR', '+989901234567'], ['0993 123 4567', 'IR', '+989931234567'], ['0994 123 4567', 'IR', '+989941234567'],
    ['0995 512 3456', 'IR', '+989955123456'], ['0996 123 4567', 'IR', '+989961234567'], ['0998 123 4567', 'IR', '+989981234567'], ['0999 123 4567', 'IR', '+989991234567'],
    ['0991 123 4567', 'PH', '+639911234567'], ['0895 123 4567', 'PH', '+638951234567'], ['057 123 4567', 'SA', '+966571234567'], ['058 123 4567', 'SA', '+966581234567'],
    ['015 1234 5678', 'EG', '+201512345678'], ['199 1234 5678', 'CN', '+8619912345678'], ['166 1234 5678', 'CN', '+8616612345678'],
    ['+61493512345', null, '+61493512345'], ['+16895550123', null, '+16895550123'],
  ])('is one in the newer ranges of a plan: %s in %s', (written, home, number) => {
    expect(e164(written, home)).toBe(number);
  });

  it.each([...NEW_US_AREA_CODES.keys()])('is one in area code %s, which the library does not know', (area) => {
    for (const written of [`+1${area}5550123`, `1-${area}-555-0123`, `(${area}) 555-0123`]) {
      expect(parsePhone(written, 'US')).toMatchObject({ e164: `+1${area}5550123`, country: 'US' });
    }
    expect(e164(`+1${area}1550123`, null)).toBeNull();
    expect(e164(`+1${area}9110123`, null)).toBeNull();
    expect(e164(`${area}5550123`, 'GB')).not.toBe(`+1${area}5550123`);
  });

  it.each([
    ['+52 1 55 1234 5678', null, '+525512345678'], ['1 55 1234 5678', 'MX', '+525512345678'], ['044 55 1234 5678', 'MX', '+525512345678'], ['52 1 55 1234 5678', 'MX', '+525512345678'],
    ['1 55 1234 5678', '+52', '+525512345678'], ['+229 97 12 34 56', null, '+2290197123456'], ['97 12 34 56', 'BJ', '+2290197123456'], ['+229 01 97 12 34 56', null, '+2290197123456'],
  ])('is the new one of a plan that was changed: %s in %s', (written, home, number) => {
    expect(e164(written, home)).toBe(number);
  });
});

describe('a landline without the digit before its area code', () => {
  it.each([
    ['8700 0000', 'TW'], ['6600 0000', 'TW'], ['7700 0000', 'TW'], ['8001 2345', 'TW'], ['3500 0000', 'EG'], ['30 123456', 'DE'], ['711 234567', 'DE'],
    ['1 512 3456', 'AT'], ['2 1234 5678', 'KR'],
  ])('is doubtful where it may be a number without its area code: %s in %s', (written, home) => {
    expect(problem(written, home)).toBe('doubtful-area');
  });

  it.each([
    ['02 8700 0000', 'TW', '+886287000000'], ['(02)8700-0000', 'TW', '+886287000000'], ['08 700 0000', 'TW', '+88687000000'], ['+886 8 700 0000', 'TW', '+88687000000'], ['886 2 8700 0000', 'TW', '+886287000000'],
    ['02 3500 0000', 'EG', '+20235000000'], ['2 3500 0000', 'EG', '+20235000000'], ['030 123456', 'DE', '+4930123456'], ['171 1234567', 'DE', '+491711234567'],
    ['2188776655', 'IR', '+982188776655'], ['2079460958', 'GB', '+442079460958'], ['(11) 3456-7890', 'BR', '+551134567890'], ['(495) 123-45-67', 'RU', '+74951234567'],
    ['142685300', 'FR', '+33142685300'], ['202 555 0123', 'US', '+12025550123'], ['242 327 1234', 'BS', '+12423271234'], ['27 12 34 56', 'LU', '+35227123456'], ['2345 6789', 'HK', '+85223456789'],
    ['400 123 4567', 'CN', '+864001234567'], ['21 6234 5678', 'CN', '+862162345678'],
  ])('is none where it can be nothing else, or is whole: %s in %s', (written, home, number) => {
    expect(e164(written, home)).toBe(number);
  });
});

describe('the way abroad before a number', () => {
  it.each([
    ['001 65 6223 4567', 'HK', '+6562234567'], ['002 65 6223 4567', 'SG', '+6562234567'], ['001 852 2345 6789', 'SG', '+85223456789'], ['002 65 6223 4567', 'TW', '+6562234567'],
    ['0011 65 6223 4567', 'AU', '+6562234567'], ['00700 65 6223 4567', 'KR', '+6562234567'], ['010 65 6223 4567', 'JP', '+6562234567'], ['8~10 49 171 1234567', 'RU', '+491711234567'],
    ['011 98 912 123 4567', 'US', '+989121234567'], ['00 98 912 123 4567', 'IR', '+989121234567'], ['(0098) 912 123 4567', 'IR', '+989121234567'], ['(0098) 912 123 4567', null, '+989121234567'],
    ['0098 912 123 4567', 'AU', '+989121234567'], ['0082 10 2345 6789', 'KR', '+821023456789'], ['00442079460958', '+44', '+442079460958'], ['(+98) 912 123 4567', null, '+989121234567'],
  ])('is that of its country: %s in %s', (written, home, number) => {
    expect(e164(written, home)).toBe(number);
  });

  it('is never read as another one where the country has its own', () => {
    expect(e164('001 202 555 0123', 'HK')).not.toBe('+12025550123');
  });
});

describe('a calling code beside the number', () => {
  it.each([
    ['2079460958', '+44', '+442079460958'], ['020 7946 0958', '+44', '+442079460958'], ['442079460958', '+44', '+442079460958'], ['2025550123', '+1', '+12025550123'], ['4165550123', '+1', '+14165550123'],
    ['9161234567', '+7', '+79161234567'], ['7012345678', '+7', '+77012345678'], ['+989121234567', '+44', '+989121234567'], ['87000000', '+886', '+88687000000'],
  ])('makes it whole: %s and %s', (written, home, number) => {
    expect(e164(written, home)).toBe(number);
  });
});

const COUNTRIES = getCountries().filter((country) => getExampleNumber(country, examples) !== undefined);
const nationalOf = (country: CountryCode): string => getExampleNumber(country, examples)?.nationalNumber ?? '';

describe('what programs make of a number', () => {
  it('is undone in every country when it was written as a decimal', () => {
    for (const country of COUNTRIES) {
      const national = nationalOf(country);
      for (const damaged of [`${national}.0`, `${national}.00`, `${national},0`, `'${national}`, `="${national}"`, `tel:${national}`]) {
        if (national.length >= 7) expect([country, damaged, e164(damaged, country)]).toEqual([country, damaged, e164(national, country)]);
      }
    }
  });

  it.each(['IR', 'CN', 'US', 'DE', 'GB', 'BR', 'PH', 'SA', 'TR', 'RU', 'ES', 'LU', 'AT'] as const)('is undone for any national number of %s', (country) => {
    fc.assert(fc.property(fc.nat({ max: 9_999_999 }), (tail) => {
      const national = nationalOf(country);
      const number = (national.slice(0, 2) + String(tail).padStart(7, '0').repeat(2)).slice(0, national.length);
      if (e164(number, country) === null || number.length < 7) return;
      expect(e164(`${number}.0`, country)).toBe(e164(number, country));
      expect(e164(`${number},0`, country)).toBe(e164(number, country));
    }), { numRuns: 100 });
  });

  it.each([
    ['13800138000.0', 'CN'], ['13800138000,00', 'CN'], ['13800138000/0', 'CN'], ['١٣٨٠٠١٣٨٠٠٠٫٠', 'CN'], ['1.3800138e10', 'CN'], ['1.3800138E+10', 'CN'], ['1,3800138E10', 'CN'], ['1.3800138000e10', 'CN'],
    ['13,800,138,000', 'CN'], ['13,800,138,000.00', 'CN'], ['8613800138000.0', 'CN'], ['+8613800138000.0', null], ['138 0013 8000.0', 'CN'],
    ["'13800138000", 'CN'], ['’13800138000', 'CN'], ['="13800138000"', 'CN'], ['=T("13800138000")', 'CN'], ['=+8613800138000', null], ['"13800138000"', 'CN'], ['=HYPERLINK("tel:+8613800138000";"call")', null],
    ['\u001c13800138000\u001d', 'CN'], ['\u001e13800\u001f138000', 'CN'], ['１３８００１３８０００', 'CN'], ['＋８６ １３８ ００１３ ８０００', null],
    ['p:+8613800138000', null], ['tel:+86-138-0013-8000', null], ['whatsapp:+8613800138000', null], ['Mobile: 13800138000', 'CN'], ['手机：13800138000', 'CN'], ['手机13800138000', 'CN'], ['موبایل ۱۳۸۰۰۱۳۸۰۰۰', 'CN'],
    ['13800138000 (mobile)', 'CN'], ['Tel. 13800138000', 'CN'], ['M: 138 0013 8000', 'CN'], ['"p:13800138000.0"', 'CN'], ['Home phone 13800138000', 'CN'], ['Cep Tel: 13800138000', 'CN'], ['Тел.: 13800138000', 'CN'],
  ])('%j is that number', (written, home) => {
    expect(e164(written, home)).toBe('+8613800138000');
  });

  it.each([
    ['9/89123E+11', 'digits-lost'], ['9.89121E+11', 'digits-lost'], ['9,89E+11', 'digits-lost'], ['9.1E9', 'digits-lost'], ['1.3800138e+010', 'digits-lost'], ['Mobile: 9.89123E+11', 'digits-lost'],
    ['9121234567.5', 'no-number'], ['9.1212345678e9', 'no-number'],
    ['Fax: 02188776655', 'no-number'], ['my brother 09121234567', 'no-number'], ['F: 02188776655', 'no-number'], ['09121234567 (Ali)', 'no-number'], ['0912123456O', 'no-number'],
    ['none', 'no-digit'], ['-', 'no-digit'], ['ندارد', 'no-digit'], ['x'.repeat(500), 'no-digit'], ['9'.repeat(500), 'no-number'],
  ])('%j is none: %s', (written, expected) => {
    expect(problem(written, 'IR')).toBe(expected);
  });

  it('takes a bounded work to read, whatever it is', () => {
    const hostile = ['('.repeat(80), '1 '.repeat(40), '-'.repeat(79) + '1', `="${'"'.repeat(70)}1`, `${'tel:'.repeat(19)}1`, '1,'.repeat(40), `1${' ext'.repeat(19)}`, '1.'.repeat(40), ' '.repeat(79) + '1', '9'.repeat(30_000)];
    const before = process.cpuUsage();
    for (let round = 0; round < 20; round++) for (const cell of hostile) for (const home of [null, 'DE', 'US']) parsePhone(cell, home);
    expect(process.cpuUsage(before).user / (20 * hostile.length * 3)).toBeLessThan(20_000); // µs; some hundreds are usual
  });
});
