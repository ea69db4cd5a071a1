import { eachOf } from './each-of';

describe('many works at once', () => {
  it('are waited for, also behind one that failed', async () => {
    const done: string[] = [];
    const slow = (async () => { await new Promise(setImmediate); done.push('slow'); })();
    await expect(eachOf([Promise.reject(new Error('first')), slow, Promise.reject(new Error('second'))])).rejects.toThrow('first');
    expect(done).toEqual(['slow']);
  });

  it('are nothing to wait for when there are none', async () => {
    await expect(eachOf([])).resolves.toBeUndefined();
  });
});
