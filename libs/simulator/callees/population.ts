import { hashText, seededRng } from '../core/rng';
import type { CalleeBehaviour } from './behaviour';
import { draw, type Distribution } from './distribution';

export type CalleeOutcome = 'answer' | 'noAnswer' | 'busy' | 'invalid' | 'congestion' | 'declined' | 'machine' | 'hangsUpAtOnce' | 'switchedOff' | 'blocked' | 'unwanted';

/** What the people behind otherwise undeclared numbers are like. */
export interface Population {
  readonly seed: number;
  /** Relative weights; outcomes left out do not happen. */
  readonly outcomes: Readonly<Partial<Record<CalleeOutcome, number>>>;
  readonly ring: Distribution;
  readonly talk: Distribution;
  /** How long a person who answered waits for somebody to speak. */
  readonly patience: Distribution;
}

function pick(population: Population, roll: number): CalleeOutcome {
  const weighted = Object.entries(population.outcomes) as Array<[CalleeOutcome, number]>; // keys of a Partial<Record<CalleeOutcome, …>>
  let left = roll * weighted.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [outcome, weight] of weighted) {
    left -= weight;
    if (left < 0) return outcome;
  }
  return 'noAnswer';
}

/**
 * The behaviour at the `attempt`-th call of a number. It depends on the seed, the number and the attempt alone,
 * never on the order of calls: the same list gives the same outcomes in every run.
 */
export function populationCallee(population: Population, number: string, attempt: number): CalleeBehaviour {
  const rng = seededRng(hashText(`${population.seed}/${number}/${attempt}`));
  const outcome = pick(population, rng());
  const ringMs = draw(population.ring, rng);
  const refuses = (sipStatus: number, rings: boolean): CalleeBehaviour => (
    { kind: 'refuses', progress: rings ? 'ringing' : 'none', afterMs: rings ? ringMs : 0, sipStatus }
  );
  const answers = (farewell: (CalleeBehaviour & { kind: 'answers' })['farewell']): CalleeBehaviour & { kind: 'answers' } => (
    { kind: 'answers', progress: 'ringing', ringMs, farewell }
  );
  switch (outcome) {
    case 'answer': {
      const talkMs = draw(population.talk, rng);
      return answers({ kind: 'after-talk', talkMs, patienceMs: draw(population.patience, rng) });
    }
    case 'machine': return { ...answers({ kind: 'after-answer', ms: 30_000 }), beepAtMs: 6200 };
    case 'hangsUpAtOnce': return answers({ kind: 'after-answer', ms: 300 });
    case 'noAnswer': return { kind: 'never-answers', givesUpMs: 60_000 };
    case 'busy': return refuses(486, false);
    case 'invalid': return refuses(404, false);
    case 'congestion': return refuses(503, false);
    case 'declined': return refuses(603, true);
    case 'switchedOff': return refuses(480, false);
    case 'blocked': return refuses(608, false);
    case 'unwanted': return refuses(607, true);
  }
}
