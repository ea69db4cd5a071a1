import fc from 'fast-check';
import { campaignOfLine, lineOfCampaign } from './line';

describe('the line of a campaign', () => {
  it('is found back from its name', () => {
    fc.assert(fc.property(fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }), (id) => {
      expect(campaignOfLine(lineOfCampaign(id.toString()))).toBe(id.toString());
      expect(lineOfCampaign(id.toString()).length).toBeLessThanOrEqual(40); // calls.line, agent_lines.line
    }));
  });

  it.each(['', 'campaign-', 'campaign-0', 'campaign-01', 'campaign-1x', 'campaign--1', 'campaign-1\n', ' campaign-1', 'queue-1', 'constructor'])('%p is no campaign\'s', (line) => {
    expect(campaignOfLine(line)).toBeNull();
  });
});
