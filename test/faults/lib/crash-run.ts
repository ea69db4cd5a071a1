import type { FailAction } from '@paceline/platform/fail-points';
import { Crew } from './crew';
import { LongDay, type Verdict } from './long-day';

/** Around every commit and every write to a socket that an owner makes in a campaign's day. */
const OF_AN_OWNER: Readonly<Record<string, readonly string[]>> = {
  leases: ['renew'],
  targets: ['claim'],
  queues: ['originate'],
  // Each write is of many calls, and one after the other: what has rung, what was answered, what is over, what is said of it.
  calls: ['commitOriginating', 'write', 'write', 'write', 'write', 'recordingStarted', 'recordingStopped'],
  pool: ['reserve', 'confirm', 'finish', 'expire'],
  switch: ['originate', 'bridge', 'alert', 'startRecording'],
};
/** Those that only a worker reaches who takes over. */
const OF_AN_HEIR: Readonly<Record<string, readonly string[]>> = {
  leases: ['acquire'], calls: ['unsettled'], commands: ['pending'], pool: ['clear', 'restore', 'snapshot'], switch: ['listChannels'],
};

export interface CrashOrder {
  readonly point: string;
  readonly action: FailAction;
  /** At the n-th time. */
  readonly hit: number;
  /** Who fails: the owner at work, or who takes over from an owner that is killed. */
  readonly who: 'owner' | 'heir';
}

const pointsOf = (methods: Readonly<Record<string, readonly string[]>>): string[] =>
  Object.entries(methods).flatMap(([part, names]) => names.flatMap((name) => [`${part}.${name}:before`, `${part}.${name}:after`]));

/** Moves the times at which the points are reached: `FAULT_SEED=1 npm test -- faults`. */
export const FAULT_SEED = Number(process.env['FAULT_SEED'] ?? 0);

/** Every point once for this action, at the first, second or third time that it is reached. */
export function everyPoint(action: FailAction, seed: number): CrashOrder[] {
  return [
    ...pointsOf(OF_AN_OWNER).map((point, index) => ({ point, action, hit: 1 + (index + seed) % 3, who: 'owner' as const })),
    ...pointsOf(OF_AN_HEIR).map((point) => ({ point, action, hit: 1, who: 'heir' as const })),
  ];
}

/** The day goes on, and so does what reaches them, until they are reached: this only ends what never would be. */
const REACHED_WITHIN_MS = 120_000;

export interface CrashRun {
  /** Orders that were carried out. */
  readonly failed: readonly CrashOrder[];
  /** From each failure until somebody was dialed again. */
  readonly resumedAfterMs: readonly number[];
  readonly verdict: Verdict;
}

/**
 * A campaign's day in which workers fail again and again, as ordered. Killed ones are replaced; stopped ones are
 * woken when another owns the switch, and must then do nothing any more.
 */
export async function crashRun(orders: readonly CrashOrder[]): Promise<CrashRun> {
  const rig = await LongDay.openRig();
  const crew = await Crew.of(rig, 3);
  try {
    const day = await LongDay.begin(rig);
    const failed: CrashOrder[] = [];
    const resumedAfterMs: number[] = [];
    for (const order of orders) {
      if (!await failOnce(crew, order)) continue;
      failed.push(order);
      resumedAfterMs.push(await day.dialsOn());
    }
    return { failed, resumedAfterMs, verdict: await day.close() };
  } finally {
    await crew.disband();
    await rig.close();
  }
}

async function failOnce(crew: Crew, order: CrashOrder): Promise<boolean> {
  const failing = order.who === 'owner' ? await crew.failAtWork(order, REACHED_WITHIN_MS) : await crew.failTakingOver(order, REACHED_WITHIN_MS);
  if (failing === null) return false;
  if (order.action === 'stop') {
    await crew.takenFrom(failing);
    failing.wake();
  }
  return true;
}
