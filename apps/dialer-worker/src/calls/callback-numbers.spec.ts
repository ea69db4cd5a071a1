import { Gateway } from '@paceline/persistence';
import { FakeRows } from '@paceline/testing/fake-rows';
import { OwnerBench } from '../context/owner.spec-helper';
import { aGateway } from '../context/rows.spec-helper';
import { aCaller } from './call.spec-helper';
import { CallbackNumbers } from './callback-numbers';
import type { LiveCall } from './live-call';

const OWN = '+12125550142';

describe('the number at which a caller asks to be called', () => {
  /** @param never numbers that are on the do-not-call list */
  function numbers(never: readonly string[] = [], gateway: Partial<Gateway> = {}): CallbackNumbers {
    const rows = new FakeRows().has(Gateway, aGateway({ allowedCountries: ['US', 'IR', 'DE'], ...gateway }));
    rows.answer = () => [{ zone: null, dnc: never.some((number) => rows.sql.at(-1)?.includes(number)) ? 1 : 0, phones: null }];
    return new CallbackNumbers(new OwnerBench({ dataSource: rows.dataSource, environment: { SWITCH_ID: 'main' } }).owner);
  }
  const caller = (phone: string | null, dialedNumber: string | null = '+14155550199'): LiveCall => aCaller('waiting', { phone }, { dialedNumber });

  it.each<[string, string | null, CallbackNumbers, string | null]>([
    ['is theirs', OWN, numbers(), OWN],
    ['is none when it is withheld', null, numbers(), null],
    ['is none when it may not be called any more', OWN, numbers([OWN]), null],
    ['is none in a country that no gateway may reach', '+442079460123', numbers(), null],
    ['is none when its gateway is disabled', OWN, numbers([], { enabled: false }), null],
    ['is none when a call to it costs extra', '+19005550142', numbers(), null],
  ])('that they call from %s', async (_what, phone, desk, expected) => {
    await expect(desk.own(caller(phone))).resolves.toBe(expected);
  });

  it.each<[string, string, string | null, string | null, string | null]>([
    ['as in the country of the number that they dialed', '2125550177', null, '+14155550199', '+12125550177'],
    ['as there, with the digits that go before it', '12125550177', null, '+14155550199', '+12125550177'],
    ['with the zero of their own country, when they dialed another\'s', '09121234567', '+982112345678', '+14155550199', '+989121234567'],
    ['with the zero of the country that was dialed, though they call from another', '09121234567', OWN, '+982112345678', '+989121234567'],
    ['with the code of any country', '4930901820', null, '+14155550199', '+4930901820'],
    ['with the code of any country, when we called them', '989121234567', null, null, '+989121234567'],
    ['with two zeros before the code, as abroad', '00989121234567', '+4930901821', '+4930901820', '+989121234567'],
  ])('is typed %s', async (_how, keys, phone, dialedNumber, expected) => {
    const call = caller(phone, dialedNumber);
    await expect(call.caller === null ? null : numbers().typed(call, call.caller, keys)).resolves.toBe(expected);
  });

  it.each<[string, string, CallbackNumbers]>([
    ['nothing', '', numbers()], ['too little', '12', numbers()], ['too much', '123456789012345678', numbers()], ['another key than a digit', '2125550177#', numbers()], ['a star', '*2125550177', numbers()],
    ['an emergency number', '911', numbers()], ['a number of no country that may be reached', '442079460123', numbers()], ['a number that costs extra', '9005550142', numbers()],
    ['a number that is not to be called', '2125550177', numbers(['+12125550177'])], ['no number at all', '5555555555', numbers()],
  ])('is none that is typed as %s', async (_what, keys, desk) => {
    const call = caller(null);
    await expect(call.caller === null ? '' : desk.typed(call, call.caller, keys)).resolves.toBeNull();
  });

  it.each<[string, readonly string[], string | null]>([
    ['as in the country that was dialed', [], '+982125550177'], ['as in their own, when that one may not be called', ['+982125550177'], '+12125550177'], ['as neither, when none may', ['+982125550177', '+12125550177'], null],
  ])('that is one of two countries is read %s', async (_how, never, expected) => {
    const call = caller(OWN, '+982112345678');
    await expect(call.caller === null ? '' : numbers(never).typed(call, call.caller, '2125550177')).resolves.toBe(expected);
  });
});
