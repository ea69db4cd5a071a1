import type { CallersNow } from '@paceline/domain/pacing';
import { callersOf } from '@paceline/domain/queue/callers-of';
import { guard, GUARD_BEGINS, type AgentSeen, type GuardSeen, type Keep } from '@paceline/domain/queue/guard';
import { learnOfQueue, NOTHING_LEARNED_OF_QUEUE, type QueueLearned } from '@paceline/domain/queue/queue-learned';
import { usualArrivals, type EarlierDay } from '@paceline/domain/queue/usual-arrivals';
import type { BlendNow, QueueNow } from '../blend-now';
import type { Strategy } from './strategy';

/** Each queue's earlier days, in the order of the day's queues. */
export type Earlier = readonly (readonly EarlierDay[])[];

const GUARD_EVERY_MS = 2_000;
const CAMPAIGN = 'campaign';

/** A strategy that is told besides how many agents to leave alone, and who waits. */
export function blended(name: string, of: Strategy, callers: (blend: BlendNow, nowMs: number) => CallersNow): Strategy {
  return {
    ...of, name,
    begin: (day) => {
      const pacing = of.begin(day);
      return (snapshot, nowMs, blend) => pacing({ ...snapshot, callers: callers(blend, nowMs) }, nowMs, blend);
    },
  };
}

/** A strategy under the guard; each day from a cold start but for the earlier days. */
export function guarded(name: string, of: Strategy, earlier: Earlier, watch?: (keeps: readonly Keep[], nowMs: number) => void): Strategy {
  return {
    ...of, name,
    begin: (day) => {
      const pacing = of.begin(day);
      let known = GUARD_BEGINS;
      let keeps: readonly Keep[] = [];
      const heard = new Since();
      return (snapshot, nowMs, blend) => {
        heard.add(blend.queues, snapshot.heard);
        const agents = blend.agents().map(({ state, forMs, queues }): AgentSeen => ({ state, forMs, queues, campaign: CAMPAIGN }));
        if (nowMs % GUARD_EVERY_MS === 0) {
          ({ keeps, state: known } = guard(heard.tell(blend.queues, agents, earlier, nowMs), known, nowMs));
          watch?.(keeps, nowMs);
        }
        // How many are kept holds for a while; who is idle and who waits is of this moment.
        const now = keeps.map((keep, index) => ({ ...keep, waiting: blend.queues[index]?.waitingForMs.length ?? 0 }));
        return pacing({ ...snapshot, callers: callersOf(CAMPAIGN, now, agents) }, nowMs, blend);
      };
    },
  };
}

/** A day without any outbound call. */
export function notDialing(): Strategy {
  return { name: 'no outbound', everyMs: 60_000, begin: () => () => ({ dial: 0, cancel: 0 }) };
}

/** What was heard since the guard looked last: it looks more rarely than the pacer. */
class Since {
  private readonly arrived: number[] = [];
  private readonly learned: QueueLearned[] = [];
  private talkedForMs: number[] = [];
  private wrappedForMs: number[] = [];

  add(queues: readonly QueueNow[], ended: { readonly talkedForMs: readonly number[]; readonly wrappedForMs: readonly number[] }): void {
    for (const [index, queue] of queues.entries()) {
      this.arrived[index] = (this.arrived[index] ?? 0) + queue.arrived;
      this.learned[index] = learnOfQueue(this.learned[index] ?? NOTHING_LEARNED_OF_QUEUE, queue);
    }
    this.talkedForMs.push(...ended.talkedForMs);
    this.wrappedForMs.push(...ended.wrappedForMs);
  }

  tell(queues: readonly QueueNow[], agents: readonly AgentSeen[], earlier: Earlier, nowMs: number): GuardSeen {
    const seen: GuardSeen = {
      agents, heard: { talkedForMs: this.talkedForMs, wrappedForMs: this.wrappedForMs },
      queues: queues.map(({ name, target, waitingForMs, offered, answeredInTime }, index) => ({
        line: name, name, target, usual: usualArrivals(earlier[index] ?? [], nowMs),
        arrived: this.arrived[index] ?? 0, learned: this.learned[index] ?? NOTHING_LEARNED_OF_QUEUE, waiting: waitingForMs.length, today: { offered, answeredInTime },
      })),
    };
    this.arrived.length = 0;
    this.talkedForMs = [];
    this.wrappedForMs = [];
    return seen;
  }
}
