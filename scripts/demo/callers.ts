import { seededRng, type Rng } from '@paceline/simulator/core/rng';

/** Somebody who is going to call. */
export interface Caller {
  /** After the first moment of the day. */
  readonly atMs: number;
  /** E.164, as the number that they dial. */
  readonly from: string;
  readonly to: string;
  /** Hangs up after so long without an agent. */
  readonly patienceMs: number;
  /** Hangs up after so long with one. */
  readonly talkMs: number;
}

/** Where callers ring, and which part of them. */
export interface Door { readonly number: string; readonly share: number }

/** On average, outside the burst. */
const EVERY_MS = 1_300;
/** In the middle third of them four come where one came before. */
const BURST = 4;
const IMPATIENT_SHARE = 0.2;
const IMPATIENT_MS = { least: 400, most: 2_500 };
const PATIENT_MS = { least: 12_000, most: 25_000 };
const TALK_MS = { least: 1_000, most: 4_000 };
/** Apart from those of the list; 555-0100 to 555-0199 are set aside for fiction. */
const AREA_CODES = ['646', '718', '917', '929', '332', '347'];
const NUMBERS_AN_AREA = 100;
export const CALLERS_AT_MOST = AREA_CODES.length * NUMBERS_AN_AREA;

/** Who calls when: at random as callers do (Poisson), the same with every run of a seed. Each calls once. */
export function callersOf(count: number, doors: readonly Door[], seed: number): Caller[] {
  const rng = seededRng(seed);
  let atMs = 0;
  return Array.from({ length: count }, (_, index) => {
    const everyMs = index >= count / 3 && index < (2 * count) / 3 ? EVERY_MS / BURST : EVERY_MS;
    atMs += -Math.log(1 - rng()) * everyMs;
    return { atMs: Math.round(atMs), from: numberOf(index), to: doorOf(doors, rng()), patienceMs: between(rng() < IMPATIENT_SHARE ? IMPATIENT_MS : PATIENT_MS, rng), talkMs: between(TALK_MS, rng) };
  });
}

function numberOf(index: number): string {
  return `+1${AREA_CODES[Math.floor(index / NUMBERS_AN_AREA)] ?? ''}55501${String(index % NUMBERS_AN_AREA).padStart(2, '0')}`;
}

function doorOf(doors: readonly Door[], roll: number): string {
  let left = roll * doors.reduce((sum, { share }) => sum + share, 0);
  const door = doors.find(({ share }) => (left -= share) < 0) ?? doors.at(-1);
  if (door === undefined) throw new RangeError('there is nowhere to call');
  return door.number;
}

function between({ least, most }: { readonly least: number; readonly most: number }, rng: Rng): number {
  return Math.round(least + rng() * (most - least));
}
