import { inTurn } from './in-turn';

it('at most so many work at once, whoever fails, and all have their turn', async () => {
  const turn = inTurn(2);
  let [now, most] = [0, 0];
  const work = async (nth: number): Promise<number> => {
    most = Math.max(most, ++now);
    await new Promise((resolve) => { setImmediate(resolve); });
    now--;
    if (nth % 3 === 0) throw new Error('not this one');
    return nth;
  };
  const done = await Promise.allSettled(Array.from({ length: 9 }, (_, nth) => turn(() => work(nth))));
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(6);
  expect([most, now]).toEqual([2, 0]);
});
