import { decide } from '@paceline/domain/pacing';
import { USUAL_TARGET } from '@paceline/domain/metrics/service-level';
import { guarded, paced, referenceDay, settingsOf, simulateDay, type Day, type Distribution } from '@paceline/simulation';
import { optimalBlend } from './blend-optimum';

const HANDLE_SEC = 180;
const PATIENCE_SEC = 150;
/** Of the agents' time, that callers ask for. */
const INBOUND_SHARE = 0.3;
const LOOKS_EVERY_MS = 250;
const HOUR_MS = 3_600_000;

export interface ModelReport {
  /** Of the agents' time, in outbound talks. */
  readonly outboundRatio: number;
  readonly limitRatio: number;
  readonly serviceLevel: number;
}

/**
 * The guard where the limit can be computed: one queue that everybody serves, calls of either kind of equal exponential
 * length, outbound calls that talk at once: no ring, nobody who does not answer, no cap. There nothing needs a forecast of
 * answers: one line for each idle agent who is not kept. The guard knows none of that, and learns from a cold start.
 */
export function bestInModel(agents: number, hours: number): ModelReport {
  const callsPerSec = INBOUND_SHARE * agents / HANDLE_SEC;
  const none: Distribution = { kind: 'fixed', valueMs: 0 };
  const talk: Distribution = { kind: 'exponential', meanMs: HANDLE_SEC * 1000 };
  const day: Day = {
    ...referenceDay(agents, 1, hours * HOUR_MS), setUp: none, answer: none, talk, wrap: none,
    queues: [{
      name: 'Queue', target: USUAL_TARGET, callsPerHour: [{ atMs: 0, calls: callsPerSec * 3_600 }], bursts: [],
      talk, wrap: none, patience: { kind: 'exponential', meanMs: PATIENCE_SEC * 1000 }, servedBy: [0, agents],
    }],
  };
  const pacer = { ...paced('one line', decide, settingsOf(day, 0, 'progressive')), everyMs: LOOKS_EVERY_MS };
  const { outboundTalkMs, queues } = simulateDay(day, guarded('guard', pacer, []), agents);
  const model = { agents, callsPerSec, handleSec: HANDLE_SEC, patienceSec: PATIENCE_SEC, withinSec: USUAL_TARGET.withinMs / 1000 };
  const { outboundRatio } = optimalBlend(model, USUAL_TARGET.ratio);
  return { outboundRatio: outboundTalkMs / (agents * hours * HOUR_MS), limitRatio: outboundRatio, serviceLevel: queues[0]?.level.ratio ?? 0 };
}
