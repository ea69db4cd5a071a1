import { RESTS_MS, type RingEnd } from '@paceline/domain/agent/ring';
import { Agent } from '@paceline/persistence';
import { FakeRows } from '@paceline/testing/fake-rows';
import { OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { anAgent, aPoolAgent } from '../context/rows.spec-helper';
import { MissedRings } from './missed-rings';

class Bench extends OwnerBench {
  readonly marked: string[] = [];
  away = false;
  private readonly missed: MissedRings;

  constructor(most: number) {
    super({ environment: { AGENT_RINGS_MISSED: most }, dataSource: new FakeRows().has(Agent, anAgent({ statusReason: 'back' })).dataSource });
    this.owner.known.seen('7', aPoolAgent());
    this.missed = new MissedRings(this.owner, { change: async (agentId, from, to) => {
      await Promise.resolve();
      if (this.away) throw new Error('the database is away');
      this.marked.push(`${agentId} ${from.status} (${String(from.statusReason)}) to ${to.status} (${String(to.statusReason)})`);
      return null;
    } });
  }

  /** Whether anything would be offered to them right after. */
  after(how: RingEnd): boolean {
    this.missed.ringEnded('7', how);
    return this.isOffered();
  }

  isOffered(): boolean {
    return this.owner.known.free().length === 1;
  }
}

const MARKED = ['7 available (back) to break (ring-no-answer)'];

describe('an on-demand agent', () => {
  useTestTime();

  it('who misses a call is marked, and offered nothing from the very moment until the pool knows', async () => {
    const bench = new Bench(1);
    expect(bench.after('no-answer')).toBe(false);
    await pass();
    expect([bench.marked, bench.isOffered()]).toEqual([MARKED, true]); // the pool says from here on who may be offered what
  });

  it('who misses one of two rests for a while, and is marked at the second', async () => {
    const bench = new Bench(2);
    expect(bench.after('busy')).toBe(false);
    await pass(RESTS_MS - 1);
    expect(bench.isOffered()).toBe(false);
    await pass(1);
    expect([bench.isOffered(), bench.marked]).toEqual([true, []]);
    expect(bench.after('declined')).toBe(false);
    await pass();
    expect(bench.marked).toEqual(MARKED);
  });

  it('who talks between two misses begins anew', async () => {
    const bench = new Bench(2);
    for (const how of ['busy', 'talked', 'busy', 'talked'] as const) {
      bench.after(how);
      await pass(RESTS_MS);
    }
    expect(bench.marked).toEqual([]);
  });

  it('whose caller left is offered the next at once; whose phone we could not ring rests', async () => {
    const bench = new Bench(1);
    expect([bench.after('called-off'), bench.after('not-called')]).toEqual([true, false]);
    await pass(RESTS_MS);
    expect([bench.isOffered(), bench.marked]).toEqual([true, []]);
  });

  it('who could not be marked is not held for ever', async () => {
    const bench = new Bench(1);
    bench.away = true;
    expect(bench.after('no-answer')).toBe(false);
    await pass();
    expect([bench.isOffered(), bench.failed]).toEqual([true, ['send an agent who did not answer on a break: Error: the database is away']]);
  });
});
