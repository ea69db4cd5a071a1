import { decide } from '@paceline/domain/pacing';
import { queueOutlook } from '@paceline/domain/queue/erlang-a';
import { expectedWait } from '@paceline/domain/queue/expected-wait';
import { USUAL_TARGET } from '@paceline/domain/metrics/service-level';
import type { Keep } from '@paceline/domain/queue/guard';
import type { BlendNow } from './blend-now';
import type { Day, QueueOfDay } from './day';
import { earlierDays } from './earlier-days';
import { referenceDay } from './reference-day';
import { simulateDay } from './simulate-day';
import { guarded, notDialing } from './strategies/blended';
import { progressive } from './strategies/simple';
import { paced, settingsOf, type Strategy } from './strategies/strategy';

const HOUR_MS = 3_600_000;

function queue(callsPerHour: number, changes: Partial<QueueOfDay> = {}): QueueOfDay {
  return {
    name: 'Support', target: USUAL_TARGET, callsPerHour: [{ atMs: 0, calls: callsPerHour }], bursts: [],
    talk: { kind: 'exponential', meanMs: 150_000 }, wrap: { kind: 'fixed', valueMs: 0 }, patience: { kind: 'exponential', meanMs: 120_000 }, servedBy: [0, 1_000], ...changes,
  };
}

const dayWith = (agents: number, queues: readonly QueueOfDay[], hours = 8): Day => ({ ...referenceDay(agents, 0.3, hours * HOUR_MS), queues });
const pacer = (day: Day): Strategy => ({ ...paced('pacer', decide, settingsOf(day, 0.028)), everyMs: 2_000 });

it.each([[8, 150], [8, 220], [40, 900], [3, 40]])('a queue of %d agents and %d calls an hour is as Erlang A says', (agents, perHour) => {
  const day = dayWith(agents, [queue(perHour)], 400);
  const { queues: [result] } = simulateDay(day, notDialing(), 1);
  const outlook = queueOutlook({ callsPerSec: perHour / 3_600, handleSec: 150, patienceSec: 120 }, agents, 20);
  const { offered = 0, answeredInTime = 0, abandoned = 0 } = result?.level ?? {};
  expect(Math.abs(offered / (400 * perHour) - 1)).toBeLessThan(0.02);
  expect(Math.abs(answeredInTime / offered - outlook.answeredInTime)).toBeLessThan(0.02);
  expect(Math.abs(abandoned / offered - outlook.abandonRatio)).toBeLessThan(0.01);
});

/** How long each caller waited who was answered, beside what they were told when they came. */
function toldAndWaited(agents: number, perHour: number): { told: number; from: number; to: number; waited: number }[] {
  const seen: { told: number; from: number; to: number; waited: number }[] = [];
  const queued = new Map<number, ReturnType<typeof expectedWait>>(); // by the moment of coming
  const watching: Strategy = {
    ...notDialing(), everyMs: 1_000,
    begin: () => (_snapshot, nowMs, { queues: [now] }: BlendNow) => {
      const answered = now?.answeredAfterMs ?? [];
      for (const waited of answered) {
        const cameAtMs = [...queued.keys()].find((atMs) => Math.abs(nowMs - 1_000 - waited - atMs) <= 1_500);
        const told = cameAtMs === undefined ? undefined : queued.get(cameAtMs);
        if (cameAtMs !== undefined) queued.delete(cameAtMs);
        if (told !== null && told !== undefined) seen.push({ told: told.meanMs, from: told.likelyFromMs, to: told.likelyToMs, waited });
      }
      const waiting = now?.waitingForMs ?? [];
      for (const [index, forMs] of waiting.entries()) {
        if (forMs < 1_000) queued.set(nowMs - forMs, expectedWait({ callers: index, toBeCalled: 0 }, { agents, handleMs: 150_000, handlesHeard: 300, patienceMs: 300_000 }));
      }
      return { dial: 0, cancel: 0 };
    },
  };
  simulateDay(dayWith(agents, [queue(perHour, { patience: { kind: 'exponential', meanMs: 300_000 } })], 40), watching, 3);
  return seen;
}

it.each([[8, 190], [20, 480], [4, 100]])('callers of a busy queue of %d agents and %d calls an hour wait as long as they are told, eight of ten within what is likely', (agents, perHour) => {
  const seen = toldAndWaited(agents, perHour);
  const sum = (of: (one: (typeof seen)[number]) => number): number => seen.reduce((total, one) => total + of(one), 0);
  expect(seen.length).toBeGreaterThan(400);
  expect(Math.abs(sum(({ waited }) => waited) / sum(({ told }) => told) - 1)).toBeLessThan(0.1);
  const likely = sum(({ from, to, waited }) => waited >= from && waited <= to ? 1 : 0) / seen.length;
  expect(Math.abs(likely - 0.8)).toBeLessThan(0.06);
});

describe('a blended day', () => {
  const queues = [queue(55, { bursts: [{ fromMs: 2 * HOUR_MS, toMs: 2.25 * HOUR_MS, factor: 3 }] }), queue(20, { name: 'Orders', servedBy: [0, 4] })];
  const day = dayWith(10, queues, 3);

  it('has the same callers whoever dials', () => {
    const came = (strategy: Strategy): number[] => simulateDay(day, strategy, 5).queues.map(({ level }) => level.answered + level.abandoned + level.waiting);
    expect(came(pacer(day))).toEqual(came(notDialing()));
    expect(came(progressive())).toEqual(came(notDialing()));
    expect(simulateDay(day, notDialing(), 5).dials).toBe(0);
  });

  it('is better for callers, and hardly worse for the campaign\'s time, with the guard than without', () => {
    const kept: (readonly Keep[])[] = [];
    const earlier = queues.map((one, index) => earlierDays(one, 6, 0.1, 100 + index));
    const sums = { with: 0, without: 0, offered: 0, talkMs: 0, talkMsWithout: 0, abandoned: 0, answers: 0 };
    for (const seed of [1, 2]) {
      const withGuard = simulateDay(day, guarded('guard', pacer(day), earlier, (keeps) => kept.push(keeps)), seed);
      const without = simulateDay(day, pacer(day), seed);
      // Of the queue that few serve: it is the first that callers lose.
      const [level, otherwise] = [withGuard.queues[1]?.level, without.queues[1]?.level];
      sums.with += level?.answeredInTime ?? 0;
      sums.offered += level?.offered ?? 0;
      sums.without += otherwise?.answeredInTime ?? 0;
      sums.talkMs += withGuard.outboundTalkMs;
      sums.talkMsWithout += without.outboundTalkMs;
      sums.abandoned += withGuard.ends.abandoned;
      sums.answers += withGuard.answers;
    }
    expect(sums.with / sums.offered).toBeGreaterThan(0.77);
    expect(sums.without / sums.offered).toBeLessThan(0.74);
    expect(sums.talkMs / sums.talkMsWithout).toBeGreaterThan(0.75);
    expect(sums.abandoned / sums.answers).toBeLessThan(0.03);
    // The burst was seen.
    const most = Math.max(...kept.map(([keep]) => keep?.callsPerSec ?? 0));
    expect(most * 3_600).toBeGreaterThan(70);
  });

  it('loses no agent: nobody talks twice, and everybody\'s time adds up', () => {
    const { agents, queues: results, ends } = simulateDay(day, pacer(day), 2);
    for (const { idleMs, talkMs, wrapMs, loggedInMs } of agents) expect(Math.abs(idleMs + talkMs + wrapMs - loggedInMs)).toBeLessThan(1);
    expect(ends.talked).toBeGreaterThan(80);
    expect(results[0]?.level.answered).toBeGreaterThan(100);
  });
});
