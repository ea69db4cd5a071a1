import { factsOf } from './facts';
import type { Fact } from './questionnaire';

const facts: readonly Fact[] = [
  { kind: 'text', name: 'name' }, { kind: 'number', name: 'orders' }, { kind: 'date', name: 'since' },
  { kind: 'one-of', name: 'product', values: [{ name: 'red', agent: {}, keypad: {} }, { name: 'blue', agent: {}, keypad: {} }] },
];
const known = { name: ' Jo Park ', orders: '12', since: '2026-03-21', product: 'blue', phone: '+12125550131' };

describe('what an interview knows of a person', () => {
  it('is what its questionnaire asks for', () => {
    expect(factsOf({ facts, privacy: 'named' }, known)).toEqual({ name: 'Jo Park', orders: 12, since: '2026-03-21', product: 'blue' });
  });

  it('is which of a few, and nothing that leads to them, when it is anonymous', () => {
    expect(factsOf({ facts, privacy: 'anonymous' }, known)).toEqual({ product: 'blue' });
  });

  it.each([
    ['name', ''], ['name', null], ['orders', 'many'], ['orders', ' '], ['orders', Infinity], ['since', '21.3.2026'], ['product', 'green'], ['product', { name: 'red' }],
  ])('leaves out what is not what it should be: %s %p', (name, value) => {
    expect(factsOf({ facts, privacy: 'confidential' }, { [name]: value })).toEqual({});
  });

  it('takes nothing from what every object has', () => {
    expect(factsOf({ facts: [{ kind: 'text', name: 'constructor' }], privacy: 'named' }, {})).toEqual({});
  });
});
