/** How well an agent can do something, such as speak Persian: a whole number from 1, a little, to 10. */
export const LOWEST_LEVEL = 1;
export const HIGHEST_LEVEL = 10;

/** An agent's levels, by the skill's name; whoever has none is not in it. */
export type Skills = ReadonlyMap<string, number>;

/** What whoever takes a call must be able to do, and how well at least: 1 to 10. */
export interface RequiredSkill {
  readonly skill: string;
  readonly level: number;
}

/** What a line does when nobody who is skilled enough comes: less is asked for with each step, of every skill alike. */
export interface Relaxation {
  /** A step's length in milliseconds, above 0: after each the level asked for is one lower, down to 1. */
  readonly everyMs: number;
  /** Whether one step after level 1 the skill is not asked for at all. */
  readonly waives: boolean;
}

/**
 * The level that is asked for when somebody has waited so long; 0: none, not even the lowest. It never rises while they wait.
 * @param relaxation null: as much is asked for however long it takes
 * @param waitedMs since they took their place in the line
 */
export function levelAsked(level: number, relaxation: Relaxation | null, waitedMs: number): number {
  if (relaxation === null) return level;
  const steps = Math.floor(Math.max(0, waitedMs) / relaxation.everyMs);
  return Math.max(relaxation.waives ? 0 : Math.min(level, LOWEST_LEVEL), level - steps);
}

/** What is asked for when somebody has waited so long. */
export function askedNow(required: readonly RequiredSkill[], relaxation: Relaxation | null, waitedMs: number): readonly RequiredSkill[] {
  return relaxation === null ? required : required.map(({ skill, level }) => ({ skill, level: levelAsked(level, relaxation, waitedMs) }));
}

export function hasSkills(skills: Skills, asked: readonly RequiredSkill[]): boolean {
  return asked.every(({ skill, level }) => (skills.get(skill) ?? 0) >= level);
}

/** How many levels somebody lacks of what is asked for before anything is relaxed. */
export function shortfallOf(skills: Skills, required: readonly RequiredSkill[]): number {
  return required.reduce((sum, { skill, level }) => sum + Math.max(0, level - (skills.get(skill) ?? 0)), 0);
}

/** How many levels somebody has, together, of the skills that are asked for. */
export function strengthOf(skills: Skills, required: readonly RequiredSkill[]): number {
  return required.reduce((sum, { skill }) => sum + (skills.get(skill) ?? 0), 0);
}
