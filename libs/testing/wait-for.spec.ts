import { waitFor, waitForValue } from './wait-for';

describe('waitFor', () => {
  it('returns the first answer that is not false, null or undefined', async () => {
    const answers = [false, null, undefined, 0];
    await expect(waitFor('a number', () => answers.shift(), { everyMs: 1 })).resolves.toBe(0);
  });

  it('asks again after a probe that throws', async () => {
    let asked = 0;
    const probe = () => {
      asked += 1;
      if (asked < 3) throw new Error('not there');
      return 'there';
    };
    await expect(waitFor('it is there', probe, { everyMs: 1 })).resolves.toBe('there');
  });

  it('names the condition and the last answer at the deadline', async () => {
    await expect(waitFor('the cat sits', () => false, { deadlineMs: 20, everyMs: 5 }))
      .rejects.toThrow(/not within 20 ms: the cat sits \(looked \d+ times; last answer: false\)/);
  });

  it('names the last error at the deadline', async () => {
    await expect(waitFor('it answers', () => Promise.reject(new Error('refused')), { deadlineMs: 20 })).rejects.toThrow('last error: refused');
  });

  it('does not outwait a probe that hangs', async () => {
    await expect(waitFor('it answers', () => new Promise<boolean>(() => undefined), { deadlineMs: 20 })).rejects.toThrow('no answer yet, then the probe hung');
  });
});

describe('waitForValue', () => {
  it('returns the value that is right', async () => {
    let value = 0;
    await expect(waitForValue('three', () => (value += 1), (seen) => seen === 3, { everyMs: 1 })).resolves.toBe(3);
  });

  it('shows the value seen last at the deadline', async () => {
    await expect(waitForValue('it is ready', () => ({ state: 'starting' }), (seen) => seen.state === 'ready', { deadlineMs: 20 }))
      .rejects.toThrow("value seen last: { state: 'starting' }");
  });
});
