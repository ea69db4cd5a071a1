import { lanesOf, stages } from './stages.mjs';

const names = (chosen: typeof stages): string[][][] => lanesOf(chosen).map((steps) => steps.map((together) => together.map(({ name }) => name)));
const only = (...wanted: readonly string[]): typeof stages => stages.filter(({ name }) => wanted.includes(name));

describe('the lanes of a test run', () => {
  it('hold each stage once, the checks together and before the tests', () => {
    const [computing, waiting] = names(stages);
    expect(computing).toEqual([['typecheck', 'lint'], ['unit'], ['integration']]);
    expect(waiting).toEqual([['switch'], ['e2e + faults']]);
    expect(stages).toHaveLength(7);
  });

  it('are as many as the chosen stages need: one that runs alone yields to nobody', () => {
    expect(names(only('lint', 'unit'))).toEqual([[['lint'], ['unit']]]);
    expect(names(only('e2e', 'switch'))).toEqual([[['switch'], ['e2e']]]);
    expect(names(only('faults'))).toEqual([[['faults']]]);
    expect(names(only('unit', 'switch'))).toEqual([[['unit']], [['switch']]]);
  });
});
