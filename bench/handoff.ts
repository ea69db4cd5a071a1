import { randomUUID } from 'node:crypto';
import { haveFewPauses } from '@paceline/platform/few-pauses';
import { AnsweringSwitch, type AnswerReport } from './lib/answering-switch';
import { goal, numberFlag, type BenchOptions, type BenchResult } from './lib/contract';
import { AGENTS, ANSWERS_PER_SEC, HandoffRig, OTHER_EVENTS, OTHER_EVENTS_PER_SEC, TALK_MS, switchAt } from './lib/handoff-rig';
import { benchServices } from './lib/services';
import { median, percentile, round } from './lib/stats';

/** A worker runs for days: what its first seconds cost, while V8 compiles, is left out of both. */
const WARM_UP_SEC = 2;

/**
 * From CHANNEL_ANSWER leaving the switch to `uuid_bridge` arriving there, through everything that the worker does in
 * between: ESL adapter, call flow, agent pool in Redis, rows in the database behind it. The floor is the same socket
 * path and the same events with agents kept in memory and nothing else. Rounds alternate; medians over rounds.
 */
export async function run({ flags, progress }: BenchOptions): Promise<BenchResult> {
  haveFewPauses(); // as the worker does
  const rounds = numberFlag(flags, 'rounds', 5);
  const answers = ANSWERS_PER_SEC * numberFlag(flags, 'seconds', 10);
  const subject: AnswerReport[] = [];
  const floor: AnswerReport[] = [];
  const services = await benchServices(progress);
  const rig = await HandoffRig.open(services);
  try {
    progress('warming up');
    await floorRound(ANSWERS_PER_SEC * WARM_UP_SEC);
    await rig.round(ANSWERS_PER_SEC * WARM_UP_SEC);
    for (let round_ = 1; round_ <= rounds; round_++) {
      progress(`round ${round_} of ${rounds}: in memory`);
      floor.push(await floorRound(answers));
      progress(`round ${round_} of ${rounds}: the worker's whole path`);
      subject.push(await rig.round(answers));
    }
  } finally {
    await rig.close();
  }
  const of = (reports: readonly AnswerReport[], share: number): number => round(median(reports.map((report) => percentile(report.bridgedAfterMs, share))), 3);
  const [p50, p99, floorP50, floorP99] = [of(subject, 0.5), of(subject, 0.99), of(floor, 0.5), of(floor, 0.99)];
  const unanswered = subject.reduce((sum, report) => sum + report.unanswered, 0);
  return {
    metrics: {
      p50Ms: p50, p99Ms: p99, floorP50Ms: floorP50, floorP99Ms: floorP99, answers: answers * rounds, unanswered, agents: AGENTS,
      answersPerSec: ANSWERS_PER_SEC, otherEventsPerSec: OTHER_EVENTS_PER_SEC, worstMs: round(Math.max(...subject.flatMap((report) => report.bridgedAfterMs)), 1),
    },
    goals: [
      goal('p50Ms', p50, '<=', 2), goal('p99Ms', p99, '<=', 5), goal('p99 of the floor\'s', round(p99 / floorP99, 2), '<=', 4),
      goal('answers without a bridge', unanswered, '==', 0),
    ],
  };
}

/** Agents in an array, nothing written anywhere: what the sockets and the machine cost by themselves. */
async function floorRound(answers: number): Promise<AnswerReport> {
  const source = await AnsweringSwitch.start();
  const esl = switchAt(source.port);
  await esl.connect();
  const idle: string[] = Array.from({ length: AGENTS }, () => randomUUID());
  const calls = Array.from({ length: answers }, () => randomUUID());
  const ours = new Set<string>(calls);
  const talking = new Map<string, string>();
  esl.onEvent((event) => {
    if (event.type === 'channel-answered' && ours.has(event.channelId)) {
      const leg = idle.shift();
      if (leg === undefined) return;
      talking.set(event.channelId, leg);
      void esl.bridge(event.channelId, leg);
    } else if (event.type === 'channel-ended') {
      const leg = talking.get(event.channelId);
      if (leg !== undefined) idle.push(leg);
    }
  });
  try {
    return await source.play({ answering: calls, answersPerSec: ANSWERS_PER_SEC, otherEventsPerSec: OTHER_EVENTS_PER_SEC, otherEvents: OTHER_EVENTS, talkMs: TALK_MS });
  } finally {
    await esl.close();
    source.stop();
  }
}

