import { phoneOf } from './phones';

describe('the phones of the soak\'s agents', () => {
  it.each([[33, 3, 1], [108, 11, 3]])('of %d of them %d are rung for each call, and %d never answered, which is no connected one', (count, onDemand, silent) => {
    const phones = Array.from({ length: count }, (_, nth) => phoneOf(nth));
    expect(phones.filter(({ legMode }) => legMode === 'on-demand')).toHaveLength(onDemand);
    expect(phones.filter(({ isAnswered }) => !isAnswered).map(({ legMode }) => legMode)).toEqual(Array.from({ length: silent }, () => 'on-demand'));
  });
});
