import { toldNumber } from './told-number';

describe('a number as a trunk tells it', () => {
  it.each([
    ['+12125550100', '+12125550100'], ['12125550100', '+12125550100'], ['0012125550100', '+12125550100'], [' 982188001234 ', '+982188001234'],
    ['2125550', '+2125550'], ['02125550100', null], ['100', null], ['anonymous', null], ['+1212555010012345', null], ['', null],
  ])('%s is %s', (told, number) => {
    expect(toldNumber(told)).toBe(number);
  });
});
