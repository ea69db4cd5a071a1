import * as fc from 'fast-check';
import { PoolArgumentError } from './errors';
import { PoolKeys } from './pool-keys';

describe('PoolKeys', () => {
  const keys = new PoolKeys('switch-1', 'test:');

  it('puts every key of a switch under one hash tag, the switch', () => {
    expect([keys.built, keys.agents, keys.due, keys.screens, keys.members('queue:3')]).toEqual([
      'test:{sw:switch-1}:built', 'test:{sw:switch-1}:agents', 'test:{sw:switch-1}:due',
      'test:{sw:switch-1}:screens', 'test:{sw:switch-1}:members:queue:3',
    ]);
  });

  it('needs no prefix', () => {
    expect(new PoolKeys('switch-1').built).toBe('{sw:switch-1}:built');
  });

  it.each(['', '{x}', 'a}b', 'a,b', 'a b', 'a\nb', 'é', 'x'.repeat(129)])('refuses the id %j', (id) => {
    expect(() => keys.members(id)).toThrow(PoolArgumentError);
    expect(() => new PoolKeys(id)).toThrow(PoolArgumentError);
  });

  it('refuses a prefix that would be the hash tag', () => {
    expect(() => new PoolKeys('switch-1', 'a{b}')).toThrow(PoolArgumentError);
  });

  it('never gives two things one key, nor a key another hash tag, whatever the ids', () => {
    const id = fc.string({ minLength: 1, maxLength: 12 });
    fc.assert(fc.property(id, id, (one, other) => {
      let made: string[];
      try {
        made = [keys.members(one), ...(one === other ? [] : [keys.members(other)])];
      } catch (error) {
        expect(error).toBeInstanceOf(PoolArgumentError);
        return;
      }
      expect(new Set([...made, keys.built, keys.agents, keys.due, keys.screens]).size).toBe(made.length + 4);
      for (const key of made) expect(/\{(.*?)\}/.exec(key)?.[1]).toBe('sw:switch-1');
    }));
  });
});
