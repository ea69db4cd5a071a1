import { eventId, isAfter, placeOf } from './event-id';

describe('the id of an event', () => {
  it.each([
    ['2-0', '1-9', true], ['10-0', '9-0', true], ['1-10', '1-9', true], ['1-1', '1-1', false], ['1-0', '2-0', false],
    ['1-0.1', '1-0.0', true], ['1-0.10', '1-0.9', true], ['1-0.1', '1-0.1', false], ['1-1.0', '1-0.9', true], ['1-0', '1-0.9', true], ['1-0.9', '1-0', false],
  ])('%s is after %s: %s', (a, b, expected) => {
    expect(isAfter(a, b)).toBe(expected);
  });

  it('names its entry and its place there', () => {
    expect(placeOf(eventId('17-3', 4))).toEqual({ entry: '17-3', ms: 17, sequence: 3, index: 4 });
  });

  it.each(['', 'x', '-', '+', '$', '1', '1-', '-1-0', '1-0-0', '1.5-0', '1-0.', '1-0.x', '1-0.1.1', '1-0 COUNT 1', '99999999999999999999-0'])('is not %p', (id) => {
    expect(placeOf(id)).toBeNull();
  });
});
