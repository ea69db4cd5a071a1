import { numbersInCell } from './numbers-in-cell';

const read = (cell: string, home: string | null) => numbersInCell(cell, home, { left: 60 });
const numbers = (cell: string, home: string | null): string[] => read(cell, home).phones.map(({ e164 }) => e164);
const [MOBILE, SECOND] = ['+989121234567', '+989351234567'];

describe('a cell with several numbers', () => {
  it.each([
    ' ::: ', ' - ', ' / ', '/', ';', '; ', '|', '،', '、', '，', ',', ', ', ' و ', ' یا ', ' or ', ' and ', ' OR ', '&', ' & ', '\n', '\r\n', ' ', '   ', '\t', '؛', '；', ' • ', '・', ' oder ', ' veya ', ' или ', ' o ', ' – ', '\\',
  ])('has all of them, with %j between', (between) => {
    expect(read(`0912 123 4567${between}09351234567`, 'IR')).toMatchObject({ phones: [{ e164: MOBILE }, { e164: SECOND }], isAll: true });
    expect(numbers(`۰۹۱۲۱۲۳۴۵۶۷${between}+98 935 123 4567`, 'IR')).toEqual([MOBILE, SECOND]);
  });

  it.each([
    ['089 12345 / 089 67890', 'DE', ['+498912345', '+498967890']], ['089 12345 089 67890', 'DE', ['+498912345', '+498967890']], ['08912345/08967890', 'DE', ['+498912345', '+498967890']],
    ['0171/1234567', 'DE', ['+491711234567']], ['089/12345', 'DE', ['+498912345']], ['0711 / 123456', 'DE', ['+49711123456']], ['02/8700-0000', 'TW', ['+886287000000']], ['01/5123456', 'AT', ['+4315123456']],
    ['13800138000 13900139000', 'CN', ['+8613800138000', '+8613900139000']], ['13800138000.0;13900139000.0', 'CN', ['+8613800138000', '+8613900139000']], ['13800138000,0', 'CN', ['+8613800138000']],
    ['+1 202 555 0123 +1 202 555 0199', null, ['+12025550123', '+12025550199']], ['(202) 555-0123 (202) 555-0199', 'US', ['+12025550123', '+12025550199']], ['01 99 00 12 34 01 99 00 56 78', 'FR', ['+33199001234', '+33199005678']],
    ['Mobile: 0912 123 4567 Home: 021 8877 6655', 'IR', [MOBILE, '+982188776655']], ['9,123,456,789', 'IR', ['+989123456789']],
  ])('is as many as its parts are numbers by themselves: %s in %s', (cell, home, expected) => {
    expect(numbers(cell, home)).toEqual(expected);
  });

  it('is not all that was written when something is left', () => {
    expect(read('09121234567; ask Ali', 'IR')).toMatchObject({ phones: [{ e164: MOBILE }], isAll: false });
    expect(read('09121234567 / 12', 'IR')).toMatchObject({ phones: [{ e164: MOBILE }], isAll: false });
    expect(read('+1 202 555 0123 ext. 5', null)).toMatchObject({ phones: [{ e164: '+12025550123' }], isAll: false });
  });

  it.each([['9/89123E+11', 'digits-lost'], ['8700 0000 / 8700 0001', 'doubtful-area'], ['12 / 34', 'no-number'], ['none / -', 'no-digit']])('says why there is none: %s', (cell, problem) => {
    expect(read(cell, 'TW')).toMatchObject({ phones: [], problem });
  });

  it('costs a bounded number of tries', () => {
    const tries = { left: 60 };
    numbersInCell('0912 1234567 '.repeat(500), 'DE', tries);
    numbersInCell('1;2/3 '.repeat(500), 'DE', tries);
    expect(tries.left).toBeGreaterThanOrEqual(0);
  });
});
