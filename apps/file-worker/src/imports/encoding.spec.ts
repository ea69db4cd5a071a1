import { encode } from 'iconv-lite';
import { english } from '@paceline/contracts/messages/en';
import { told } from '@paceline/contracts/messages/message';
import { ByteScan } from './byte-scan';
import { encodingOf } from './encoding';
import { FileError } from './file-error';
import { guessEncoding } from './legacy-encoding';

function scanned(...chunks: Buffer[]): ByteScan {
  const scan = new ByteScan();
  for (const chunk of chunks) scan.push(chunk);
  scan.end();
  return scan;
}

function refusal(bytes: Buffer): FileError {
  try {
    encodingOf(scanned(bytes));
  } catch (thrown) {
    if (thrown instanceof FileError) return thrown;
    throw thrown;
  }
  throw new Error('the file was accepted');
}

const PERSIAN = 'نام,تلفن,شهر\nمریم گلی,09121234567,تهران\nپویا چراغی,09351234567,کرج\nژاله گوهری,09121112222,شیراز\n';

describe('the encoding of a file', () => {
  it.each([
    ['plain ASCII', Buffer.from('name,phone\nAnn,1\n'), 'utf-8'],
    ['UTF-8', Buffer.from(PERSIAN), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${PERSIAN}`), 'utf-8'],
    ['UTF-16 little endian with a mark', Buffer.from(`\ufeff${PERSIAN}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 big endian with a mark', Buffer.from(`\ufeff${PERSIAN}`, 'utf16le').swap16(), 'utf-16be'],
    ['UTF-16 little endian without a mark', Buffer.from(PERSIAN, 'utf16le'), 'utf-16le'],
    ['UTF-16 big endian without a mark', Buffer.from(PERSIAN, 'utf16le').swap16(), 'utf-16be'],
  ])('is told for %s', (_what, bytes, encoding) => {
    expect(encodingOf(scanned(bytes))).toEqual({ encoding, others: [] });
  });

  it('is UTF-8 wherever the pieces are cut', () => {
    const bytes = Buffer.from('é,漢,😀,ی\n');
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(encodingOf(scanned(bytes.subarray(0, cut), bytes.subarray(cut))).encoding).toBe('utf-8');
    }
  });

  it.each([
    ['Persian', 'windows-1256', 'مريم گلي,پويا چراغ,ژاله حسيني'],
    ['Arabic', 'windows-1256', 'محمد عبد الله,فاطمة الزهراء,علي حسن'],
    ['French', 'windows-1252', 'René Lefèvre,Chloé Noël,François Hébert,Château-Thierry'],
    ['Spanish', 'windows-1252', 'José Muñoz,Íñigo Peña,María Núñez,Ángel Güell'],
    ['German', 'windows-1252', 'Jörg Müller,Käthe Groß,Günther Weiß'],
    ['a single accent', 'windows-1252', 'Renée'],
    ['Chinese', 'gb18030', '王小明,李建国,张伟,北京市朝阳区建国门外大街,上海市浦东新区世纪大道,陈静,刘洋,黄丽'],
    ['Russian', 'windows-1251', 'Иван Петров,Мария Сидорова,Москва,Санкт-Петербург,Ольга Кузнецова'],
  ])('is guessed for old %s text', (_language, encoding, names) => {
    const bytes = encode(names.split(',').map((name) => `${name},+491701234567\n`).join(''), encoding);
    expect(guessEncoding(bytes).encoding).toBe(encoding);
  });
});

describe('a file that is no text', () => {
  it.each([
    ['nothing', Buffer.alloc(0), 'empty-file'],
    ['an .xlsx', Buffer.from('504b030414000600', 'hex'), 'spreadsheet'],
    ['an .xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'spreadsheet'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d4948445200000010', 'hex'), 'not-text'],
    ['a zero byte late in the file', Buffer.from(`name,phone\n${'Ann,+14155550100\n'.repeat(1000)}\0`), 'not-text'],
    ['control characters', Buffer.from('\u0001\u0002\u0003\u0004name,phone'), 'not-text'],
    ['half a UTF-16 character', Buffer.from([0xff, 0xfe, 0x41]), 'undecodable'],
  ])('is refused: %s', (_what, bytes, code) => {
    expect(refusal(bytes).why.code).toBe(code);
  });

  it('is refused when two encodings were put together, with the line', () => {
    const error = refusal(Buffer.concat([Buffer.from(PERSIAN), encode('René,1\n', 'windows-1252')]));
    expect(error.why.code).toBe('undecodable');
    expect(told(english.fileErrors, error.why)).toContain('line 5');
  });

  it('is refused when it says UTF-8 and is not', () => {
    expect(refusal(Buffer.concat([Buffer.from('\ufeffname,phone\n'), Buffer.from([0xe9, 0x2c, 0x31])])).why.code).toBe('undecodable');
  });

  it.each([
    ['a lone continuation', [0x80]], ['overlong', [0xc0, 0xaf]], ['overlong of three', [0xe0, 0x80, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]], ['beyond Unicode', [0xf4, 0x90, 0x80, 0x80]], ['cut off at the end', [0xe6, 0xbc]],
  ])('is not UTF-8: %s', (_what, bytes) => {
    expect(scanned(Buffer.from([0x61, ...bytes])).isUtf8).toBe(false);
  });
});
