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

/** Where agents who sell need no consent, and where it is always between nine and eight in the evening in one of them, or an hour later in summer. */
const PLACES = [
  { country: 'GB', zone: 'Europe/London', utcHours: 0, prefix: '+44207' },
  { country: 'US', zone: 'America/New_York', utcHours: -5, prefix: '+12122' },
  { country: 'GU', zone: 'Pacific/Guam', utcHours: 10, prefix: '+16712' },
] as const;
const OPEN = { fromHour: 9, toHour: 20 } as const;
const DIGIT: Readonly<Record<Person, string>> = { briefly: '2', on: '3', never: '4' };

function isDay({ utcHours }: (typeof PLACES)[number]): boolean {
  const hour = (new Date().getUTCHours() + utcHours + 24) % 24;
  return hour >= OPEN.fromHour && hour < OPEN.toHour;
}

/** Where it was day as this process began. */
export const PLACE = PLACES.find(isDay) ?? PLACES[0];

/** A number of its own for each index, of five digits at most. */
export function numberOf(person: Person, index: number): string {
  return `${PLACE.prefix}${DIGIT[person]}${String(index).padStart(PLACE.country === 'GB' ? 6 : 5, '0')}`;
}

const talks = (talkMs: number): DeclaredCallee['behaviour'] =>
  ({ kind: 'answers', progress: 'ringing', ringMs: RING_MS, farewell: { kind: 'after-talk', patienceMs: PATIENCE_MS, talkMs } });

const BEHAVIOUR: Readonly<Record<Person, DeclaredCallee['behaviour']>> = {
  briefly: talks(BRIEF_TALK_MS), on: talks(FOR_EVER_MS), never: { kind: 'never-answers', givesUpMs: FOR_EVER_MS },
};

export const CALLEES: readonly DeclaredCallee[] = PEOPLE.map((person) => ({
  number: new RegExp(`^\\${PLACE.prefix}${DIGIT[person]}\\d+$`), behaviour: BEHAVIOUR[person],
}));
