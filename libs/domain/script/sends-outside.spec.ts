import { end, menu, script } from './fixtures';
import { needing, sentOutsideBy, sentOutsideByQueue, type SentOutside } from './sends-outside';

const to = (number: string, gateway: string | null): SentOutside => ({ number, gateway });
const reaches: Readonly<Record<string, readonly string[]>> = { one: ['+1', '+2'], other: ['+2', '+3'] };
const mayReach = (gateway: string, number: string): boolean => reaches[gateway]?.includes(number) ?? false;

describe('whom callers are sent to outside', () => {
  it('is said by a script and by a queue, wherever it stands', () => {
    const number = { kind: 'number' as const, number: '+1', gateway: 'one', ringSec: 20 };
    expect(sentOutsideBy(script({ menu: menu({ 1: 'desk' }), desk: { ...number, failed: 'bye' }, bye: end() }))).toMatchObject([to('+1', 'one')]);
    const message = { kind: 'message' as const, say: null };
    expect(sentOutsideByQueue({ waitedTooLong: number, full: message, nobodySignedIn: { ...number, number: '+2', gateway: null } })).toMatchObject([to('+1', 'one'), to('+2', null)]);
  });

  it.each<[string, readonly SentOutside[], string | null]>([
    ['nobody is sent', [], null], ['it is named', [to('+9', 'one')], '+9'], ['another is named', [to('+1', 'other')], null], ['it alone may reach it', [to('+1', null)], '+1'],
    ['another may reach it, too', [to('+2', null)], null], ['it may not reach it itself', [to('+3', null)], null], ['one of several needs it', [to('+2', null), to('+1', null)], '+1'],
  ])('needs a gateway when %s', (_when, sent, number) => {
    expect(needing('one', sent, mayReach, ['other'])).toBe(number);
  });
});
