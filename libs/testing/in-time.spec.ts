import { setTimeout as delay } from 'node:timers/promises';
import { inTime } from './in-time';

describe('in time', () => {
  it('is what comes before its timers, on a machine that stands still for a while too', async () => {
    const answer = inTime(delay(50).then(() => delay(50)), 50, 50, 50);
    const standsStillUntil = performance.now() + 400;
    while (performance.now() < standsStillUntil);
    expect(await answer).toBe(true);
  });

  it('is not what comes after them, or never', async () => {
    expect(await inTime(delay(200), 10, 10)).toBe(false);
    expect(await inTime(new Promise(() => undefined), 10)).toBe(false);
  });

  it('throws what the event throws', async () => {
    await expect(inTime(Promise.reject(new Error('away')), 1_000)).rejects.toThrow('away');
  });
});
