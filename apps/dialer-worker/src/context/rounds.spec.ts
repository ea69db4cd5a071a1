import { OwnerBench, pass, useTestTime } from './owner.spec-helper';
import { Rounds } from './rounds';

describe('rounds', () => {
  useTestTime();
  let bench: OwnerBench;
  let done: number;
  let work: () => Promise<void>;
  let rounds: Rounds;
  beforeEach(() => {
    [bench, done] = [new OwnerBench(), 0];
    work = async () => { done++; await Promise.resolve(); };
    rounds = new Rounds(bench.owner, 1_000, 'look', () => work());
    rounds.start();
  });
  afterEach(() => { rounds.stop(); });

  it('come one after the other, and at once when they are wanted', async () => {
    await pass(3_000);
    expect(done).toBe(3);
    rounds.now();
    expect(done).toBe(4);
  });

  it('are passed over while one goes on', async () => {
    let end = (): void => undefined;
    work = () => { done++; return new Promise((resolve) => { end = resolve; }); };
    await pass(5_000);
    rounds.now();
    expect(done).toBe(1);
    end();
    await pass(1_000);
    expect(done).toBe(2);
  });

  it('go on behind one that failed', async () => {
    work = () => { done++; return Promise.reject(new Error('away')); };
    await pass(2_000);
    expect([done, bench.failed]).toEqual([2, ['look: Error: away', 'look: Error: away']]);
  });

  it('are of the owner alone, and end when they are stopped', async () => {
    bench.lease.held = false;
    await pass(2_000);
    expect(done).toBe(0);
    bench.lease.held = true;
    await pass(1_000);
    rounds.stop();
    await pass(5_000);
    expect(done).toBe(1);
  });
});
