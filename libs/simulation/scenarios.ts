import type { AgentPlan, Day } from './day';
import { shiftingRate } from './reference-day';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A day unlike the reference: what is different about it. */
export interface Scenario {
  readonly says: string;
  readonly change: (day: Day) => Day;
}

/** By name. Each changes a day of any team and length; what it does not speak of stays. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  reference: { says: 'the model of the reference figures', change: (day) => day },
  shift: { says: 'the answer rate falls from 0.40 to 0.15 for the middle third of the day', change: (day) => ({ ...day, answerRate: shiftingRate(day.lengthMs) }) },
  evening: {
    says: 'a morning that answers (0.45) and an evening that does not (0.08)',
    change: (day) => ({ ...day, answerRate: { kind: 'curve', points: [{ atMs: 0, ratio: 0.45 }, { atMs: day.lengthMs * 0.4, ratio: 0.4 }, { atMs: day.lengthMs * 0.7, ratio: 0.12 }, { atMs: day.lengthMs, ratio: 0.08 }] } }),
  },
  'heavy-talk': {
    says: 'heavy-tailed talks: most take two minutes, some an hour',
    change: (day) => ({ ...day, talk: { kind: 'at-most', mostMs: HOUR_MS, of: { kind: 'pareto', minMs: 67_000, shape: 1.8 } } }),
  },
  'short-or-long-talk': {
    says: 'two thirds of the talks end within seconds, the others are long',
    change: (day) => ({ ...day, talk: mixed(0.67, { kind: 'gamma', meanMs: 20_000, cv: 0.7 }, { kind: 'lognormal', meanMs: 400_000, cv: 0.5 }) }),
  },
  'bimodal-wrap': {
    says: 'wrap-up takes 12 seconds or, after a sale, a minute and a half',
    change: (day) => ({ ...day, wrap: mixed(0.7, { kind: 'lognormal', meanMs: 12_000, cv: 0.3 }, { kind: 'lognormal', meanMs: 90_000, cv: 0.3 }) }),
  },
  'slow-carrier': {
    says: 'the carrier needs eight seconds until it rings',
    change: (day) => ({
      ...day, ringTimeoutMs: 38_000, setUp: { kind: 'gamma', meanMs: 8_000, cv: 0.3 },
      failure: mixed(0.65, { kind: 'fixed', valueMs: 38_000 }, { kind: 'uniform', fromMs: 9_000, toMs: 25_000 }),
    }),
  },
  lunch: {
    says: 'half the team goes to lunch at the same time, for 45 minutes',
    change: (day) => ({ ...day, agents: day.agents.map((plan, agent) => agent % 2 === 0 ? plan : away(plan, day.lengthMs / 2, 45 * MINUTE_MS)) }),
  },
  breaks: {
    says: 'agents come within half an hour, take two breaks and a lunch at times of their own, and leave within half an hour',
    change: (day) => ({ ...day, agents: day.agents.map((_, agent) => dayAtWork(day, agent)) }),
  },
  'all-at-once': {
    says: 'everybody logs in at the same second, ten minutes into the day',
    change: (day) => ({ ...day, agents: day.agents.map(() => [{ atMs: Math.min(10 * MINUTE_MS, day.lengthMs / 4), status: 'available' as const }]) }),
  },
  'going-home': {
    says: 'the team goes home one after another in the last hour',
    change: (day) => ({ ...day, agents: day.agents.map((plan, agent) => [...plan, { atMs: day.lengthMs - Math.min(HOUR_MS, day.lengthMs / 2) * (1 - agent / day.agents.length), status: 'offline' as const }]) }),
  },
  machines: {
    says: '40 % of the answers are machines, and the agent finds out',
    change: (day) => ({ ...day, machines: { ratio: 0.4, detected: null, talk: { kind: 'lognormal', meanMs: 10_000, cv: 0.4 } } }),
  },
  'machines-detected': {
    says: '40 % of the answers are machines, and a detector finds out after some three seconds',
    change: (day) => ({ ...day, machines: { ratio: 0.4, detected: { kind: 'uniform', fromMs: 1_500, toMs: 4_500 }, talk: { kind: 'lognormal', meanMs: 10_000, cv: 0.4 } } }),
  },
  'dead-numbers': {
    says: 'in the middle of the list a stretch of numbers that nobody answers',
    change: (day) => ({ ...day, list: [{ targets: 150 * day.agents.length, answerFactor: 1 }, { targets: 150 * day.agents.length, answerFactor: 0 }, { targets: Number.POSITIVE_INFINITY, answerFactor: 1 }] }),
  },
  'list-ends': {
    says: 'the list ends before the day',
    change: (day) => ({ ...day, list: [{ targets: 150 * day.agents.length, answerFactor: 1 }] }),
  },
  impatient: { says: 'persons who hear nobody hang up after a second or two', change: (day) => ({ ...day, patience: { kind: 'exponential', meanMs: 1_500 } }) },
  'small-trunk': { says: 'the trunk carries one and a half lines per agent, talks included', change: (day) => ({ ...day, trunkLines: Math.ceil(1.5 * day.agents.length) }) },
};

function mixed(share: number, one: Day['talk'], other: Day['talk']): Day['talk'] {
  return { kind: 'mixture', parts: [{ share, of: one }, { share: 1 - share, of: other }] };
}

function away(plan: AgentPlan, fromMs: number, forMs: number): AgentPlan {
  return [...plan, { atMs: fromMs, status: 'break' }, { atMs: fromMs + forMs, status: 'available' }];
}

/** Spread over the team without a draw: the golden ratio keeps neighbours apart. */
function dayAtWork({ lengthMs }: Day, agent: number): AgentPlan {
  const place = (agent * 0.618_034) % 1;
  const spread = Math.min(30 * MINUTE_MS, lengthMs / 10);
  const breakFor = (share: number, minutes: number): AgentPlan => away([], lengthMs * (share + 0.15 * place), Math.min(minutes * MINUTE_MS, lengthMs / 12));
  return [
    { atMs: spread * place, status: 'available' },
    ...breakFor(0.15, 15), ...breakFor(0.42, 40), ...breakFor(0.72, 15),
    { atMs: lengthMs - spread * (1 - place), status: 'offline' },
  ];
}
