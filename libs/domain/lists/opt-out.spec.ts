import { saysNoToCalls } from './opt-out';

it.each(['true', 'x', 'yes', '2025-03-01', 'unsubscribed', 'opted out', 'بله', 'نعم', '是'])('%s in a column of noes is a no to calls', (text) => {
  expect(saysNoToCalls('opt-out', text)).toBe(true);
});

it.each(['false', 'no', '0', '', '-', 'subscribed', 'opted in', 'خیر', '否', '0000-00-00'])('%p in a column of noes is none', (text) => {
  expect(saysNoToCalls('opt-out', text)).toBe(false);
});

it.each(['no', 'false', '0', 'denied', 'withdrawn', 'opted out', 'Opt-Out', 'unsubscribed', 'no consent', 'not given', '✗', 'خیر', '否'])('%s in a column of yeses is a no to calls', (text) => {
  expect(saysNoToCalls('may-call', text)).toBe(true);
});

it.each(['yes', 'true', 'ok', 'allowed', 'callable', '', '-', '2025-03-01', 'given', 'مجاز', '可'])('%p in a column of yeses is none: nobody\'s silence is one', (text) => {
  expect(saysNoToCalls('may-call', text)).toBe(false);
});
