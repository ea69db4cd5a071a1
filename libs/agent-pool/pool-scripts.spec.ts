import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOT_BUILT_CODE, REFUSAL_CODES } from './pool-records';
import { COMMAND_NAMES, loadScripts } from './pool-scripts';

describe('the Lua commands', () => {
  const shared = readFileSync(join(__dirname, 'commands', 'includes', 'pool.lua'), 'utf8');

  it('are those that the code calls', () => {
    expect([...loadScripts().keys()].sort()).toEqual([...COMMAND_NAMES].sort());
  });

  it.each(COMMAND_NAMES)('%s takes as many keys as its header lists, `built` and `agents` first', (name) => {
    const script = loadScripts().get(name);
    const text = readFileSync(join(__dirname, 'commands', `${name}-${script?.numberOfKeys}.lua`), 'utf8');
    const listed = [...text.matchAll(/^ {2}KEYS\[(\d)\] (\S+)/gm)].map((match) => [match[1], match[2]]);
    expect(listed.length).toBe(script?.numberOfKeys);
    expect(listed.slice(0, 2)).toEqual([['1', 'built'], ['2', 'agents']]);
    expect(text).toMatch(/^ {2}Result: /m);
  });

  it('refuse with the codes that the code knows', () => {
    const constant = (refusal: string) => refusal.toUpperCase().replaceAll('-', '_');
    const inLua = Object.fromEntries([...shared.matchAll(/^local ([A-Z_, ]+) = (-[-\d, ]+)$/gm)].flatMap(([, names = '', codes = '']) => {
      const values = codes.split(', ').map(Number);
      return names.split(', ').map((name, i) => [name, values[i]]);
    }));
    expect(inLua).toEqual({
      NOT_BUILT: NOT_BUILT_CODE,
      ...Object.fromEntries(Object.entries(REFUSAL_CODES).map(([refusal, code]) => [constant(refusal), code])),
    });
  });
});
