import fc from 'fast-check';
import { uuidv7 } from './uuid';

describe('a UUID of version 7', () => {
  const anyInstantMs = fc.integer({ min: 0, max: 2 ** 48 - 1 });

  it('has the form of RFC 9562 in small letters, as FreeSWITCH writes its own', () => {
    fc.assert(fc.property(anyInstantMs, (nowMs) => {
      expect(uuidv7(nowMs)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }));
  });

  it('begins with its millisecond', () => {
    fc.assert(fc.property(anyInstantMs, (nowMs) => {
      expect(parseInt(uuidv7(nowMs).replaceAll('-', '').slice(0, 12), 16)).toBe(nowMs);
    }));
  });

  it('sorts by time as text', () => {
    fc.assert(fc.property(anyInstantMs, anyInstantMs, (a, b) => {
      fc.pre(a < b);
      expect(uuidv7(a) < uuidv7(b)).toBe(true);
    }));
  });

  it('takes the whole milliseconds of an instant with fractions', () => {
    expect(uuidv7(1_700_000_000_000.7).slice(0, 13)).toBe(uuidv7(1_700_000_000_000).slice(0, 13));
  });

  it('is another one each time', () => {
    const made = Array.from({ length: 10_000 }, () => uuidv7(1_700_000_000_000));
    expect(new Set(made).size).toBe(made.length);
  });

  it.each([-1, 2 ** 48, Number.POSITIVE_INFINITY])('is refused for %p, which is no instant', (nowMs) => {
    expect(() => uuidv7(nowMs)).toThrow();
  });
});
