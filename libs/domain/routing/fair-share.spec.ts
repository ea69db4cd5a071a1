import fc from 'fast-check';
import { dealtTo, isDealtTo } from './fair-share';

const LINES = ['campaign-1', 'campaign-2', 'campaign-10'];

it('deals every agent to exactly one of the lines, whatever their order', () => {
  fc.assert(fc.property(fc.string(), fc.nat(), fc.shuffledSubarray(LINES, { minLength: 1 }), (agentId, sinceAtMs, lines) => {
    const dealt = LINES.filter((line) => isDealtTo(line, agentId, sinceAtMs, lines));
    expect(dealt).toEqual([dealtTo(agentId, sinceAtMs, lines)]);
    expect(dealt).toEqual(LINES.filter((line) => isDealtTo(line, agentId, sinceAtMs, [...lines].reverse())));
  }));
});

it('deals nobody where there is no line', () => {
  expect([dealtTo('1', 0, []), isDealtTo('campaign-1', '1', 0, [])]).toEqual([null, false]);
});

it('gives each line about its share, over agents and over one agent\'s day', () => {
  for (const since of [(at: number) => 1_795_684_128_310 + at * 180_000, () => 1_795_684_128_310]) {
    const counts = LINES.map((line) => Array.from({ length: 3_000 }, (_, at) => isDealtTo(line, String(at % 97), since(at) + at, LINES)).filter(Boolean).length);
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(120);
  }
});

it('deals nothing to a line that takes no part', () => {
  expect(isDealtTo('campaign-3', '1', 0, LINES)).toBe(false);
  expect(isDealtTo('campaign-3', '1', 0, [])).toBe(false);
});
