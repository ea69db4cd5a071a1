import fc from 'fast-check';
import { redialAfterMs, registeringHelps, wasSteady } from './redial';

it('an agent\'s phone that does not take calls is called less and less often, once a minute at last', () => {
  expect(Array.from({ length: 8 }, (_, at) => redialAfterMs(at + 1, 3_000) / 1_000)).toEqual([3, 6, 12, 24, 48, 60, 60, 60]);
});

it('it is never waited shorter than before, nor longer than a minute', () => {
  fc.assert(fc.property(fc.nat(2_000), fc.integer({ min: 1, max: 60_000 }), (failures, firstMs) => {
    const waitMs = redialAfterMs(failures, firstMs);
    expect(waitMs).toBeGreaterThanOrEqual(firstMs);
    expect(waitMs).toBeLessThanOrEqual(60_000);
    expect(redialAfterMs(failures + 1, firstMs)).toBeGreaterThanOrEqual(waitMs);
  }));
});

it('where the first wait is longer than a minute, so is every other', () => {
  expect([redialAfterMs(1, 90_000), redialAfterMs(9, 90_000)]).toEqual([90_000, 90_000]);
});

it.each([[0, false], [9_999, false], [10_000, true], [3_600_000, true]])('a leg that was up for %p ms shows that the phone works: %p', (upForMs, expected) => {
  expect(wasSteady(upForMs)).toBe(expected);
});

it.each([
  ['was not registered', { rang: false, sipStatus: 0 }, true],
  ['timed out', { rang: false, sipStatus: 408 }, true],
  ['was switched off', { rang: false, sipStatus: 480 }, true],
  ['did not know the extension', { rang: false, sipStatus: 404 }, false],
  ['was busy', { rang: false, sipStatus: 486 }, false],
  ['rang, and nobody took it', { rang: true, sipStatus: 0 }, false],
  ['rang, and was declined', { rang: true, sipStatus: 603 }, false],
])('that a phone registers which %s is news: %p', (_what, call, expected) => {
  expect(registeringHelps(call)).toBe(expected);
});
