import { toAsciiDigits } from './native-digits';

it('digits are the same in every script', () => {
  expect(toAsciiDigits('٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ ０１２３４５６７８９ ०१२३४५६७८९')).toBe('0123456789 0123456789 0123456789 0123456789');
});
