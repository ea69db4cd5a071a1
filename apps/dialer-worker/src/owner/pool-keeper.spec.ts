import type { PoolAgent } from '@paceline/agent-pool';
import { News, type SaidOfAgents } from '../context/news';
import { OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { Ownership } from '../context/ownership';
import { aPoolAgent } from '../context/rows.spec-helper';
import { PoolKeeper } from './pool-keeper';

class Bench extends OwnerBench {
  readonly did: string[] = [];
  readonly ownership = new Ownership().on('doubted', (why) => { this.did.push(`doubt: ${why}`); });
  /** What becomes of building the pool. */
  build: () => Promise<void> = () => Promise.resolve();
  readonly keeper: PoolKeeper;

  constructor(agents: readonly PoolAgent[] = [aPoolAgent()]) {
    super({ pool: { snapshot: async () => ({ builtAtMs: 0, takenAtMs: 0, agents }) } });
    this.ownership.reconciled = true;
    this.keeper = new PoolKeeper(this.owner, this.ownership, {
      builder: { rebuild: async () => { await this.build(); this.did.push('build'); } },
      legs: { ensure: async (agentId) => { this.did.push(`call the phone of ${agentId}`); } },
      allocator: { whileStill: async (work) => { this.did.push('stand still'); await work(); }, allocate: () => { this.did.push('allocate'); } },
      commands: { catchUp: async () => { this.did.push('look for commands'); } },
      agents: new News<SaidOfAgents>().on('changed', (agentId) => { this.did.push(`${agentId} has changed`); }),
    });
  }
}

const REBUILT = ['stand still', 'build', '7 has changed', 'allocate', 'look for commands'];

describe('the agent pool', () => {
  useTestTime();

  it.each<[string, (keeper: PoolKeeper) => void]>([
    ['Redis came back', (keeper) => { keeper.redisCameBack(); }], ['Redis was flushed', (keeper) => { keeper.isGone(); }], ['Redis refused a change', (keeper) => { keeper.missedAChange(); }],
  ])('is built anew when %s, while nobody is promised; then who waits is served', async (_what, happens) => {
    const bench = new Bench();
    happens(bench.keeper);
    await pass();
    expect(bench.did).toEqual(REBUILT);
  });

  it('is not built by itself while the switch is not known: whoever looks at that builds it', async () => {
    const bench = new Bench();
    bench.ownership.reconciled = false;
    for (const happens of ['redisCameBack', 'isGone', 'missedAChange'] as const) bench.keeper[happens]();
    await pass();
    expect(bench.did).toEqual([]);
  });

  it('that is being built is not begun again by what is noticed meanwhile, unless Redis was away', async () => {
    const bench = new Bench();
    let go: () => void = () => undefined;
    bench.build = () => new Promise((resolve) => { go = resolve; });
    bench.keeper.isGone();
    await pass();
    bench.keeper.isGone();
    bench.keeper.missedAChange();
    await pass();
    expect(bench.did).toEqual(['stand still']);
    go();
    await pass();
    expect(bench.did).toEqual(REBUILT);
    bench.keeper.isGone();
    await pass();
    expect(bench.did.at(-1)).toBe('stand still');
    bench.keeper.redisCameBack();
    await pass();
    expect(bench.did.slice(-2)).toEqual(['stand still', 'stand still']);
  });

  it('that could not be built is not relied on, and is tried again', async () => {
    const bench = new Bench();
    bench.build = () => Promise.reject(new Error('READONLY'));
    bench.keeper.isGone();
    await pass();
    expect([bench.did, bench.failed, bench.ownership.reconciled]).toEqual([['stand still', 'doubt: the agent pool could not be built'], ['rebuild the agent pool: Error: READONLY'], false]);
    bench.ownership.reconciled = true;
    bench.build = () => Promise.resolve();
    bench.keeper.isGone();
    await pass();
    expect(bench.did.slice(2)).toEqual(REBUILT);
  });

  it.each<[string, Partial<PoolAgent>, boolean]>([
    ['is signed in and has no leg', { legChannelId: null }, true], ['has one', {}, false], ['is rung for each call', { legChannelId: null, legMode: 'on-demand' }, false],
  ])('has the phone called of who %s', async (_who, changes, isCalled) => {
    const bench = new Bench([aPoolAgent(changes)]);
    await bench.keeper.callMissingPhones();
    expect(bench.did).toEqual(isCalled ? ['call the phone of 7'] : []);
  });
});
