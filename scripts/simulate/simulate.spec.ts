import { progressive, referenceDay, simulateDay } from '@paceline/simulation';
import { chart } from './chart';
import { distributionOf } from './distribution-text';
import { readOptions } from './options';
import { table } from './table';

describe('the options of a simulation', () => {
  it('have defaults, and null asks for help', () => {
    expect(readOptions([])).toMatchObject({ agents: 20, days: 1, seed: 1, targetRatio: 0.028, mode: 'predictive', scenario: 'reference' });
    expect(readOptions(['--help'])).toBeNull();
  });

  it('change the day', () => {
    const day = readOptions(['--agents', '7', '--hours', '3', '--answer-rate', '0.4,0.1,0.2', '--talk', 'exponential:180', '--trunk-lines', '12', '--targets', '99'])?.day;
    expect(day).toMatchObject({ lengthMs: 10_800_000, trunkLines: 12, talk: { kind: 'exponential', meanMs: 180_000 }, list: [{ targets: 99 }] });
    expect(day?.agents).toHaveLength(7);
    expect(day?.answerRate).toEqual({ kind: 'pieces', pieces: [{ fromMs: 0, ratio: 0.4 }, { fromMs: 3_600_000, ratio: 0.1 }, { fromMs: 7_200_000, ratio: 0.2 }] });
  });

  it.each([
    [['--agents', 'many'], '--agents must be a whole number from 1 to 2000, not "many"'],
    [['--agents', '2.5'], '--agents must be a whole number'],
    [['--target', '3'], '--target must be a number from 0.001 to 0.03, not "3"'],
    [['--answer-rate', '0.3,x'], '--answer-rate must be a number from 0 to 1, not "x"'],
    [['--scenario', 'moon'], '--scenario must be one of reference'],
    [['--mode', 'fast'], '--mode must be one of progressive'],
    [['--talk', 'normal:3'], '--talk: no distribution is called "normal"'],
    [['--wrap', 'lognormal:3'], '--wrap: lognormal takes 2 figures, not "3"'],
    [['--nonsense'], 'Unknown option'],
  ])('say in a line what is wrong with %j', (args, line) => {
    expect(() => readOptions(args)).toThrow(line);
  });
});

it.each([
  ['fixed:3', { kind: 'fixed', valueMs: 3_000 }],
  ['uniform:4,20', { kind: 'uniform', fromMs: 4_000, toMs: 20_000 }],
  ['pareto:67,1.8', { kind: 'pareto', minMs: 67_000, shape: 1.8 }],
  ['histogram:0,10,3,60,1', { kind: 'histogram', fromMs: 0, bins: [{ toMs: 10_000, count: 3 }, { toMs: 60_000, count: 1 }] }],
  ['0.7*gamma:12,0.3+0.3*fixed:90', { kind: 'mixture', parts: [{ share: 0.7, of: { kind: 'gamma', meanMs: 12_000, cv: 0.3 } }, { share: 0.3, of: { kind: 'fixed', valueMs: 90_000 } }] }],
])('reads the distribution %s', (text, distribution) => {
  expect(distributionOf(text)).toEqual(distribution);
});

it.each(['histogram:0,10', 'histogram:0,10,1,5,1', 'fixed', 'fixed:-1', 'gamma:0,1', '0.5*fixed:1+fixed:2'])('refuses %s', (text) => {
  expect(() => distributionOf(text)).toThrow();
});

describe('what is shown of a day', () => {
  const day = simulateDay(referenceDay(6, 0.3, 3_600_000), progressive(), 1);

  it('has a line of the table for each strategy', () => {
    const lines = table([{ name: 'one', days: [day] }, { name: 'another', days: [day, day] }]).split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(`${(100 * day.utilisationRatio).toFixed(1)} %`);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });

  it('is an SVG with a point a minute in every curve, and its title is text', () => {
    const svg = chart(day, 0.03, 'a < b & c');
    const curves = [...svg.matchAll(/points="([^"]*)"/g)].map(([, points = '']) => points.split(' ').length);
    expect(curves).toEqual([63, 63, 63, 61, 61, 61]);
    expect(svg).toContain('a &lt; b &amp; c');
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });
});
