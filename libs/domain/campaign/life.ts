/**
 * draft      never started
 * running    dials
 * paused     dials nothing new; calls that are up go on
 * stopped    ended by a person
 * completed  ended by itself: every target has its result
 */
export const CAMPAIGN_STATUSES = ['draft', 'running', 'paused', 'stopped', 'completed'] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

/** What people do to a campaign; `complete` the system does. */
export const CAMPAIGN_ACTIONS = ['start', 'pause', 'resume', 'stop', 'complete', 'change', 'delete'] as const;
export type CampaignAction = (typeof CAMPAIGN_ACTIONS)[number];

/**
 * ready          it would dial, and what is meant: lists with people whose hours are known, gateways,
 *                a number that can be called back, hours, a lawful mode
 * somebody-left  a target without a result, once its lists have become targets
 * nobody-left    every target has its result
 * nobody-serves  no agent is assigned to it
 */
export type CampaignNeed = 'ready' | 'somebody-left' | 'nobody-left' | 'nobody-serves';

export interface CampaignStep {
  /** Null: it is gone. */
  readonly to: CampaignStatus | null;
  readonly needs: readonly CampaignNeed[];
}

const step = (to: CampaignStatus | null, ...needs: readonly CampaignNeed[]): CampaignStep => ({ to, needs });

/**
 * A campaign's life. `stopped` is for good; one that is `completed` goes on when its lists have grown. Nobody changes rules under
 * a call, and what was started has targets, calls and evidence: it stays.
 */
const LIFE: Readonly<Record<CampaignStatus, Readonly<Partial<Record<CampaignAction, CampaignStep>>>>> = {
  draft: { start: step('running', 'ready'), change: step('draft'), delete: step(null, 'nobody-serves') },
  running: { pause: step('paused'), stop: step('stopped'), complete: step('completed', 'nobody-left') },
  paused: { resume: step('running', 'ready'), stop: step('stopped'), change: step('paused') },
  stopped: {},
  completed: { resume: step('running', 'ready', 'somebody-left') },
};

/** Where the action leads, and what it needs; null where it is not possible. */
export function campaignStep(status: CampaignStatus, action: CampaignAction): CampaignStep | null {
  return LIFE[status][action] ?? null;
}

/** Whether the action is one that can make a campaign dial: from wherever it is taken. */
export function makesDial(action: CampaignAction): boolean {
  return CAMPAIGN_STATUSES.some((status) => campaignStep(status, action)?.to === 'running');
}

/** Whether its targets follow its lists at once: between its start and its end. */
export function goesOn(status: CampaignStatus): boolean {
  return status === 'running' || status === 'paused';
}

/** Whether it has ended; a completed one may go on after that. */
export function isOver(status: CampaignStatus): boolean {
  return status === 'stopped' || status === 'completed';
}

/** In which what it dials with (gateways, prompts) is still in use. */
export const STATUSES_IN_USE = CAMPAIGN_STATUSES.filter((status) => !isOver(status));
export const STATUSES_GOING_ON = CAMPAIGN_STATUSES.filter(goesOn);
