import type { PoolAgent } from '@paceline/agent-pool';
import { arrivalsBegin } from '@paceline/domain/queue/arrivals';
import { aCaller } from '../calls/call.spec-helper';
import type { SaidOfCalls } from '../calls/call-news';
import { CallRegistry } from '../calls/call-registry';
import { QueueEars } from '../calls/queue-ears';
import { News } from '../context/news';
import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aPoolAgent } from '../context/rows.spec-helper';
import { lineOfThisQueue } from '../lines/line-of-queue';
import { aQueue } from '../lines/queue.spec-helper';
import { GuardDesk } from './guard-desk';
import { GuardEars } from './guard-ears';

const CAMPAIGN = 'campaign-1';
const SUPPORT = aQueue({ id: '7', clientId: '1', name: 'Support' });

class Bench extends OwnerBench {
  readonly registry = new CallRegistry();
  readonly news = new News<SaidOfCalls>();
  readonly ears = new QueueEars(this.news);
  queues = [SUPPORT];
  /** Calls that are usual in an hour. */
  perHour = 40;
  isAway = false;
  metered: readonly string[] = [];
  readonly recalled: string[] = [];
  readonly desk = new GuardDesk(this.owner, {
    registry: this.registry, ears: this.ears, heard: new GuardEars(this.news), meters: { kept: (keeps) => { this.metered = keeps.map(({ line, kept }) => `${line} ${kept}`); } },
    queues: { find: async (id) => { if (this.isAway) throw new Error('away'); return this.queues.find((queue) => queue.id === id) ?? null; } },
    memory: {
      usual: async () => () => ({ callsPerSec: this.perHour / 3_600, worthCalls: 20 }),
      arrivals: async (queueId, usualAt) => { this.recalled.push(`arrivals of ${queueId}`); return arrivalsBegin(usualAt(Date.now()), Date.now()); },
      lastEnds: async (queueId) => { this.recalled.push(`ends of ${queueId}`); return { answeredAfterMs: [], abandonedAfterMs: [], handledForMs: Array<number>(300).fill(600_000) }; },
      lastTalks: async (clientId) => { this.recalled.push(`talks of ${clientId}`); return { talkedForMs: Array<number>(200).fill(180_000), wrappedForMs: [] }; },
      staysOf: () => [],
    },
  });

  agents(count: number, changes: Partial<PoolAgent> = {}): void {
    for (let at = 0; at < count; at++) this.owner.known.seen(`${changes.agentId ?? ''}${at}`, aPoolAgent({ lines: [CAMPAIGN, 'queue-7'], ...changes, agentId: `${changes.agentId ?? ''}${at}` }));
  }

  callers(campaign = CAMPAIGN): ReturnType<GuardDesk['callersOf']> {
    return this.desk.callersOf(campaign, [CAMPAIGN], this.owner.known.view());
  }

  waits(count: number): void {
    for (let at = 0; at < count; at++) this.registry.add(aCaller('waiting', { callId: `waits ${at}`, line: lineOfThisQueue(SUPPORT, this.owner.environment) }));
  }

  burst(): void {
    for (let at = 0; at < 20; at++) this.news.emit('queued', 'queue-7');
  }
}

describe('the guard at work', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });
  afterEach(() => { bench.desk.stop(); });

  it('tells a campaign at once who of its agents is kept, for whom and until when', async () => {
    bench.agents(8);
    expect(bench.callers()).toBeNull();
    bench.desk.start();
    await pass();
    expect(bench.callers()).toMatchObject({ kept: expect.any(Number) as number, owed: 0, keptFor: { queue: 'Support', untilMs: NOW_MS + 5 * 60_000, callsForecast: 3 } });
    expect(bench.callers()?.kept).toBeGreaterThan(0);
    expect(bench.callers()?.kept).toBeLessThan(8);
    expect(bench.metered).toEqual([`queue-7 ${bench.callers()?.kept}`]);
    expect(bench.callers()?.perSec).toBeCloseTo(40 / 3_600, 2);
  });

  it('sees of each moment who is idle and who waits', async () => {
    bench.agents(8);
    bench.desk.start();
    await pass();
    const kept = bench.callers()?.kept ?? 0;
    bench.agents(8, { state: 'talking', reservable: false });
    expect(bench.callers()).toMatchObject({ kept: 0, owed: kept });
    bench.waits(2);
    expect(bench.callers()).toMatchObject({ kept: 0, owed: kept + 2, keptFor: { waiting: 2 } });
  });

  it('keeps more while more come, and gives back what is free behind it', async () => {
    bench.agents(8);
    bench.desk.start();
    await pass();
    const before = bench.callers()?.kept ?? 0;
    for (let look = 0; look < 5; look++) { bench.burst(); await pass(2_000); }
    expect(bench.callers()?.kept).toBeGreaterThan(before);
    await pass(20 * 60_000);
    expect(bench.callers()?.kept ?? 0).toBeLessThanOrEqual(before);
  });

  it('recalls what the rows tell once, and anew when somebody comes back to a queue that nobody served', async () => {
    bench.agents(3);
    bench.desk.start();
    await pass(10_000);
    expect([...bench.recalled].sort()).toEqual(['arrivals of 7', 'ends of 7', 'talks of 1']);
    expect(bench.ears.learnedOf('queue-7').handles).toBeGreaterThan(250);
    bench.owner.known.clear();
    await pass(2_000);
    expect(bench.callers()).toBeNull();
    bench.agents(3);
    await pass(2_000);
    expect([...bench.recalled].sort()).toEqual(['arrivals of 7', 'arrivals of 7', 'ends of 7', 'ends of 7', 'talks of 1', 'talks of 1']);
    // What was learned meanwhile is not learned twice.
    expect(bench.ears.learnedOf('queue-7').handles).toBeLessThan(310);
  });

  it('holds what it knew while rows cannot be read, and weighs afterwards what came meanwhile', async () => {
    bench.agents(8);
    bench.desk.start();
    await pass();
    const before = bench.callers();
    bench.isAway = true;
    bench.burst();
    await pass(60_000);
    expect(bench.callers()).toEqual(before);
    expect(bench.failed.length).toBeGreaterThan(0);
    bench.isAway = false;
    await pass(2_000);
    expect(bench.callers()?.kept).toBeGreaterThan(before?.kept ?? 8);
  });

  it('keeps no agents of other clients, nor by who lacks the skill, nor for a queue that is gone', async () => {
    bench.queues = [SUPPORT, aQueue({ id: '8', clientId: '2', name: 'Orders', required: [{ skill: 'fa', level: 5 }] })];
    bench.agents(8);
    bench.agents(8, { agentId: 'x', lines: ['campaign-2', 'queue-8'] });
    bench.desk.start();
    await pass();
    expect(bench.callers()?.keptFor?.queue).toBe('Support');
    expect(bench.callers('campaign-2')).toBeNull();
    for (let at = 0; at < 8; at++) bench.owner.known.factsAre(`x${at}`, { places: new Map(), skills: new Map([['fa', 5]]) });
    await pass(2_000);
    expect(bench.callers('campaign-2')?.keptFor?.queue).toBe('Orders');
    bench.queues = [];
    await pass(2_000);
    expect([bench.callers(), bench.callers('campaign-2')]).toEqual([null, null]);
  });

  it('decides nothing by an owner who is none any more', async () => {
    bench.agents(8);
    bench.lease.held = false;
    bench.desk.start();
    await pass(10_000);
    expect([bench.callers(), bench.recalled]).toEqual([null, []]);
  });
});
