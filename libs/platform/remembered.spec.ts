import { Remembered } from './remembered';

it('works out once what is asked for again soon, and forgets what was not asked for lately', () => {
  const made: string[] = [];
  const remembered = new Remembered<string>(2);
  const of = (key: string): string => remembered.of(key, () => { made.push(key); return `${key}!`; });
  expect(['a', 'b', 'a', 'b'].map(of)).toEqual(['a!', 'b!', 'a!', 'b!']);
  expect(made).toEqual(['a', 'b']);
  // Whoever is asked for stays, however many others come.
  expect(['c', 'a', 'd', 'a', 'e', 'a'].map(of)).toEqual(['c!', 'a!', 'd!', 'a!', 'e!', 'a!']);
  expect(made).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(of('b')).toBe('b!');
  expect(made).toEqual(['a', 'b', 'c', 'd', 'e', 'b']);
  remembered.clear();
  of('a');
  expect(made.at(-1)).toBe('a');
});
