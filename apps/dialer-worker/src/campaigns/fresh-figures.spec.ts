import { FreshFigures } from './fresh-figures';

describe('figures that change slowly', () => {
  it.each<[string, number, number, number]>([
    ['are read once a second', 10, 999, 1], ['are read again after it', 10, 1_000, 2], ['are kept for twenty times as long as it took to read them', 500, 9_999, 1], ['and no longer', 500, 10_000, 2],
  ])('%s', async (_what, tookMs, laterMs, times) => {
    let [nowMs, read] = [0, 0];
    const figures = new FreshFigures({ monotonicMs: () => nowMs });
    const ask = (): Promise<number> => figures.of('answers', '1', () => { nowMs += tookMs; return Promise.resolve(++read); });
    await expect(ask()).resolves.toBe(1);
    nowMs += laterMs;
    await expect(ask()).resolves.toBe(times);
  });

  it('are told apart by what and of whom they are, and read again when they were forgotten', async () => {
    const figures = new FreshFigures({ monotonicMs: () => 0 });
    const read: string[] = [];
    const ask = async (what: string, id: string): Promise<void> => { await figures.of(what, id, () => { read.push(`${what} ${id}`); return Promise.resolve(0); }); };
    for (const id of ['1', '2', '1']) for (const what of ['answers', 'talks']) await ask(what, id);
    figures.forget('1', 'talks');
    for (const what of ['answers', 'talks']) await ask(what, '1');
    expect(read).toEqual(['answers 1', 'talks 1', 'answers 2', 'talks 2', 'talks 1']);
  });

  it('that could not be read are asked for again at once', async () => {
    const figures = new FreshFigures({ monotonicMs: () => 0 });
    await expect(figures.of('answers', '1', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    await expect(figures.of('answers', '1', () => Promise.resolve(5))).resolves.toBe(5);
  });
});
