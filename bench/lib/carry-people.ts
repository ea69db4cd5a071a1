import type { DeclaredCallee } from '@paceline/simulator';

/**
 * Whom the carried calls reach. briefly: answers at once and talks for half a second. on: answers at once and talks for
 * as long as the benchmark lasts. never: lets it ring as long.
 */
export const PEOPLE = ['briefly', 'on', 'never'] as const;
export type Person = (typeof PEOPLE)[number];

export const RING_MS = 200;
export const BRIEF_TALK_MS = 500;
const FOR_EVER_MS = 3_600_000;
/** A person who answers and hears nobody hangs up: the call is then lost to the figures, as to a call centre. */
const PATIENCE_MS = 15_000;
const PREFIX: Readonly<Record<Person, string>> = { briefly: '+4312', on: '+4313', never: '+4314' };

/** A number of its own for each index, in Vienna, whose numbers are long. */
export function numberOf(person: Person, index: number): string {
  return `${PREFIX[person]}${String(index).padStart(11, '0')}`;
}

const talks = (talkMs: number): DeclaredCallee['behaviour'] =>
  ({ kind: 'answers', progress: 'ringing', ringMs: RING_MS, farewell: { kind: 'after-talk', patienceMs: PATIENCE_MS, talkMs } });

const BEHAVIOUR: Readonly<Record<Person, DeclaredCallee['behaviour']>> = {
  briefly: talks(BRIEF_TALK_MS), on: talks(FOR_EVER_MS), never: { kind: 'never-answers', givesUpMs: FOR_EVER_MS },
};

export const CALLEES: readonly DeclaredCallee[] = PEOPLE.map((person) => ({
  number: new RegExp(`^\\${PREFIX[person]}\\d+$`), behaviour: BEHAVIOUR[person],
}));
