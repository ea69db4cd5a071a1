import { decide, type PacingSnapshot } from '@paceline/domain/pacing';
import { referenceDay } from './reference-day';
import type { DayResult } from './result';
import { Rng } from './rng';
import { simulateDay } from './simulate-day';
import { CAP_RATIO, paced, settingsOf, type Strategy } from './strategies/strategy';

const HOUR_MS = 3_600_000;
const AGENTS = 8;
const DAY = referenceDay(AGENTS, 0.3, 1.5 * HOUR_MS);
const MAX_LINES_PER_AGENT = 4;
/** Once a second is enough here, and less to compute. */
const PACER: Strategy = { ...paced('pacer', decide, { ...settingsOf(DAY, 0.028), maxLinesPerAgent: MAX_LINES_PER_AGENT }), everyMs: 1_000 };

/** Abandoned calls over the law's share: where the pacer takes no risk any more, and what was out then. */
const MOST_OVER = 10;

/** The second half hour of the day is told wrongly. */
const FROM_MS = HOUR_MS / 2;
const TO_MS = HOUR_MS;

type Nonsense = (told: PacingSnapshot, rng: Rng) => PacingSnapshot;

const NONSENSE: Readonly<Record<string, Nonsense>> = {
  'a clock that went back': (told) => ({ ...told, takenAtMs: told.takenAtMs - 60_000 }),
  'ages before the beginning': ({ lines, ...told }) => ({ ...told, lines: { ...lines, outForMs: lines.outForMs.map((ms) => ms - 3_600_000), ringingForMs: lines.ringingForMs.map(() => Number.NaN) } }),
  'more ringing than dialed': ({ lines, ...told }) => ({ ...told, lines: { ...lines, ringingForMs: [...lines.ringingForMs, ...lines.outForMs, ...lines.outForMs] } }),
  'agents who vanished': (told) => ({ ...told, agents: { idle: 0, reserved: 0, talkingForMs: [], wrappingForMs: [] } }),
  'agents in a number that is none': ({ agents, ...told }, rng) => ({ ...told, agents: { ...agents, idle: rng.uniform() < 0.5 ? Number.NaN : -agents.idle - 0.5 } }),
  'talks of every age at once': ({ agents, ...told }, rng) => ({ ...told, agents: { ...agents, talkingForMs: agents.talkingForMs.map(() => 1e9 * rng.uniform()) } }),
  'everything answered, in no time': ({ heard, ...told }) => ({ ...told, heard: { ...heard, answeredAfterMs: new Array<number>(20).fill(0), failedAfterMs: [] } }),
  'nothing ever answered': ({ heard, ...told }) => ({ ...told, heard: { ...heard, answeredAfterMs: [], failedAfterMs: new Array<number>(20).fill(30_000) } }),
  'talks of no length, and endless ones': ({ heard, ...told }) => ({ ...told, heard: { ...heard, talkedForMs: [0, 0, 1e12, Number.NaN], wrappedForMs: [-1, Number.POSITIVE_INFINITY] } }),
  'more machines than answers': ({ heard, ...told }) => ({ ...told, heard: { ...heard, machines: 50 } }),
  'a budget that is no number': (told) => ({ ...told, budget: { answers: Number.NaN, abandoned: Number.POSITIVE_INFINITY } }),
};

/** Tells the pacer nonsense of these kinds now and then, and looks at every order. */
function mistold(kinds: readonly string[], share: number, seed: number, look: (told: PacingSnapshot, dial: number) => void): Strategy {
  return {
    ...PACER,
    begin: (day) => {
      const pacing = PACER.begin(day);
      const rng = new Rng(seed);
      return (snapshot, nowMs, blend) => {
        const isMistold = nowMs >= FROM_MS && nowMs < TO_MS && rng.uniform() < share;
        const kind = kinds[Math.floor(rng.uniform() * kinds.length)] ?? '';
        const told = isMistold ? NONSENSE[kind]?.(snapshot, rng) ?? snapshot : snapshot;
        const decision = pacing(told, nowMs, blend);
        look(told, decision.dial);
        return decision;
      };
    },
  };
}

function after({ halfHours }: DayResult, fromMs: number): { answers: number; abandoned: number } {
  const later = halfHours.filter((half) => half.fromMs >= fromMs);
  return { answers: later.reduce((sum, { answers }) => sum + answers, 0), abandoned: later.reduce((sum, { abandoned }) => sum + abandoned, 0) };
}

const SEED = 7;
const KINDS = Object.keys(NONSENSE);
const sane = after(simulateDay(DAY, PACER, SEED), TO_MS).answers;

it.each([...KINDS.map((kind) => [kind, [kind]] as const), ['all of it', KINDS] as const])(
  'half an hour of %s never makes it dial away, and is forgotten: the day goes on within the law, and busy', (_, kinds) => {
    let most = 0;
    const result = simulateDay(DAY, mistold(kinds, 0.5, SEED, ({ lines }, dial) => { most = Math.max(most, dial + lines.outForMs.length); }), SEED);
    expect(most).toBeLessThanOrEqual(AGENTS * MAX_LINES_PER_AGENT);
    expect(after(result, 0).abandoned).toBeLessThan(CAP_RATIO * after(result, 0).answers + MOST_OVER);
    expect(after(result, TO_MS).answers).toBeGreaterThan(0.7 * sane);
  });
