import { KeptRows } from './kept-rows';

describe('rows that are kept', () => {
  let nowMs: number;
  let reads: string[];
  let answer: (id: string) => Promise<string | null>;
  let kept: KeptRows<string>;
  beforeEach(() => {
    nowMs = 0;
    reads = [];
    answer = (id) => Promise.resolve(`row ${id}`);
    kept = new KeptRows({ monotonicMs: () => nowMs }, async (id) => { reads.push(id); return await answer(id); });
  });

  it.each([[999, ['1']], [1_000, ['1', '1']]])('are read again when they are a second old: after %d ms', async (ms, read) => {
    await expect(kept.find('1')).resolves.toBe('row 1');
    nowMs = ms;
    await expect(kept.find('1')).resolves.toBe('row 1');
    expect(reads).toEqual(read);
  });

  it('are each their own, and one that is not there is kept as such', async () => {
    answer = (id) => Promise.resolve(id === '2' ? null : `row ${id}`);
    for (const id of ['1', '2', '1', '2']) await expect(kept.find(id)).resolves.toBe(id === '2' ? null : 'row 1');
    expect(reads).toEqual(['1', '2']);
  });

  it('are read at once by whoever knows of a change', async () => {
    await kept.find('1');
    kept.changed('1');
    await kept.find('1');
    expect(reads).toEqual(['1', '1']);
  });

  it('that change while they are read are not kept as they were', async () => {
    let tell: (row: string) => void = () => undefined;
    answer = () => new Promise((resolve) => { tell = resolve; });
    const found = kept.find('1');
    kept.changed('1');
    tell('old');
    await expect(found).resolves.toBe('old');
    answer = () => Promise.resolve('new');
    await expect(kept.find('1')).resolves.toBe('new');
  });

  it('that cannot be read are asked for again by the next who needs them', async () => {
    answer = () => Promise.reject(new Error('away'));
    await expect(kept.find('1')).rejects.toThrow('away');
    answer = () => Promise.resolve('there');
    await expect(kept.find('1')).resolves.toBe('there');
  });
});
