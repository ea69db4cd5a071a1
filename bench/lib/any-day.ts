import { referenceDay, type AgentPlan, type AnswerRate, type Day, type Distribution } from '@paceline/simulation';
import { seeded } from './line-model';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A day that nobody chose, by its seed: a team, a list, a carrier and customers drawn without regard to each other. */
export function anyDay(seed: number): Day {
  const draw = new Drawn(seeded(seed));
  const agents = Math.round(draw.ofScale(2, 150));
  const lengthMs = draw.from(2, 9) * HOUR_MS;
  const ringTimeoutMs = draw.oneOf(22_000, 30_000, 45_000, 60_000);
  const setUp = draw.oneOf<Distribution>({ kind: 'fixed', valueMs: draw.from(200, 4_000) }, { kind: 'gamma', meanMs: draw.from(1_000, 9_000), cv: 0.4 });
  return {
    ...referenceDay(agents, 0.3, lengthMs),
    agents: plans(draw, agents, lengthMs),
    answerRate: answerRate(draw, lengthMs),
    list: draw.chance(0.3) ? partsOfAList(draw, agents) : [ENDLESS],
    setUp, answer: answers(draw, ringTimeoutMs), failure: failures(draw, ringTimeoutMs), ringTimeoutMs,
    talk: durations(draw, 150_000),
    wrap: draw.oneOf<Distribution>(durations(draw, 30_000), { kind: 'fixed', valueMs: 0 }, { kind: 'fixed', valueMs: 10_000 }),
    patience: draw.chance(0.3) ? { kind: 'exponential', meanMs: draw.from(800, 4_000) } : null,
    machines: draw.chance(0.3) ? machines(draw) : null,
    trunkLines: draw.chance(0.15) ? Math.ceil(agents * draw.from(1.2, 3)) : 10_000,
  };
}

class Drawn {
  constructor(private readonly random: () => number) {}

  from(least: number, most: number): number { return least + (most - least) * this.random(); }
  /** As often between 1 and 10 as between 10 and 100. */
  ofScale(least: number, most: number): number { return Math.exp(this.from(Math.log(least), Math.log(most))); }
  chance(share: number): boolean { return this.random() < share; }

  oneOf<T>(first: T, ...others: readonly T[]): T {
    return [first, ...others][Math.floor(this.random() * (others.length + 1))] ?? first;
  }
}

function answerRate(draw: Drawn, lengthMs: number): AnswerRate {
  const ratio = (): number => draw.ofScale(0.04, 0.7);
  const pieces = Math.floor(draw.from(2, 7));
  return draw.oneOf<AnswerRate>(
    { kind: 'constant', ratio: ratio() },
    { kind: 'pieces', pieces: Array.from({ length: pieces }, (_, index) => ({ fromMs: index * lengthMs / pieces, ratio: ratio() })) },
    { kind: 'curve', points: [0, 0.3, 0.6, 1].map((share) => ({ atMs: share * lengthMs, ratio: ratio() })) },
  );
}

function plans(draw: Drawn, agents: number, lengthMs: number): AgentPlan[] {
  const away = (fromMs: number, minutes: number): AgentPlan => [{ atMs: fromMs, status: 'break' }, { atMs: fromMs + minutes * MINUTE_MS, status: 'available' }];
  const come: AgentPlan = [{ atMs: 0, status: 'available' }];
  const plan = draw.oneOf<(agent: number) => AgentPlan>(
    () => come,
    () => [{ atMs: draw.from(0, 0.4 * lengthMs), status: 'available' }],
    () => [...come, { atMs: draw.from(0.4 * lengthMs, lengthMs), status: 'offline' }],
    (agent) => agent % 2 === 0 ? come : [...come, ...away(lengthMs / 2, 30)],
    () => [...come, ...[0.2, 0.5, 0.8].flatMap((share) => away((share + draw.from(-0.1, 0.1)) * lengthMs, 10))],
  );
  return Array.from({ length: agents }, (_, agent) => plan(agent));
}

const ENDLESS = { targets: Number.POSITIVE_INFINITY, answerFactor: 1 };

function partsOfAList(draw: Drawn, agents: number): Day['list'] {
  return [...Array.from({ length: 6 }, () => ({ targets: Math.round(agents * draw.from(20, 150)), answerFactor: draw.oneOf(1, 1, 0.5, 0) })), ENDLESS];
}

function answers(draw: Drawn, ringTimeoutMs: number): Distribution {
  const of = draw.oneOf<Distribution>(
    { kind: 'gamma', meanMs: draw.from(5_000, 18_000), cv: draw.from(0.3, 0.9) },
    { kind: 'exponential', meanMs: draw.from(4_000, 14_000) },
    { kind: 'uniform', fromMs: 1_000, toMs: 20_000 },
    { kind: 'mixture', parts: [{ share: 0.4, of: { kind: 'gamma', meanMs: 3_000, cv: 0.3 } }, { share: 0.6, of: { kind: 'gamma', meanMs: 15_000, cv: 0.4 } }] },
  );
  return { kind: 'at-most', mostMs: ringTimeoutMs - 9_000, of };
}

function failures(draw: Drawn, ringTimeoutMs: number): Distribution {
  const ringsOut: Distribution = { kind: 'fixed', valueMs: ringTimeoutMs };
  return draw.oneOf<Distribution>(
    { kind: 'mixture', parts: [{ share: 0.65, of: ringsOut }, { share: 0.35, of: { kind: 'uniform', fromMs: 4_000, toMs: 20_000 } }] },
    ringsOut,
    { kind: 'mixture', parts: [{ share: 0.3, of: ringsOut }, { share: 0.7, of: { kind: 'uniform', fromMs: 500, toMs: 6_000 } }] },
    { kind: 'uniform', fromMs: 1_000, toMs: ringTimeoutMs },
  );
}

function durations(draw: Drawn, usualMs: number): Distribution {
  const meanMs = usualMs * draw.ofScale(0.4, 2.5);
  return draw.oneOf<Distribution>(
    { kind: 'lognormal', meanMs, cv: draw.from(0.3, 1.5) },
    { kind: 'exponential', meanMs },
    { kind: 'gamma', meanMs, cv: draw.from(0.2, 1) },
    { kind: 'at-most', mostMs: HOUR_MS, of: { kind: 'pareto', minMs: 0.44 * meanMs, shape: draw.from(1.4, 2.5) } },
    { kind: 'mixture', parts: [{ share: 0.6, of: { kind: 'lognormal', meanMs: 0.3 * meanMs, cv: 0.5 } }, { share: 0.4, of: { kind: 'lognormal', meanMs: 2 * meanMs, cv: 0.4 } }] },
  );
}

function machines(draw: Drawn): Day['machines'] {
  const detected = draw.oneOf<Distribution | null>(null, { kind: 'uniform', fromMs: 1_500, toMs: 4_500 });
  return { ratio: draw.from(0.1, 0.6), detected, talk: { kind: 'lognormal', meanMs: 10_000, cv: 0.4 } };
}
