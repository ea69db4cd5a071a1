import type { AgentStatus } from './agent-state';

/**
 * What an agent did from when to when, told by what is written anyway: the statuses that they chose, their talks, the contacts
 * that were shown to them before a call, and their phone's calls. Instants in milliseconds since the epoch.
 */
export interface AgentRecord {
  /** In their order; the one that held when the time in question began is the first. Before it the agent was offline. */
  readonly statuses: readonly { readonly status: AgentStatus; readonly reason: string | null; readonly atMs: number }[];
  /** `toMs` null while they talk; `wrapUpUntilMs` null, or no later than `toMs`, without any wrap-up. */
  readonly talks: readonly (Span & { readonly wrapUpUntilMs: number | null })[];
  /**
   * Kept for a contact, from being shown it to the talk or until it goes back; and while an on-demand agent's phone rings. A call's own promise
   * lasts milliseconds, and is idle time.
   */
  readonly kept: readonly Span[];
  /** While their phone was up; null of one that is rung for each call. */
  readonly phoneUp: readonly Span[] | null;
}

/** `toMs` null: it goes on. */
export interface Span { readonly fromMs: number; readonly toMs: number | null }

/**
 * What an agent does, each instant one thing: an agent who chose a break in a talk talks on, and wraps up, before it begins.
 * no-phone: available, but their phone is not up, so that no call can come.
 */
export const ACTIVITIES = ['talking', 'wrap-up', 'offline', 'break', 'reserved', 'no-phone', 'idle'] as const;
export type Activity = (typeof ACTIVITIES)[number];

/** `reason`: of the break, as it was given. */
export interface Stretch { readonly activity: Activity; readonly reason: string | null; readonly fromMs: number; readonly toMs: number }

interface Held { talking: number; wrapping: number; kept: number; phones: number; status: AgentStatus; reason: string | null }
interface Edge { readonly atMs: number; readonly cross: (held: Held) => void }

/** The time from `fromMs` to `toMs` (at the latest now) without a gap, each stretch another activity than the one before. */
export function stretchesOf(record: AgentRecord, fromMs: number, toMs: number): readonly Stretch[] {
  const held: Held = { talking: 0, wrapping: 0, kept: 0, phones: record.phoneUp === null ? 1 : 0, status: 'offline', reason: null };
  const stretches: Stretch[] = [];
  let sinceMs = fromMs;
  const upTo = (atMs: number): void => {
    if (atMs <= sinceMs) return;
    const now = { activity: activityOf(held), reason: activityOf(held) === 'break' ? held.reason : null };
    const last = stretches.at(-1);
    if (last?.activity === now.activity && last.reason === now.reason) stretches[stretches.length - 1] = { ...last, toMs: atMs };
    else stretches.push({ ...now, fromMs: sinceMs, toMs: atMs });
    sinceMs = atMs;
  };
  for (const { atMs, cross } of edgesOf(record)) {
    upTo(Math.min(atMs, toMs));
    cross(held);
  }
  upTo(toMs);
  return stretches;
}

function edgesOf({ statuses, talks, kept, phoneUp }: AgentRecord): readonly Edge[] {
  const wrapUps = talks.flatMap(({ toMs, wrapUpUntilMs }) => (toMs === null || wrapUpUntilMs === null ? [] : [{ fromMs: toMs, toMs: wrapUpUntilMs }]));
  const edges: Edge[] = [
    ...statuses.map(({ status, reason, atMs }) => ({ atMs, cross: (held: Held) => { held.status = status; held.reason = reason; } })),
    ...between(talks, (held, by) => { held.talking += by; }), ...between(wrapUps, (held, by) => { held.wrapping += by; }),
    ...between(kept, (held, by) => { held.kept += by; }), ...between(phoneUp ?? [], (held, by) => { held.phones += by; }),
  ];
  return edges.sort((one, other) => one.atMs - other.atMs);
}

function between(spans: readonly Span[], count: (held: Held, by: 1 | -1) => void): Edge[] {
  return spans.filter(({ fromMs, toMs }) => toMs === null || toMs > fromMs).flatMap(({ fromMs, toMs }) => [
    { atMs: fromMs, cross: (held: Held) => { count(held, 1); } },
    ...toMs === null ? [] : [{ atMs: toMs, cross: (held: Held) => { count(held, -1); } }],
  ]);
}

function activityOf({ talking, wrapping, kept, phones, status }: Held): Activity {
  if (talking > 0) return 'talking';
  if (wrapping > 0) return 'wrap-up';
  if (status !== 'available') return status;
  if (kept > 0) return 'reserved';
  return phones > 0 ? 'idle' : 'no-phone';
}

export type AgentTimes = Readonly<Record<Activity, number>>;

/** Milliseconds of each activity. */
export function timesOf(stretches: readonly Stretch[]): AgentTimes {
  const times: Record<Activity, number> = { 'talking': 0, 'wrap-up': 0, 'offline': 0, 'break': 0, 'reserved': 0, 'no-phone': 0, 'idle': 0 };
  for (const { activity, fromMs, toMs } of stretches) times[activity] += toMs - fromMs;
  return times;
}
