import type { PhoneTrouble } from '@paceline/domain/agent/phone-trouble';
import { phones } from './phones';

const TROUBLE: PhoneTrouble = {
  cause: 'UNALLOCATED_NUMBER', sipStatus: 404, upForMs: null, failures: 5,
  sinceAtMs: Date.parse('2026-01-07T19:00:05Z'), failedAtMs: Date.parse('2026-01-07T19:00:50Z'), nextAtMs: Date.parse('2026-01-07T19:01:38Z'),
};

it.each<[Partial<PhoneTrouble>, string]>([
  [{}, 'UNALLOCATED_NUMBER (SIP 404: nobody there has this number)'],
  [{ cause: 'USER_NOT_REGISTERED', sipStatus: 0 }, 'USER_NOT_REGISTERED (the phone is not logged in at the switch)'],
  [{ cause: 'NORMAL_TEMPORARY_FAILURE', sipStatus: 503 }, 'NORMAL_TEMPORARY_FAILURE (SIP 503)'],
  [{ cause: 'SOMETHING_NEW', sipStatus: 0 }, 'SOMETHING_NEW'],
  [{ cause: 'NORMAL_CLEARING', sipStatus: 0, upForMs: 2_400 }, 'NORMAL_CLEARING (it hung up 2 s after it had answered)'],
])('says what the switch said: %j', (changes, words) => {
  expect(phones.said({ ...TROUBLE, ...changes })).toBe(words);
});

it('tells the agent which phone, what the switch said, how often it was tried and when it is tried again', () => {
  expect(phones['cannot-be-reached']({ phone: '1001', trouble: TROUBLE })).toBe('The phone 1001 cannot be reached: the switch says UNALLOCATED_NUMBER (SIP 404: nobody there has this number). '
    + 'It was called 5 times since 19:00:05 UTC and is called again at 19:01:38 UTC; signing in again calls it at once.');
  expect(phones['cannot-be-reached']({ phone: '1001', trouble: { ...TROUBLE, failures: 1 } })).toContain('It was called once since');
});

it('names whose phones, those together of which the same was said', () => {
  const [unallocated, absent] = [{ said: TROUBLE }, { said: { cause: 'USER_NOT_REGISTERED', sipStatus: 0, upForMs: null } }];
  expect(phones.whose({ more: 0, unreached: [
    { name: 'Ann', phone: '1001', why: unallocated }, { name: 'Bob', phone: '1002', why: absent }, { name: 'Cid', phone: '1003', why: unallocated },
    { name: 'Dan', phone: '1004', why: { refusal: 'nothing-allowed' } }, { name: 'Eve', phone: '1005', why: null },
  ] })).toBe('Ann (1001), Cid (1003): UNALLOCATED_NUMBER (SIP 404: nobody there has this number); Bob (1002): USER_NOT_REGISTERED (the phone is not logged in at the switch); '
    + 'Dan (1004): The gateway may dial nothing: an administrator must name countries, prefixes or numbers first.; Eve (1005): ?');
});

it('names twenty of hundreds, and counts the others', () => {
  const unreached = Array.from({ length: 20 }, (_, at) => ({ name: `Agent ${String(at)}`, phone: String(1000 + at), why: { said: { cause: 'USER_BUSY', sipStatus: 0, upForMs: null } } }));
  expect(phones.whose({ unreached, more: 103 })).toMatch(/^Agent 0 \(1000\), .*Agent 19 \(1019\): USER_BUSY \(the phone is busy\); and 103 more$/);
});
