import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { changedFields } from './audit-trail';

describe('the fields of a change', () => {
  it.each([
    ['a field that is the same', { role: 'agent', active: true }, { role: 'admin', active: true }, { was: { role: 'agent' }, became: { role: 'admin' } }],
    ['nothing', { role: 'agent' }, { role: 'agent' }, null],
    ['a field that came', {}, { callerNumber: '+14155550100' }, { was: {}, became: { callerNumber: '+14155550100' } }],
    ['a field that was emptied', { callerNumber: '+14155550100' }, { callerNumber: null }, { was: { callerNumber: '+14155550100' }, became: { callerNumber: null } }],
    ['a list in another order', { lines: ['a', 'b'] }, { lines: ['b', 'a'] }, { was: { lines: ['a', 'b'] }, became: { lines: ['b', 'a'] } }],
    ['JSON whose keys stand otherwise', { rule: { a: 1, b: { c: 2, d: 3 } } }, { rule: { b: { d: 3, c: 2 }, a: 1 } }, null],
  ])('%s', (_what, was, became, changed) => { expect(changedFields(was, became)).toEqual(changed); });

  it('keeps whole what was made and what was deleted', () => {
    expect(changedFields(null, { name: 'trunk' })).toEqual({ was: null, became: { name: 'trunk' } });
    expect(changedFields({ name: 'trunk' }, null)).toEqual({ was: { name: 'trunk' }, became: null });
  });

  it('of any two states are those in which they differ', () => {
    const state = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.jsonValue()).map((fields) => JSON.parse(JSON.stringify(fields)) as Record<string, unknown>);
    fc.assert(fc.property(state, state, (was, became) => {
      const changed = changedFields(was, became);
      for (const name of ['a', 'b', 'c']) {
        const kept = name in { ...changed?.was, ...changed?.became };
        expect(kept).toBe(!isDeepStrictEqual([name in was, was[name]], [name in became, became[name]]));
      }
    }));
  });
});
