import type { RealtimeEvent } from '@paceline/contracts/realtime';

export type CampaignNews = Extract<RealtimeEvent, { type: 'campaign' }>;

/** One line of a campaign's progress, for people. */
export function progressLine(elapsedMs: number, news: CampaignNews): string {
  const { lines, agents, totals, targets } = news;
  const share = totals.answered === 0 ? '0.0' : ((100 * totals.abandoned) / totals.answered).toFixed(1);
  const limits = news.reasons.map((reason) => reason.limit).filter((limit) => limit !== 'none').join(', ');
  return [
    clock(elapsedMs),
    `calls: ${pad(lines.dialing)} dialing ${pad(lines.talking)} talking ${pad(lines.waiting)} waiting`,
    `agents: ${pad(agents.idle)} idle ${pad(agents.reserved + agents.talking)} on a call ${pad(agents.wrapUp)} wrap-up ${pad(agents.onBreak)} break`,
    `answered ${pad(totals.answered, 3)} abandoned ${totals.abandoned} (${share} %)`,
    `contacts left ${pad(targets.ready + targets.calling, 3)}`,
    limits === '' ? '' : `[${limits}]`,
  ].filter((part) => part !== '').join(' | ');
}

function pad(figure: number, width = 2): string {
  return String(figure).padStart(width);
}

function clock(elapsedMs: number): string {
  const seconds = Math.floor(elapsedMs / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}
