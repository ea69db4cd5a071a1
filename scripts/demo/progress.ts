import type { RealtimeEvent } from '@paceline/contracts/realtime';

export type CampaignNews = Extract<RealtimeEvent, { type: 'campaign' }>;
export type QueueNews = Extract<RealtimeEvent, { type: 'queue' }>;
/** `now` null: nothing was heard of it yet. */
export interface QueueProgress { readonly name: string; readonly now: QueueNews | null }

/** One line of the campaign's and the queues' progress, for people. */
export function progressLine(elapsedMs: number, news: CampaignNews, queues: readonly QueueProgress[]): string {
  const { lines, agents, totals, targets } = news;
  const share = totals.answered === 0 ? '0.0' : ((100 * totals.abandoned) / totals.answered).toFixed(1);
  const limits = news.reasons.map((reason) => reason.limit).filter((limit) => limit !== 'none').join(', ');
  return [
    clock(elapsedMs),
    `calls: ${pad(lines.dialing)} dialing ${pad(lines.talking)} talking ${pad(lines.waiting)} waiting`,
    `agents: ${pad(agents.idle)} idle ${pad(agents.reserved + agents.talking)} on a call ${pad(agents.wrapUp)} wrap-up ${pad(agents.onBreak)} break`,
    `answered ${pad(totals.answered, 3)} abandoned ${totals.abandoned} (${share} %)`,
    ...queues.map(({ name, now }) => `${name}: ${pad(now?.waiting ?? 0)} wait, ${pad(now?.today.offered ?? 0)} came, ${level(now)} in time`),
    `contacts left ${pad(targets.ready + targets.calling, 3)}`,
    limits === '' ? '' : `[${limits}]`,
  ].filter((part) => part !== '').join(' | ');
}

function level(now: QueueNews | null): string {
  const ratio = now?.today.ratio ?? null;
  return ratio === null ? '   -' : `${pad(Math.round(100 * ratio), 3)} %`;
}

function pad(figure: number, width = 2): string {
  return String(figure).padStart(width);
}

function clock(elapsedMs: number): string {
  const seconds = Math.floor(elapsedMs / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}
