import { CAMPAIGN_ACTIONS, CAMPAIGN_STATUSES, STATUSES_GOING_ON, STATUSES_IN_USE, campaignStep, makesDial, type CampaignAction, type CampaignStatus } from './life';

describe('a campaign\'s life', () => {
  it.each<[CampaignStatus, Partial<Record<CampaignAction, string>>]>([
    ['draft', { start: 'running if ready', change: 'draft', delete: 'gone if nobody-serves' }],
    ['running', { pause: 'paused', stop: 'stopped', complete: 'completed if nobody-left' }],
    ['paused', { resume: 'running if ready', stop: 'stopped', change: 'paused' }],
    ['stopped', {}],
    ['completed', { resume: 'running if ready, somebody-left' }],
  ])('of one that is %s can go so', (status, expected) => {
    const steps = Object.fromEntries(CAMPAIGN_ACTIONS.flatMap((action) => {
      const step = campaignStep(status, action);
      return step === null ? [] : [[action, `${step.to ?? 'gone'}${step.needs.length === 0 ? '' : ` if ${step.needs.join(', ')}`}`]];
    }));
    expect(steps).toEqual(expected);
  });

  it('dials only what was found ready to, whatever was done before', () => {
    for (const status of CAMPAIGN_STATUSES) {
      for (const action of CAMPAIGN_ACTIONS) {
        const step = campaignStep(status, action);
        if (step?.to === 'running') expect(step.needs).toContain('ready');
      }
    }
    expect(CAMPAIGN_ACTIONS.filter(makesDial)).toEqual(['start', 'resume']);
  });

  it('can be ended from wherever it was started', () => {
    const reachable = new Set<CampaignStatus>(['running']);
    for (const status of reachable) for (const action of CAMPAIGN_ACTIONS) { const to = campaignStep(status, action)?.to; if (to) reachable.add(to); }
    expect([...reachable].sort()).toEqual(CAMPAIGN_STATUSES.filter((status) => status !== 'draft').sort());
    for (const status of STATUSES_GOING_ON) expect(campaignStep(status, 'stop')?.to).toBe('stopped');
  });

  it('has its means in use as long as it has not ended', () => {
    expect([STATUSES_IN_USE, STATUSES_GOING_ON]).toEqual([['draft', 'running', 'paused'], ['running', 'paused']]);
  });
});
