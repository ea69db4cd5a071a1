import type { Direction } from './parties';
import { isStrictlyAbandoned, wantedAgent, wasDialed, type Outcome } from './outcome';

/** What is counted of calls that have ended, in the order in which the totals are written. */
export const TALLIES = ['outcome', 'answer', 'gateway', 'caller-number'] as const;
export type Tally = (typeof TALLIES)[number];

/**
 * What one total grows by (or shrinks, negative).
 * `key` names the total: days as YYYY-MM-DD and hours as YYYY-MM-DD HH:00:00, both in UTC.
 */
export interface Count {
  readonly of: Tally;
  readonly key: Readonly<Record<string, string>>;
  readonly amounts: Readonly<Record<string, number>>;
}

/** What the totals want to know of a call that has ended. */
export interface EndedCall {
  readonly clientId: string;
  readonly direction: Direction;
  readonly outcome: Outcome;
  readonly campaignId: string | null;
  readonly switchId: string;
  /** Of its switch: another switch may have one of the same name. */
  readonly gateway: string | null;
  /** What it showed; null: the trunk's own, which is counted under the empty number. */
  readonly callerNumber: string | null;
  readonly answeredAtMs: number | null;
  readonly endedAtMs: number;
}

/**
 * Where a call counts: with its campaign's outcomes and answers, its gateway's seconds, and the number that it showed. All are
 * figures of dialing: a call that came in is in none, be it on a campaign's line.
 */
export function countsOf(call: EndedCall): readonly Count[] {
  const { direction, campaignId, switchId, outcome, gateway, answeredAtMs, endedAtMs } = call;
  if (direction === 'inbound') return [];
  const counts: Count[] = [];
  if (campaignId !== null) counts.push({ of: 'outcome', key: { campaignId, day: dayOf(endedAtMs), outcome }, amounts: { calls: 1 } });
  if (campaignId !== null && wantedAgent(outcome)) {
    counts.push({ of: 'answer', key: { campaignId, hour: hourOf(endedAtMs) }, amounts: { answers: 1, abandoned: isStrictlyAbandoned(outcome) ? 1 : 0 } });
  }
  if (gateway !== null && answeredAtMs !== null) counts.push(...secondsOn({ switchId, gateway }, answeredAtMs, endedAtMs));
  if (wasDialed(outcome)) {
    counts.push({ of: 'caller-number', key: { clientId: call.clientId, callerNumber: call.callerNumber ?? '', day: dayOf(endedAtMs) }, amounts: { dialed: 1, blocked: outcome === 'blocked' ? 1 : 0 } });
  }
  return counts;
}

const DAY_MS = 24 * 60 * 60_000;

/** How long a call or an agent's phone went through a gateway: each begun second whole, and to each day (UTC) its own. */
export function secondsOn({ switchId, gateway }: { readonly switchId: string; readonly gateway: string }, fromMs: number, toMs: number): readonly Count[] {
  const counts: Count[] = [];
  for (let from = fromMs; from < toMs;) {
    const to = Math.min(toMs, (Math.floor(from / DAY_MS) + 1) * DAY_MS);
    counts.push({ of: 'gateway', key: { switchId, gateway, day: dayOf(from) }, amounts: { seconds: Math.ceil((to - from) / 1_000) } });
    from = to;
  }
  return counts;
}

/** What changes when a call that was counted as one thing turns out to be another: nothing where both count alike. */
export function countsAnew(was: EndedCall, now: EndedCall): readonly Count[] {
  return added([...countsOf(was).map(takenBack), ...countsOf(now)]).filter(({ amounts }) => Object.values(amounts).some((amount) => amount !== 0));
}

/** One count for each total, in the order of the totals and their keys: whoever writes two totals writes them in the same order. */
export function added(counts: readonly Count[]): readonly Count[] {
  const totals = new Map<string, Count>();
  for (const count of counts) {
    const place = placeOf(count);
    const before = totals.get(place)?.amounts ?? {};
    const amounts = Object.fromEntries(Object.entries(count.amounts).map(([name, amount]) => [name, amount + (before[name] ?? 0)]));
    totals.set(place, { ...count, amounts });
  }
  return [...totals].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, count]) => count);
}

function placeOf({ of, key }: Count): string {
  return [TALLIES.indexOf(of), ...Object.values(key)].join(' ');
}

function takenBack(count: Count): Count {
  return { ...count, amounts: Object.fromEntries(Object.entries(count.amounts).map(([name, amount]) => [name, -amount])) };
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

function hourOf(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 13).replace('T', ' ')}:00:00`;
}
