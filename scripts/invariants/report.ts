import type { Violation } from './violation';
import type { World } from './world';

/** What was compared with what, and what does not hold: for people and, in one line, for programs. */
export interface Report {
  readonly held: boolean;
  readonly looking: World['looking'];
  readonly looked: { readonly calls: number; readonly targets: number; readonly invites: number | null; readonly agents: number | null; readonly channels: number | null };
  /** What could not be judged, because its source is not there. */
  readonly notJudged: readonly string[];
  readonly violations: readonly Violation[];
}

/** Between the gate's question and the row's commit, and to the full minute. */
const SAME_CLOCK_WITHIN_MS = 120_000;

export function reportOf(world: World, violations: readonly Violation[]): Report {
  const otherClock = world.calls.filter(({ judgedAtMs, originatingAtMs, plannedAtMs }) => judgedAtMs !== null && Math.abs(judgedAtMs - (originatingAtMs ?? plannedAtMs)) > SAME_CLOCK_WITHIN_MS).length;
  const notJudged = [
    ...world.truth === null ? ['what was really dialed: no --call-log, and no switch_records'] : [],
    ...world.truth?.complete === false ? ['who heard what: a real switch\'s records do not tell'] : [],
    ...world.pool === null ? ['the agents\' live view: it is not built'] : [],
    ...otherClock > 0 ? [`the calling hours of ${counted(otherClock, 'call')} by the real clock: another was set (CALLING_CLOCK_AT), and it is that one's hours that are judged`] : [],
    ...world.channels === null ? ['the channels: no switch was asked'] : [],
  ];
  return {
    held: violations.length === 0, looking: world.looking, notJudged, violations,
    looked: { calls: world.calls.length, targets: world.targets.length, invites: world.truth?.dials.length ?? null, agents: world.pool?.agents.length ?? null, channels: world.channels?.length ?? null },
  };
}

/**
 * What to ask instead when things still go on and what is only true at rest was asked for; null when that is not why anything was found.
 * Agents who are signed in go on with nothing: only calls and campaigns do.
 */
export function hintFor({ looking, calls, campaigns }: World, violations: readonly Violation[]): string | null {
  const live = calls.filter(({ endedAtMs }) => endedAtMs === null).length;
  const running = [...campaigns.values()].filter(({ status }) => status === 'running').length;
  if (looking === 'running' || violations.length === 0 || live + running === 0) return null;
  const going = [...live > 0 ? [counted(live, 'live call')] : [], ...running > 0 ? [counted(running, 'running campaign')] : []].join(' and ');
  return `It was judged as if everything were over, but there is ${going}. What must hold meanwhile: npm run check:invariants -- --running`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

export function inWords({ held, looking, looked, notJudged, violations }: Report): string[] {
  const count = (value: number | null, what: string): string => `${value ?? 'no'} ${what}`;
  return [
    `looked ${looking === 'running' ? 'while running' : 'at rest'}: ${looked.calls} calls, ${looked.targets} targets, ${count(looked.invites, 'INVITEs')}, ${count(looked.agents, 'agents')}, ${count(looked.channels, 'channels')}`,
    ...notJudged.map((what) => `not judged: ${what}`),
    ...violations.map(({ code, rule, invariant, evidence }) => `VIOLATION of rule ${rule}, ${invariant} (${code}): ${evidence}`),
    held ? 'every invariant held' : counted(violations.length, 'violation'),
  ];
}
