import { join } from 'node:path';
import { goal, numberFlag, type Bench } from './lib/contract';
import { bodyTimes, mismatched, modeslMismatched, modeslThrowsOnPercent, modeslUnsettled, settleMs, splits, survivesPercent } from './lib/esl-correctness';
import { paceline, rawModesl, USED_EVENTS, type Round } from './lib/esl-throughput';
import { EventSource, type StreamOrder } from './lib/event-source';
import { median, round } from './lib/stats';

/**
 * The ESL adapter against raw modesl, on recorded events of a real FreeSWITCH over a loopback socket: from the
 * socket to a listener. `--events=N` (100,000) and `--rounds=N` (3) for a quicker look.
 */
export const run: Bench = async ({ flags, progress }) => {
  const count = numberFlag(flags, 'events', 100_000);
  const rounds = numberFlag(flags, 'rounds', 3);
  const file = join(__dirname, 'fixtures', 'events.jsonl');
  // First, on a clean heap: collecting what the other rounds leave would be counted as parsing.
  progress('bodies of 4 and 16 MB');
  const bodies = { paceline: bodyTimes('paceline', 15), modesl: bodyTimes('modesl', 5) };
  const source = await EventSource.start();
  const all = await compare(source, { file, names: [], count }, rounds, progress);
  // What the subscription lets through, so that skipping the rest gains nothing.
  const used = await compare(source, { file, names: USED_EVENTS, count: Math.round(count / 2) }, Math.min(rounds, 2), progress);
  source.stop();

  progress('splits, malformed replies, order of replies, end of the socket');
  const split = splits();
  const survives = await survivesPercent();
  const commands = 300;
  const wrong = await mismatched(commands);
  const modeslWrong = await modeslMismatched(commands);
  const settle = await settleMs(commands);
  const modeslWaiting = await modeslUnsettled(commands, 1_000);

  const times = all.paceline.eventsPerSec / all.modesl.eventsPerSec;
  const cpuTimes = all.modesl.cpuUsPerEvent / all.paceline.cpuUsPerEvent;
  return {
    metrics: {
      events: count,
      rounds,
      eventsPerSec: round(all.paceline.eventsPerSec, 0),
      modeslEventsPerSec: round(all.modesl.eventsPerSec, 0),
      timesModesl: round(times),
      cpuUsPerEvent: round(all.paceline.cpuUsPerEvent),
      modeslCpuUsPerEvent: round(all.modesl.cpuUsPerEvent),
      cpuTimesModesl: round(cpuTimes),
      usedOnlyEventsPerSec: round(used.paceline.eventsPerSec, 0),
      usedOnlyModeslEventsPerSec: round(used.modesl.eventsPerSec, 0),
      usedOnlyTimesModesl: round(used.paceline.eventsPerSec / used.modesl.eventsPerSec),
      usedOnlyCpuUsPerEvent: round(used.paceline.cpuUsPerEvent),
      usedOnlyModeslCpuUsPerEvent: round(used.modesl.cpuUsPerEvent),
      modeslLost: all.modesl.lost + used.modesl.lost,
      splitsTried: split.tried,
      body4MbCpuMs: round(bodies.paceline.smallMs),
      body16MbCpuMs: round(bodies.paceline.largeMs),
      modeslBody4MbCpuMs: round(bodies.modesl.smallMs),
      modeslBody16MbCpuMs: round(bodies.modesl.largeMs),
      modeslBodyRatio: round(bodies.modesl.largeMs / bodies.modesl.smallMs),
      modeslThrowsOnPercent: modeslThrowsOnPercent(),
      interleavedCommands: commands,
      modeslMismatchedReplies: modeslWrong,
      modeslUnsettledAfter1Sec: modeslWaiting,
    },
    goals: [
      goal('events a second, times raw modesl', round(times), '>=', 1.5),
      goal('used events only, times raw modesl', round(used.paceline.eventsPerSec / used.modesl.eventsPerSec), '>=', 1.5),
      goal('events lost, doubled or unasked for', all.paceline.lost + used.paceline.lost, '==', 0),
      goal('events reordered within a channel', all.paceline.reordered + used.paceline.reordered, '==', 0),
      goal('two-chunk splits that parse differently', split.different, '==', 0),
      goal('time of a 16 MB body over that of a 4 MB one', round(bodies.paceline.largeMs / bodies.paceline.smallMs), '<=', 6),
      goal('malformed % survived', survives ? 1 : 0, '==', 1),
      goal('replies given to another command', wrong, '==', 0),
      goal('ms until a destroyed socket\'s commands are settled', round(settle), '<=', 1_000),
    ],
  };
};

interface Compared { readonly paceline: Round; readonly modesl: Round }

/** Rounds in turn, in one process; medians of the rates, sums of what went wrong. */
async function compare(source: EventSource, order: StreamOrder, rounds: number, progress: (line: string) => void): Promise<Compared> {
  const contenders = { paceline, modesl: rawModesl };
  const results: { paceline: Round[]; modesl: Round[] } = { paceline: [], modesl: [] };
  const warmUp = { ...order, count: Math.min(order.count, 10_000) };
  await paceline(source, warmUp);
  await rawModesl(source, warmUp);
  for (let i = 1; i <= rounds; i += 1) {
    for (const name of ['paceline', 'modesl'] as const) {
      const result = await contenders[name](source, order);
      results[name].push(result);
      progress(`${order.names.length === 0 ? 'all' : 'used'} events, round ${i} of ${rounds}, ${name}: `
        + `${Math.round(result.eventsPerSec)} a second, ${result.cpuUsPerEvent.toFixed(1)} µs CPU each, ${result.lost} lost, ${result.reordered} reordered`);
    }
  }
  return { paceline: summary(results.paceline), modesl: summary(results.modesl) };
}

function summary(rounds: readonly Round[]): Round {
  return {
    eventsPerSec: median(rounds.map((one) => one.eventsPerSec)),
    cpuUsPerEvent: median(rounds.map((one) => one.cpuUsPerEvent)),
    lost: rounds.reduce((sum, one) => sum + one.lost, 0),
    reordered: rounds.reduce((sum, one) => sum + one.reordered, 0),
  };
}
