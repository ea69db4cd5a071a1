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

export function reportOf(world: World, violations: readonly Violation[]): Report {
  const notJudged = [
    ...world.truth === null ? ['what was really dialed: no --call-log, and no switch_records'] : [],
    ...world.truth?.complete === false ? ['who heard what: a real switch\'s records do not tell'] : [],
    ...world.pool === null ? ['the agents\' live view: it is not built'] : [],
    ...world.channels === null ? ['the channels: no switch was asked'] : [],
  ];
  return {
    held: violations.length === 0, looking: world.looking, notJudged, violations,
    looked: { calls: world.calls.length, targets: world.targets.length, invites: world.truth?.dials.length ?? null, agents: world.pool?.agents.length ?? null, channels: world.channels?.length ?? null },
  };
}

export function inWords({ held, looking, looked, notJudged, violations }: Report): string[] {
  const count = (value: number | null, what: string): string => `${value ?? 'no'} ${what}`;
  return [
    `looked ${looking === 'running' ? 'while running' : 'at rest'}: ${looked.calls} calls, ${looked.targets} targets, ${count(looked.invites, 'INVITEs')}, ${count(looked.agents, 'agents')}, ${count(looked.channels, 'channels')}`,
    ...notJudged.map((what) => `not judged: ${what}`),
    ...violations.map(({ code, rule, invariant, evidence }) => `VIOLATION of rule ${rule}, ${invariant} (${code}): ${evidence}`),
    held ? 'every invariant held' : `${violations.length} ${violations.length === 1 ? 'violation' : 'violations'}`,
  ];
}
