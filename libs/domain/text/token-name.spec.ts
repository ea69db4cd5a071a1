import { posix } from 'node:path';
import fc from 'fast-check';
import { tokenName } from './token-name';

it.each(['carrier', '1and1', 'sip.example-2', '_spare', 'a'.repeat(64)])('%s is a name', (name) => {
  expect(tokenName(64).test(name)).toBe(true);
});

it.each(['', '.', '..', '...', '.hidden', '-rf', '-', 'a/b', 'a b', 'a:b', '{a}', 'a\n', 'a\u0000', 'é', '%2e', 'a'.repeat(65)])('%j is none', (name) => {
  expect(tokenName(64).test(name)).toBe(false);
});

it('a name stays itself in a path and in an address', () => {
  fc.assert(fc.property(fc.stringMatching(tokenName(64)), (name) => {
    expect(posix.join('/folder', name)).toBe(`/folder/${name}`);
    expect(new URL(`http://host/folder/${name}`).pathname).toBe(`/folder/${name}`);
  }));
});
