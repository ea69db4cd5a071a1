import { english } from '@paceline/contracts/messages/en';
import { told } from '@paceline/contracts/messages/message';
import { readColumns } from './columns';
import type { NewContact } from '@paceline/persistence';
import { readRow, type RowResult } from './read-row';

const NOW_MS = Date.parse('2026-07-01T12:00Z');
const COLUMNS = readColumns(['name', 'phone', 'mobile', 'zone', 'country', 'city'], null);
const row = (cells: readonly string[], country: string | null = 'IR'): RowResult => readRow(cells, COLUMNS, country, NOW_MS);

function contact(...[cells, country]: Parameters<typeof row>): NewContact {
  const result = row(cells, country);
  if (result.kind !== 'contact') throw new Error(`no contact: ${JSON.stringify(result)}`);
  return result.contact;
}

const rejection = (cells: readonly string[], country: string | null = 'IR'): { reason: string; detail: string } => {
  const result = row(cells, country);
  if (result.kind !== 'rejected') throw new Error(`not rejected: ${JSON.stringify(result)}`);
  return { reason: result.why.code, detail: told(english.rejections, result.why) };
};

describe('a row of a file', () => {
  it('is a contact, its zone that of its phone', () => {
    expect(contact(['مریم', '09121234567', '', '', '', 'تهران'])).toEqual({
      name: 'مریم', phones: ['+989121234567'], isLandline: false, zone: 'Asia/Tehran', fields: { city: 'تهران' }, saidNo: false,
    });
  });

  it.each(['۰۹۱۲۱۲۳۴۵۶۷', '٠٩١٢١٢٣٤٥٦٧', '０９１２１２３４５６７', '+98 912 123 45 67', '0098-912-123-4567', '9121234567', '\u202a+989121234567\u202c'])(
    'has its number however it is written: %s', (written) => {
      expect(contact(['x', written]).phones).toEqual(['+989121234567']);
    });

  it('may have several phones, each once, in the order of the columns', () => {
    expect(contact(['x', '09121234567; 0098 935 123 4567', '0912 123 4567 / 021-88776655']).phones)
      .toEqual(['+989121234567', '+989351234567', '+982188776655']);
  });

  it('looks at so many numbers of a row and no more, and keeps the cells of the others as fields', () => {
    const sixty = Array.from({ length: 60 }, (_, at) => `0912123${4500 + at}`).join(';');
    const { phones, fields } = contact(['x', sixty, '09351234567']);
    expect(phones).toEqual(Array.from({ length: 10 }, (_, at) => `+98912123${4500 + at}`));
    expect(fields).toEqual({ phone: sixty, mobile: '09351234567' });
  });

  it('keeps a further number that is none as a field, so that nothing is lost', () => {
    expect(contact(['x', '09121234567', 'ask the neighbour']).fields).toEqual({ mobile: 'ask the neighbour' });
  });

  it('takes the country of its own column before that of the import', () => {
    expect(contact(['x', '0917 123 4567', '', '', 'Philippines'])).toMatchObject({ phones: ['+639171234567'], zone: 'Asia/Manila', fields: { country: 'Philippines' } });
    expect(contact(['x', '0917 123 4567', '', '', 'PH']).phones).toEqual(['+639171234567']);
    expect(contact(['x', '13800138000', '', '', '中国'])).toMatchObject({ phones: ['+8613800138000'], zone: 'Asia/Shanghai' });
  });

  it.each([
    ['asia/dubai', 'Asia/Dubai', {}],
    ['America/New York', 'America/New_York', {}],
    ['+05:30', 'UTC+05:30', {}],
    ['Eastern Time', 'America/New_York', {}],
  ])('has the zone of its column when that is one: %s', (written, zone, fields) => {
    expect(contact(['x', '+989121234567', '', written])).toMatchObject({ zone, fields });
  });

  it.each(['Mars/Phobos', 'Tehran time', 'EST'])('with a zone that nobody knows is rejected, not given another: %s', (written) => {
    expect(rejection(['x', '+989121234567', '', written])).toMatchObject({ reason: 'unknown-zone', detail: expect.stringContaining(written) as string });
  });

  it.each([['+12025550123', 'America/New_York'], ['+18505550123', '*+1850'], ['+8613800138000', 'Asia/Shanghai'], ['+869912123456', '*+86991'], ['+61412345678', '*AU'], ['+61891234567', '*+618']])(
    'has the zones that its number tells, all of the country where it tells none: %s', (phone, zone) => {
      expect(contact(['x', phone], null).zone).toBe(zone);
    });

  it('has no zone where no country is known', () => {
    expect(contact(['x', '+80012345678'], null).zone).toBeNull();
  });

  it.each([
    ['quotes and braces', 'Ali "the boss" {Reza} ${x} [y]'],
    ['emoji', '👩‍👧‍👦 Zahra 🇮🇷'],
    ['right-to-left marks', '\u200fabc\u200e علی'],
    ['a formula', '=cmd|" /C calc"!A0'],
    ['a dial string', '{origination_uuid=1}sofia/gateway/x/1'],
    ['SQL', "'); DROP TABLE contacts; --"],
    ['a prototype', '__proto__'],
  ])('keeps a name with %s as it is', (_what, name) => {
    expect(contact([name, '09121234567']).name).toBe(name);
  });

  it('takes out of a name what would turn it around', () => {
    expect(contact(['\u202eabc\u202c \u2067علی\u2069', '09121234567']).name).toBe('abc علی');
  });

  it('makes one line of a name, and keeps the lines of other cells', () => {
    expect(contact(['Ali\r\nReza\u0000', '09121234567', '', '', '', 'Street 1\nTehran\u0007'])).toMatchObject({ name: 'Ali Reza', fields: { city: 'Street 1\nTehran' } });
  });

  it('puts first and last name together', () => {
    const columns = readColumns(['first name', 'last name', 'phone'], null);
    expect(readRow(['Ann', 'Lee', '+12025550123'], columns, null, NOW_MS)).toMatchObject({ contact: { name: 'Ann Lee' } });
    expect(readRow(['', 'Lee', '+12025550123'], columns, null, NOW_MS)).toMatchObject({ contact: { name: 'Lee' } });
  });

  const ofFile = (headers: readonly string[], cells: readonly string[], country: string | null = null): RowResult => readRow(cells, readColumns(headers, country), country, NOW_MS);

  it.each([
    ['44', '2079460958'], ['+44', '2079460958'], ['0044', '020 7946 0958'], ['GBR', '02079460958'], ['England', '2079460958'], ['U.K.', '2079460958'], ['United Kingdom (+44)', '442079460958'],
  ])('reads its numbers with its own country, %s, never with the file’s', (country, phone) => {
    expect(ofFile(['country', 'phone'], [country, phone], 'US')).toMatchObject({ contact: { phones: ['+442079460958'], fields: { country } } });
  });

  it.each(['Atlantis', '999', 'see notes'])('is rejected with a country that nobody knows: %s', (country) => {
    const result = ofFile(['country', 'phone'], [country, '2025550123'], 'US');
    expect(result).toMatchObject({ kind: 'rejected', why: { code: 'unknown-country', params: { written: country, column: 'country' } } });
  });

  it('takes a calling code beside the number before the country of an address, and the first country that says something', () => {
    expect(ofFile(['country', 'phone_code', 'phone_number'], ['France', '44', '2079460958'])).toMatchObject({ contact: { phones: ['+442079460958'] } });
    expect(ofFile(['Business Country/Region', 'Home Country/Region', 'Mobile Phone'], ['N/A', 'Germany', '0171 1234567'])).toMatchObject({ contact: { phones: ['+491711234567'] } });
    expect(ofFile(['phone_code', 'phone_number'], ['7', '7012345678'])).toMatchObject({ contact: { phones: ['+77012345678'] } });
  });

  it('joins an area code that has a column of its own', () => {
    for (const area of ['02', '2', '(02)']) expect(ofFile(['区号', '电话', '姓名'], [area, '8700 0000', '王小明'], 'TW')).toMatchObject({ contact: { phones: ['+886287000000'], fields: {} } });
    expect(ofFile(['Area Code', 'Phone'], ['202', '555-0123'], 'US')).toMatchObject({ contact: { phones: ['+12025550123'] } });
    expect(ofFile(['Area Code', 'Phone'], ['202', '+989121234567'], 'US')).toMatchObject({ contact: { phones: ['+989121234567'], fields: { 'Area Code': '202' } } });
  });

  it('says that a number may lack its area code', () => {
    expect(ofFile(['phone'], ['8700 0000'], 'TW')).toMatchObject({ kind: 'rejected', why: { code: 'doubtful-area' } });
  });

  it.each([
    ['Do Not Call', 'TRUE'], ['DNC', '1'], ['Opt out', 'yes'], ['Phone opt-out', 'x'], ['تماس نگیرید', 'بله'], ['لا تتصل', 'نعم'], ['勿打扰', '是'], ['DoNotCall', '2024-05-01'], ['Nicht anrufen', 'ja'], ['OK to call', 'no'], ['Не звонить', '+'],
  ])('is somebody who said no: %s = %s', (header, said) => {
    expect(ofFile(['phone', header], ['+12025550123', said])).toMatchObject({ contact: { saidNo: true, fields: { [header]: said } } });
  });

  it.each([['Do Not Call', 'FALSE'], ['DNC', '0'], ['Opt out', 'no'], ['DNC', ''], ['DNC', '-'], ['勿打扰', '否'], ['OK to call', 'yes'], ['OK to call', ''], ['Email opt out', 'TRUE'], ['DNC scrub date', '2024-05-01']])(
    'is nobody who said no: %s = %s', (header, said) => {
      expect(ofFile(['phone', header], ['+12025550123', said])).toMatchObject({ contact: { saidNo: false } });
    });

  it('keeps a no though the row is no contact', () => {
    expect(ofFile(['phone', 'zone', 'dnc'], ['+12025550123', 'Mars/Phobos', 'x'])).toMatchObject({ why: { code: 'unknown-zone' }, mayNotCall: ['+12025550123'] });
  });

  it('puts every cell somewhere', () => {
    const headers = ['Full name', 'First name', 'Last name', 'Phone', 'Assistant’s Phone', 'Country', 'Zone', 'DNC', 'Note', 'Phone 2'];
    const cells = ['Ann M. Lee', 'Anna', 'Lee', '+12025550123', '+12025550199', 'US', 'Eastern', 'no', 'x', 'after six'];
    expect(ofFile(headers, cells)).toMatchObject({ contact: {
      name: 'Ann M. Lee', phones: ['+12025550123'], zone: 'America/New_York',
      fields: { 'First name': 'Anna', 'Assistant’s Phone': '+12025550199', 'Country': 'US', 'DNC': 'no', 'Note': 'x', 'Phone 2': 'after six' },
    } });
  });

  it('has nothing where a database wrote \\N', () => {
    expect(ofFile(['name', 'phone', 'mobile', 'city'], ['\\N', '+12025550123', '\\N', '\\N'])).toMatchObject({ contact: { name: '', phones: ['+12025550123'], fields: {} } });
  });

  it('holds fields of any header', () => {
    const columns = readColumns(['phone', '__proto__', 'constructor'], null);
    const result = readRow(['+12025550123', 'a', 'b'], columns, null, NOW_MS);
    expect(result.kind === 'contact' && Object.entries(result.contact.fields)).toEqual([['__proto__', 'a'], ['constructor', 'b']]);
  });

  it.each([
    ['no number', ['x', '', ' '], 'no-phone'],
    ['no such number', ['x', '12345'], 'invalid-phone'],
    ['words', ['x', 'none'], 'no-phone'],
    ['a dial string', ['x', '+989121234567,{a=b}'.replace(',', '')], 'invalid-phone'],
    ['line breaks for a command', ['x', '+98912\r\n\r\napi status'], 'invalid-phone'],
    ['a shortened number', ['x', '9.89121E+11'], 'invalid-phone'],
    ['too many digits', ['x', '9'.repeat(500)], 'invalid-phone'],
    ['too many columns', ['x', '09121234567', '', '', '', '', 'more'], 'too-many-columns'],
    ['too long a row', ['x', '09121234567', '', '', '', 'y'.repeat(40_000)], 'row-too-long'],
    ['more columns than any list', ['x', '09121234567', ...Array<string>(1_000).fill('')], 'too-many-columns'],
    ['too long a cell', ['x', '09121234567', '', '', '', 'y'.repeat(10_001)], 'cell-too-long'],
    ['too long a name', ['n'.repeat(201), '09121234567'], 'name-too-long'],
  ])('is rejected with its reason: %s', (_what, cells, reason) => {
    expect(rejection(cells).reason).toBe(reason);
  });

  it('is rejected without a country when the number has none, and says what to do', () => {
    expect(rejection(['x', '09121234567'], null).detail).toContain('name the country');
  });

  it('may be shorter than the header, have empty cells behind it, or be empty', () => {
    expect(contact(['x', '09121234567']).name).toBe('x');
    expect(contact(['x', '09121234567', '', '', '', '', '', '']).name).toBe('x');
    expect(row(['', ' ', '']).kind).toBe('blank');
  });
});

describe('a row with a consent', () => {
  const HEADERS = ['phone', 'Consent date', 'Consent purpose', 'Consent channel', 'Consent proof'];
  const of = (...cells: string[]): RowResult => readRow(['+12025550123', ...cells], readColumns(HEADERS, null), null, NOW_MS);

  it('is a contact who has given it, and keeps its cells', () => {
    expect(of('2026-03-21', 'marketing', 'automatic', 'form 17')).toMatchObject({ kind: 'contact', contact: {
      saidNo: false, fields: { 'Consent date': '2026-03-21', 'Consent purpose': 'marketing', 'Consent proof': 'form 17' },
      consent: { atMs: Date.parse('2026-03-21'), purposes: ['sales'], deliveries: ['keypad', 'recorded', 'spoken'], form: 'oral', proof: 'form 17' },
    } });
  });

  it.each([['', 'marketing', '', ''], ['-', 'marketing', '', ''], ['no', 'marketing', '', ''], ['0000-00-00', 'marketing', '', 'form 17']])('has none where it says so: %s', (...cells) => {
    const result = of(...cells);
    expect(result.kind === 'contact' ? result.contact.consent : 'refused').toBeUndefined();
  });

  it.each<[string[], string, unknown]>([
    [['03/04/2026', 'marketing', '', ''], 'consent-date-unclear', '“03/04/2026” may be either of two days. Write the day of the consent as 2026-03-21.'],
    [['2026-03-21', '', '', ''], 'consent-for-nothing', expect.stringContaining('not what for')],
    [['', 'marketing', '', 'form 17'], 'consent-not-dated', expect.stringContaining('not the day')],
    [['2027-01-01', 'marketing', '', ''], 'consent-in-future', expect.stringContaining('still to come')],
    [['2026-03-21', 'marketing', '', 'x'.repeat(256)], 'cell-too-long', expect.stringContaining('Consent proof')],
  ])('is refused in a manager\'s words: %j', (cells, reason, detail) => {
    const result = of(...cells);
    if (result.kind !== 'rejected') throw new Error(`not rejected: ${JSON.stringify(result)}`);
    expect({ reason: result.why.code, detail: told(english.rejections, result.why) }).toEqual({ reason, detail });
  });

  it('says a no by a consent column as by any other', () => {
    expect(of('withdrawn', 'marketing', '', '')).toMatchObject({ kind: 'contact', contact: { saidNo: true } });
  });
});
