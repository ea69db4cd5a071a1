import { USUAL_TARGET } from '@paceline/domain/metrics/service-level';
import { earlierDays, referenceDay, type Day, type Earlier, type QueueOfDay } from '@paceline/simulation';
import { seeded } from './line-model';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const LENGTH_MS = 8 * HOUR_MS;

/** Of the agents' time that callers ask for on average; days are busier or quieter as a whole by so much. */
const INBOUND_SHARE = 0.3;
const DAYS_VARY = 0.12;
const WEEKS_KNOWN = 6;
const HANDLE_SEC = 210;
const ANSWER_RATIO = 0.3;

/** Calls of the hour over those of a mean hour: a morning peak, a lunch hole, an afternoon. */
const SHAPE = [[0, 0.5], [0.75, 1], [1.5, 1.6], [2.5, 1.5], [3.5, 1], [4, 0.5], [4.75, 0.45], [5.25, 1], [6.5, 1.1], [8, 0.6]] as const;
const BURST = { factor: 2.5, minutes: 20 };

/** Two queues on the agents of a campaign: everybody serves Support, half of them Orders too. */
const QUEUES = [{ name: 'Support', share: 0.7, servedBy: 1 }, { name: 'Orders', share: 0.3, servedBy: 0.5 }] as const;

/** A day of a team, by its seed: its callers, whoever dials. */
export function blendDay(agents: number, seed: number): Day {
  const random = seeded(seed * 7_919 + agents);
  const factor = Math.exp(DAYS_VARY * normal(random));
  const burstAtMs = (0.5 + 6.5 * random()) * HOUR_MS;
  return {
    ...referenceDay(agents, ANSWER_RATIO, LENGTH_MS),
    queues: QUEUES.map((queue) => queueOf(queue, agents, factor, [{ fromMs: burstAtMs, toMs: burstAtMs + BURST.minutes * MINUTE_MS, factor: BURST.factor }])),
  };
}

/** What was counted on earlier days like it. */
export function earlierThan(agents: number, seed: number): Earlier {
  return QUEUES.map((queue, index) => earlierDays(queueOf(queue, agents, 1, []), WEEKS_KNOWN, DAYS_VARY, seed * 10 + index));
}

function queueOf({ name, share, servedBy }: (typeof QUEUES)[number], agents: number, factor: number, bursts: QueueOfDay['bursts']): QueueOfDay {
  const callsPerHour = factor * share * INBOUND_SHARE * agents * 3_600 / HANDLE_SEC;
  return {
    name, target: USUAL_TARGET, bursts, callsPerHour: SHAPE.map(([hour, of]) => ({ atMs: hour * HOUR_MS, calls: of * callsPerHour })),
    talk: { kind: 'lognormal', meanMs: 180_000, cv: 1 }, wrap: { kind: 'lognormal', meanMs: 30_000, cv: 0.6 },
    patience: { kind: 'exponential', meanMs: 150_000 }, servedBy: [0, Math.ceil(servedBy * agents)],
  };
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
