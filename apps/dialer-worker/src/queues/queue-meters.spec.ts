import { STAY_ENDS, type Stay } from '@paceline/domain/queue/stays';
import { Metrics } from '@paceline/platform/metrics';
import { QueueMeters } from './queue-meters';

const NOW = Date.UTC(2026, 0, 5, 9);
const TARGET = { ratio: 0.8, withinMs: 20_000, shortAbandonMs: 5_000 };
const AGENTS = { idle: 2, reserved: 0, talking: 3, wrapUp: 1, onBreak: 0 };
const stay = (waitedMs: number, how: (typeof STAY_ENDS)[number]): Stay => ({ enteredAtMs: NOW - 90_000, left: { atMs: NOW - 90_000 + waitedMs, how } });

describe('what is measured of a queue', () => {
  let metrics: Metrics;
  let meters: QueueMeters;
  beforeEach(() => { metrics = new Metrics(); meters = new QueueMeters({ metrics }); });
  const lines = async (): Promise<string[]> => (await metrics.registry.metrics()).split('\n').filter((line) => line.startsWith('paceline_queue_'));

  it('is how it stands, and nothing more once it is another worker\'s', async () => {
    meters.stands('7', { waiting: 2, longestWaitMs: 1_500 }, AGENTS);
    expect(await lines()).toEqual(expect.arrayContaining([
      'paceline_queue_waiting{queue="7"} 2', 'paceline_queue_longest_wait_ms{queue="7"} 1500', 'paceline_queue_agents{queue="7",state="talking"} 3', 'paceline_queue_agents{queue="7",state="wrap-up"} 1',
    ]));
    meters.stands('8', { waiting: 0, longestWaitMs: null }, AGENTS);
    meters.kept([{ line: 'queue-7', kept: 2 }]);
    expect(await lines()).toEqual(expect.arrayContaining(['paceline_queue_agents_kept{queue="7"} 2', 'paceline_queue_agents_kept{queue="8"} 0']));
    meters.stands('7', { waiting: 0, longestWaitMs: null }, AGENTS);
    expect(await lines()).toContain('paceline_queue_longest_wait_ms{queue="7"} 0');
    meters.stop();
    expect(await lines()).toEqual([]);
  });

  it('is each stay once, by the definition of the service level', async () => {
    meters.ended('7', [stay(10_000, 'answered'), stay(30_000, 'answered'), stay(2_000, 'abandoned'), stay(8_000, 'abandoned'), stay(3_000, 'moved'), stay(60_000, 'overflowed')], TARGET, NOW);
    expect(await lines()).toEqual(expect.arrayContaining([
      'paceline_queue_stays_total{queue="7",how="answered"} 2', 'paceline_queue_stays_total{queue="7",how="abandoned"} 2', 'paceline_queue_stays_total{queue="7",how="moved"} 1',
      'paceline_queue_offered_total{queue="7",in_time="yes"} 1', 'paceline_queue_offered_total{queue="7",in_time="no"} 3',
      'paceline_queue_wait_ms_bucket{le="10000",queue="7",how="answered"} 1', 'paceline_queue_wait_ms_count{queue="7",how="abandoned"} 2', 'paceline_queue_wait_ms_sum{queue="7",how="answered"} 40000',
    ]));
  });

  it('is so many series and no more, whoever calls', async () => {
    meters.stands('7', { waiting: 0, longestWaitMs: null }, AGENTS);
    meters.kept([]);
    for (let callers = 0; callers < 50; callers++) {
      for (const how of STAY_ENDS) meters.ended('7', [stay(callers * 1_000, how)], TARGET, NOW);
      meters.stands('7', { waiting: callers, longestWaitMs: callers * 1_000 }, AGENTS);
    }
    expect((await lines()).length).toBe(1 + 1 + 1 + 5 + STAY_ENDS.length + 2 + 2 * 14);
  });
});
