import type { PoolAgent } from '@paceline/agent-pool';
import type { CallersNow } from '@paceline/domain/pacing';
import type { ClaimSlot, TargetRepository } from '@paceline/persistence';
import { FakeRows } from '@paceline/testing/fake-rows';
import { CallRegistry } from '../calls/call-registry';
import { aCall } from '../calls/call.spec-helper';
import { News } from '../context/news';
import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aCampaign, aPoolAgent } from '../context/rows.spec-helper';
import { CampaignFigures, type SeenCampaign } from './campaign-figures';
import { HeardBook } from './heard-book';

const LINE = 'campaign-1';
const NEW_YORK: ClaimSlot = { zone: 'America/New_York', priority: 0 };
const COUNTED_NO_FURTHER = 2_000;
const HOUR_MS = 3_600_000;

class Bench extends OwnerBench {
  readonly rows: FakeRows;
  readonly registry = new CallRegistry();
  /** What the database was asked of targets. */
  readonly asked: string[] = [];
  due = 5;
  /** Those whose time comes within two hours, too. */
  left = 8;
  nextDueAtMs: number | null = null;
  answers: readonly { hour: Date; answers: number; abandoned: number }[] = [];
  putOff: readonly { reason: string; targets: string; nextAt: Date }[] = [];
  readingTakesMs = 0;
  callers: CallersNow | null = null;
  readonly figures: CampaignFigures;

  constructor(agents: readonly PoolAgent[] = []) {
    const rows = new FakeRows();
    super({ dataSource: rows.dataSource, known: { view: () => ({ builtAtMs: 0, takenAtMs: NOW_MS, agents }) } });
    this.rows = rows;
    rows.answer = (sql) => this.inSql(sql);
    this.figures = new CampaignFigures(this.owner, this.registry, {
      slots: async () => { this.asked.push('slots'); return [NEW_YORK]; },
      countDue: async (_id: string, _slots: unknown, atMost: number, withinSec = 0) => {
        this.asked.push(`due within ${withinSec} s`);
        if (this.readingTakesMs > 0) jest.setSystemTime(Date.now() + this.readingTakesMs);
        return Math.min(atMost, withinSec === 0 ? this.due : this.left);
      },
      nextDue: async () => { this.asked.push('next'); return this.nextDueAtMs === null ? null : new Date(this.nextDueAtMs); },
      allDone: async () => { this.asked.push('all done'); return this.left === 0; },
    } as unknown as TargetRepository, // as much of it as figures need
    new HeardBook(new News(), this.owner.known), { why: () => null }, { callersOf: (line, dialing) => line === LINE && dialing.includes(line) ? this.callers : null });
  }

  private inSql(sql: string): unknown {
    if (sql.includes('FROM campaign_answers')) return this.answers;
    if (sql.includes('FROM campaign_put_off')) return this.putOff;
    if (sql.includes('FROM agent_lines')) return [{ id: '7', name: 'Ann', status: 'available', legMode: 'connected', legAddress: '1007' }];
    return [];
  }

  async snapshot(trunkLinesFree = 10): Promise<SeenCampaign> {
    return await this.figures.snapshot(aCampaign(), LINE, [NEW_YORK], trunkLinesFree);
  }
}

describe('what the pacer of a campaign sees', () => {
  useTestTime();

  it('is agents, calls, what may be abandoned, lines and targets, as they are now', async () => {
    const bench = new Bench([aPoolAgent()]);
    bench.registry.add(Object.assign(aCall({}, 'ringing'), { originatingAtMs: NOW_MS - 9_000, ringingAtMs: NOW_MS - 7_000 }));
    bench.answers = [{ hour: new Date(NOW_MS - HOUR_MS), answers: 120, abandoned: 2 }];
    const { snapshot, crew, nextTargetAtMs } = await bench.snapshot(4);
    expect(snapshot).toMatchObject({
      takenAtMs: NOW_MS, agents: { idle: 1, reserved: 0, talkingForMs: [], wrappingForMs: [] }, lines: { outForMs: [9_000], ringingForMs: [7_000], waitingForMs: [] },
      budget: { answers: 120, abandoned: 2 }, trunkLinesFree: 4, targetsReady: 5, targetsLeft: 8,
    });
    expect([crew.assigned, crew.signedIn, nextTargetAtMs]).toEqual([1, 1, null]);
    expect(bench.counted).toEqual(expect.arrayContaining(['abandonmentUsed 1 2', 'abandonmentAllowed 1 3']));
  });

  it('is who of its agents is kept for callers, where they serve queues', async () => {
    const bench = new Bench([aPoolAgent()]);
    expect((await bench.snapshot()).snapshot).not.toHaveProperty('callers');
    bench.callers = { kept: 2, owed: 1, perSec: 0.1 };
    expect((await bench.snapshot()).snapshot.callers).toEqual({ kept: 2, owed: 1, perSec: 0.1 });
  });

  it('is counted no further than any claim takes: such a list has no end in sight', async () => {
    const bench = new Bench();
    [bench.due, bench.left] = [5_000, 9_000];
    const { snapshot } = await bench.snapshot();
    expect(snapshot.targetsReady).toBe(COUNTED_NO_FURTHER);
    expect(snapshot).not.toHaveProperty('targetsLeft');
  });

  it('is when the first target comes whose time has not come yet, asked only when none is due', async () => {
    const bench = new Bench();
    [bench.due, bench.nextDueAtMs] = [0, NOW_MS + 90_000];
    expect((await bench.snapshot()).nextTargetAtMs).toBe(NOW_MS + 90_000);
    bench.due = 1;
    await pass(1_000);
    expect((await bench.snapshot()).nextTargetAtMs).toBeNull();
  });

  it('is read once a second, and less often when reading takes long', async () => {
    const bench = new Bench();
    const reads = (): number => bench.asked.filter((one) => one === 'due within 0 s').length;
    for (let tick = 0; tick < 4; tick++) { await bench.snapshot(); await pass(250); }
    expect(reads()).toBe(1);
    bench.readingTakesMs = 100; // each of two: 200 ms, so for 4 s
    await bench.snapshot();
    bench.readingTakesMs = 0;
    await pass(3_999);
    await bench.snapshot();
    expect(reads()).toBe(2);
    await pass(1);
    await bench.snapshot();
    expect(reads()).toBe(3);
  });

  it('has fewer targets by what a claim took, and none when the claim found fewer than it wanted', async () => {
    const bench = new Bench();
    [bench.due, bench.left] = [10, 30];
    await bench.snapshot();
    bench.figures.claimed('1', 3, 1, 4);
    expect((await bench.snapshot()).snapshot).toMatchObject({ targetsReady: 6, targetsLeft: 27 });
    bench.figures.claimed('1', 2, 0, 4);
    expect((await bench.snapshot()).snapshot).toMatchObject({ targetsReady: 0, targetsLeft: 25 });
  });

  it('is whole agents while other campaigns cannot dial, and a share of them while they can', async () => {
    const both = Array.from({ length: 100 }, (_, at) => aPoolAgent({ agentId: String(at), lines: [LINE, 'campaign-2'], idleSinceAtMs: NOW_MS + at }));
    const bench = new Bench(both);
    const other = async (trunkLinesFree: number): Promise<unknown> => await bench.figures.snapshot(aCampaign({ id: '2' }), 'campaign-2', [NEW_YORK], trunkLinesFree);
    await other(0);
    expect((await bench.snapshot()).snapshot.agents.idle).toBe(100);
    await other(1);
    const shared = (await bench.snapshot()).snapshot.agents.idle;
    expect(shared).toBeGreaterThan(25);
    expect(shared).toBeLessThan(75);
    await pass(3_001); // it could dial nobody for so long
    expect((await bench.snapshot()).snapshot.agents.idle).toBe(100);
    await other(1);
    bench.figures.forget('2');
    expect((await bench.snapshot()).snapshot.agents.idle).toBe(100);
  });
});

describe('what else is known of a campaign', () => {
  useTestTime();

  it('is how many people wait because of earlier calls, and when the first may be called; nothing when nobody does', async () => {
    const bench = new Bench();
    expect(await bench.figures.calledLately('1')).toEqual([]);
    bench.putOff = [
      { reason: 'called-lately', targets: '40', nextAt: new Date(NOW_MS + 60_000) }, { reason: 'number-on-call', targets: '2', nextAt: new Date(NOW_MS + 10_000) },
    ];
    await pass(1_000);
    expect(await bench.figures.calledLately('1')).toEqual([{
      limit: 'called-lately', figures: { onCall: 2, calledLately: 40, rungTooOften: 0, nextAtMs: NOW_MS + 10_000 },
    }]);
  });

  it('is read afresh when it runs again', async () => {
    const bench = new Bench();
    await bench.figures.slots('1');
    expect(await bench.figures.isComplete('1')).toBe(false);
    await bench.snapshot();
    bench.figures.forget('1');
    expect(bench.counted.slice(-2)).toEqual(['no abandonmentUsed 1', 'no abandonmentAllowed 1']);
    bench.left = 0;
    await bench.figures.slots('1');
    expect(await bench.figures.isComplete('1')).toBe(true);
    expect(bench.asked.filter((one) => one === 'slots')).toHaveLength(2);
  });

  it('is not that it is complete when somebody else has ended it in this moment', async () => {
    const bench = new Bench();
    bench.left = 0;
    expect(await bench.figures.isComplete('1')).toBe(true);
    expect(await bench.figures.complete('1')).toBe(false); // there is no such row any more
    bench.left = 1;
    expect(await bench.figures.isComplete('1')).toBe(false);
  });
});
