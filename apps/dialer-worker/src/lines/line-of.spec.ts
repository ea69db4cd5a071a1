import { DEFAULT_RETRY_RULES } from '@paceline/domain/retry/retry';
import { PLAIN_ROUTING } from '@paceline/domain/routing/line-policy';
import { lineOf } from './line-of';

const ENVIRONMENT = { SAFE_HARBOUR_AFTER_MS: 5_000, SAFE_HARBOUR_PROMPT: 'nobody-was-free' };
const CAMPAIGN: Parameters<typeof lineOf>[1] & object = {
  id: '7', clientId: '1', lawProfile: 'us-tsr', purpose: 'sales', countries: ['US'], retryRules: DEFAULT_RETRY_RULES, safeHarbourPrompt: 'our-shop', record: true, maxCallSec: 600, mode: 'predictive' as const, broadcast: null, machineMessage: { say: { en: 'call-us-back.wav' }, identifiesFirst: true, number: null }, wrapUpSec: 20,
};

it('a campaign\'s calls are treated as it is set, within its law', () => {
  expect(lineOf('campaign-7', CAMPAIGN, ENVIRONMENT)).toMatchObject({
    id: 'campaign-7', campaignId: '7',
    policy: { patienceMs: 2_000, lastMessage: 'our-shop', isRecorded: true, longestCallMs: 600_000, wrapUpMs: 20_000 },
  });
});

it('what a campaign leaves open is the installation\'s', () => {
  const { policy } = lineOf('campaign-7', { ...CAMPAIGN, safeHarbourPrompt: null, maxCallSec: 0 }, ENVIRONMENT);
  expect(policy).toMatchObject({ lastMessage: 'nobody-was-free', longestCallMs: null });
  expect(lineOf('campaign-7', CAMPAIGN, { ...ENVIRONMENT, SAFE_HARBOUR_AFTER_MS: 700 }).policy.patienceMs).toBe(700);
});

it('a call whose campaign nobody knows has the installation\'s line', () => {
  expect(lineOf('campaign-7', null, ENVIRONMENT)).toEqual({
    id: 'campaign-7', campaignId: null,
    policy: {
      patienceMs: 5_000, longestWaitMs: null, routing: PLAIN_ROUTING, lastMessage: 'nobody-was-free', isRecorded: false, longestCallMs: null, wrapUpMs: 0, automatic: null, machineMessage: null,
      retryRules: DEFAULT_RETRY_RULES,
    },
  });
});
