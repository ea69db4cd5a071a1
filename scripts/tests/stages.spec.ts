import { lanesOf, stages } from './stages.mjs';

const names = (chosen: typeof stages): string[][][] => lanesOf(chosen).map((steps) => steps.map((together) => together.map(({ name }) => name)));
const only = (...wanted: readonly string[]): typeof stages => stages.filter(({ name }) => wanted.includes(name));

describe('the lanes of a test run', () => {
  it('hold each stage once, the checks together and before the tests', () => {
    const [computing, waiting] = names(stages);
    expect([...(computing ?? []), ...(waiting ?? [])].flat().sort()).toEqual(stages.map(({ name }) => name).sort());
    expect(computing?.[0]).toEqual(['typecheck', 'lint']);
    expect(waiting?.every((together) => together.length === 1)).toBe(true);
  });

  it('are as many as the chosen stages need: one that runs alone yields to nobody', () => {
    expect(names(only('lint', 'unit'))).toEqual([[['lint'], ['unit']]]);
    expect(names(only('e2e', 'faults'))).toEqual([[['e2e'], ['faults']]]);
    expect(names(only('unit', 'switch'))).toEqual([[['unit']], [['switch']]]);
  });
});
