import fc from 'fast-check';
import { OUTCOMES, talkedWithAgent } from '../call/outcome';
import { NO_HISTORY, REMEMBERED_MS, historyOf, type CallerHistory, type EarlierCall } from './known-caller';

const MINUTE_MS = 60_000;
const call = (outcome: EarlierCall['outcome'], agoMs: number, more: Partial<EarlierCall> = {}): EarlierCall => ({ outcome, agoMs, agentId: null, campaignId: null, waitedMs: 0, ...more });
const answered = (agoMs: number, agentId: string): EarlierCall => call('answered', agoMs, { agentId });
const gaveUp = (agoMs: number, waitedMs: number): EarlierCall => call('abandoned-in-queue', agoMs, { waitedMs });
const rang = (agoMs: number, campaignId: string): EarlierCall => call('no-answer', agoMs, { campaignId });

describe('what a caller\'s earlier calls say', () => {
  it.each<[string, readonly EarlierCall[], Partial<CallerHistory>]>([
    ['of somebody new', [], {}],
    ['with whom they talked, whoever had called', [call('connected', MINUTE_MS, { agentId: '7', campaignId: '3' })], { lastAgentId: '7' }],
    ['with whom they talked last', [answered(MINUTE_MS, '7'), answered(2 * MINUTE_MS, '8')], { lastAgentId: '7' }],
    ['with nobody, when it is too long ago', [answered(REMEMBERED_MS + 1, '7')], {}],
    ['that they gave up, and after which wait', [gaveUp(MINUTE_MS, 40_000)], { abandoned: { agoMs: MINUTE_MS, waitedMs: 40_000 } }],
    ['which call they gave up last', [gaveUp(MINUTE_MS, 40_000), gaveUp(2 * MINUTE_MS, 90_000)], { abandoned: { agoMs: MINUTE_MS, waitedMs: 40_000 } }],
    ['nothing of a wait after which somebody talked with them', [answered(MINUTE_MS, '7'), gaveUp(2 * MINUTE_MS, 40_000)], { lastAgentId: '7' }],
    ['what they gave up since they talked', [gaveUp(MINUTE_MS, 40_000), answered(2 * MINUTE_MS, '7')], { lastAgentId: '7', abandoned: { agoMs: MINUTE_MS, waitedMs: 40_000 } }],
    ['who has called them in vain', [rang(MINUTE_MS, '3')], { calledBy: '3' }],
    ['who has called them last', [rang(MINUTE_MS, '4'), rang(2 * MINUTE_MS, '3')], { calledBy: '4' }],
    ['nobody who called, when they talked since', [answered(MINUTE_MS, '7'), rang(2 * MINUTE_MS, '3')], { lastAgentId: '7' }],
    ['who called since they talked', [rang(MINUTE_MS, '3'), answered(2 * MINUTE_MS, '7')], { lastAgentId: '7', calledBy: '3' }],
    ['that somebody answered and no agent was there', [call('abandoned', MINUTE_MS, { campaignId: '3' })], { calledBy: '3' }],
    ['nothing of a call that was never dialed', [call('not-dialed', MINUTE_MS, { campaignId: '3' })], {}],
    ['nothing of a menu that they left', [call('abandoned-in-menu', MINUTE_MS)], {}],
  ])('%s', (_what, calls, expected) => {
    expect(historyOf(calls)).toEqual({ ...NO_HISTORY, ...expected });
  });

  it('is of their own calls alone, and nothing from before a talk but who talked', () => {
    const anyCall = fc.record({
      outcome: fc.constantFrom(...OUTCOMES), agoMs: fc.nat(2 * REMEMBERED_MS), agentId: fc.option(fc.constantFrom('7', '8')), campaignId: fc.option(fc.constantFrom('3', '4')), waitedMs: fc.nat(60_000),
    });
    fc.assert(fc.property(fc.array(anyCall), (some) => {
      const calls = [...some].sort((one, other) => one.agoMs - other.agoMs);
      const { abandoned, calledBy } = historyOf(calls);
      const talkedAgoMs = Math.min(Infinity, ...calls.filter(({ outcome }) => talkedWithAgent(outcome)).map(({ agoMs }) => agoMs));
      if (abandoned !== null) expect(abandoned.agoMs).toBeLessThanOrEqual(talkedAgoMs);
      if (calledBy !== null) expect(calls.some((one) => one.campaignId === calledBy && one.agoMs <= talkedAgoMs)).toBe(true);
    }));
  });
});
