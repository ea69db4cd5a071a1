import type { Queue, QueueStay } from '@paceline/persistence';
import { aCaller, aLine } from '../calls/call.spec-helper';
import type { SaidOfCalls } from '../calls/call-news';
import { CallRegistry } from '../calls/call-registry';
import type { LiveCall } from '../calls/live-call';
import { News } from '../context/news';
import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aPoolAgent } from '../context/rows.spec-helper';
import { QueuesTold } from './queues-told';
import { QueueMeters } from './queue-meters';
import { StaysBook } from './stays-book';

const QUEUE = { id: '7', clientId: '2', zone: 'UTC', serviceLevelRatio: 0.8, serviceLevelSec: 20, shortAbandonSec: 0 } as Queue; // as much of it as is told

class Bench extends OwnerBench {
  readonly registry = new CallRegistry();
  readonly calls = new News<SaidOfCalls>();
  stays: QueueStay[] = [];
  reads = 0;
  queue: Queue | null = QUEUE;
  readonly told = new QueuesTold(this.owner, this.registry, { find: async () => this.queue }, new StaysBook(this.owner.clock, async () => { this.reads++; return this.stays; }), new QueueMeters(this.owner), this.calls);

  comes(callId: string): LiveCall {
    const call = Object.assign(aCaller('waiting', { callId, line: { ...aLine(), id: 'queue-7' } }), { waitingSinceMs: Date.now() });
    this.registry.add(call);
    this.stays = [...this.stays, { callId, enteredAtMs: Date.now(), left: null }];
    return call;
  }

  left(callId: string, how: NonNullable<QueueStay['left']>['how']): void {
    this.stays = this.stays.map((stay) => stay.callId === callId ? { ...stay, left: { atMs: Date.now(), how } } : stay);
  }
}

describe('what the screens are told of a queue', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); bench.told.start(); });
  afterEach(() => { bench.told.stop(); });

  it('is who waits, second by second, and what became of them', async () => {
    const call = bench.comes('a');
    await pass(1_000);
    expect(bench.published).toEqual([expect.objectContaining({ type: 'queue', clientId: '2', queueId: '7', waiting: 1, longestWaitMs: 1_000, at: new Date(NOW_MS + 1_000).toISOString() })]);
    await pass(4_000);
    expect(bench.published.at(-1)).toMatchObject({ waiting: 1, longestWaitMs: 5_000, today: { offered: 0 } });
    call.move('connecting');
    call.move('talking');
    bench.left('a', 'answered');
    await pass(1_000);
    expect(bench.published.at(-1)).toMatchObject({ waiting: 0, longestWaitMs: null, today: { offered: 1, answeredInTime: 1, ratio: 1, answered: 1, meanAnswerMs: 5_000 }, lately: { offered: 1 } });
  });

  it('costs no read, and no word, while nothing changes', async () => {
    bench.comes('a');
    await pass(10_000);
    expect([bench.reads, bench.published.length]).toEqual([3, 10]); // they wait longer each second: that is known here
    bench.registry.remove(bench.registry.get('a') ?? aCaller());
    bench.left('a', 'abandoned');
    await pass(3_000);
    const [reads, words] = [bench.reads, bench.published.length];
    await pass(600_000);
    expect([bench.reads, bench.published.length]).toEqual([reads, words]);
    await pass(600_000); // a quarter of an hour later it is not of the last quarter of an hour any more
    expect([bench.reads, bench.published.length, bench.published.at(-1)]).toEqual([reads, words + 1, expect.objectContaining({ lately: expect.objectContaining({ offered: 0 }) as object })]);
  });

  it('is also whoever came and went between two looks', async () => {
    bench.owner.known.seen('1', aPoolAgent({ agentId: '1', lines: ['queue-7'] }));
    await pass(5_000);
    expect(bench.published).toMatchObject([{ agents: { idle: 1, talking: 0 }, today: { offered: 0 } }]);
    const call = bench.comes('a');
    bench.registry.remove(call);
    bench.left('a', 'abandoned');
    bench.calls.emit('ended', { call, outcome: 'abandoned-in-queue', endedAtMs: Date.now(), wasTalking: false });
    await pass(1_000);
    expect(bench.published.at(-1)).toMatchObject({ today: { offered: 1, abandoned: 1, ratio: 0 } });
  });

  it('is what its agents do, whenever that changes', async () => {
    bench.owner.known.seen('1', aPoolAgent({ agentId: '1', lines: ['queue-7'] }));
    await pass(3_000);
    bench.owner.known.seen('1', aPoolAgent({ agentId: '1', lines: ['queue-7'], state: 'talking', reservable: false }));
    await pass(3_000);
    expect(bench.published).toMatchObject([{ agents: { idle: 1, talking: 0 } }, { agents: { idle: 0, talking: 1 } }]);
  });

  it('is measured too: who waits, for how long, who was answered in time, and what its agents do', async () => {
    bench.owner.known.seen('1', aPoolAgent({ agentId: '1', lines: ['queue-7'] }));
    const call = bench.comes('a');
    await pass(2_000);
    expect(bench.counted).toEqual(expect.arrayContaining(['queueWaiting 7 1', 'queueLongestWaitMs 7 2000', 'queueAgents 7 idle 1', 'queueAgents 7 break 0']));
    call.move('connecting');
    call.move('talking');
    bench.left('a', 'answered');
    bench.comes('b');
    bench.counted.length = 0;
    await pass(6_000);
    expect(bench.counted.filter((word) => /Stays|Offered|WaitMs \S+ a/.test(word))).toEqual(['queueStays 7 answered', 'queueOffered 7 yes', 'queueWaitMs 7 answered 2000']);
    bench.told.stop();
    expect(bench.counted).toEqual(expect.arrayContaining(['no queueWaiting 7', 'no queueLongestWaitMs 7', 'no queueAgents 7 idle']));
  });

  it('is nothing of one that is gone, nor by an owner who is none any more', async () => {
    bench.comes('a');
    bench.queue = null;
    await pass(2_000);
    bench.queue = QUEUE;
    bench.lease.held = false;
    await pass(2_000);
    expect([bench.published, bench.reads]).toEqual([[], 0]);
  });
});
