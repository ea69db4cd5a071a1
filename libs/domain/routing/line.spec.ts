import fc from 'fast-check';
import { campaignOfLine, lineOfCampaign, lineOfQueue, queueOfLine, queuesAmong } from './line';

const anyId = fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }).map(String);

describe.each([
  ['campaign', lineOfCampaign, campaignOfLine, queueOfLine],
  ['queue', lineOfQueue, queueOfLine, campaignOfLine],
])('the line of a %s', (kind, lineOf, idOf, otherIdOf) => {
  it('is found back from its name, and is nothing else\'s', () => {
    fc.assert(fc.property(anyId, (id) => {
      expect([idOf(lineOf(id)), otherIdOf(lineOf(id))]).toEqual([id, null]);
      expect(lineOf(id).length).toBeLessThanOrEqual(40); // calls.line, agent_lines.line
    }));
  });

  it.each(['', '-', '-0', '-01', '-1x', '--1', '-1\n'])('is not told of its name with %p', (rest) => {
    expect(idOf(`${kind}${rest}`)).toBeNull();
  });

  it.each([' campaign-1', ' queue-1', 'line-1', 'constructor'])('%p is none', (line) => {
    expect(idOf(line)).toBeNull();
  });
});

it('counts the queues among lines', () => {
  expect([queuesAmong([]), queuesAmong(['campaign-1', 'queue-1', 'queue-12'])]).toEqual([0, 2]);
});
