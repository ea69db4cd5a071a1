import fc from 'fast-check';
import { parsePhone } from './phones';
import { toAsciiDigits } from './native-digits';

describe('a phone number', () => {
  it('is E.164 or nothing, whatever was written', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(null, 'IR', 'US', 'XX'), (written, country) => {
      const phone = parsePhone(written, country);
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
    expect(parsePhone('09121234567', null)).toBeNull();
    expect(parsePhone('09121234567', 'IR')).toEqual({ e164: '+989121234567', country: 'IR' });
    expect(parsePhone('0098 912 123 4567', 'US')).toEqual({ e164: '+989121234567', country: 'IR' });
  });

  it('has the same digits in every script', () => {
    expect(toAsciiDigits('٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ ０１２３４５６７８９ ०१२३४५६७८९')).toBe('0123456789 0123456789 0123456789 0123456789');
  });
});
