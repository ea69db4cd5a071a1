import type { LeaseRepository } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { createLogger } from '@paceline/platform/logger';
import { HeldLease } from './held-lease';

const TTL_MS = 1_000;
const SILENT = createLogger({ level: 'silent', app: 'test' });

class Hand extends Clock {
  ms = 0;
  override monotonicMs(): number { return this.ms; }
}

/** A table of one lease, whose answers take as long as they are told. */
class Table implements Pick<LeaseRepository, 'acquire' | 'renew' | 'release'> {
  fence = 0n;
  holds = false;
  answersAfterMs = 0;
  isAway = false;
  readonly said: string[] = [];

  constructor(private readonly clock: Hand) {}

  async acquire(): Promise<{ fence: bigint } | null> { return this.answer('acquire', () => this.holds ? null : (this.holds = true, { fence: ++this.fence })); }
  async renew(): Promise<boolean> { return this.answer('renew', () => this.holds); }
  async release(): Promise<void> { return this.answer('release', () => { this.holds = false; }); }

  private answer<T>(what: string, act: () => T): Promise<T> {
    this.clock.ms += this.answersAfterMs;
    if (this.isAway) return Promise.reject(new Error('the database is away'));
    this.said.push(what);
    return Promise.resolve(act());
  }
}

describe('a lease that is held', () => {
  let clock: Hand;
  let table: Table;
  let heard: string[];
  let lease: HeldLease;

  beforeEach(async () => {
    jest.useFakeTimers();
    clock = new Hand();
    table = new Table(clock);
    heard = [];
    lease = new HeldLease({ name: 'switch:main', owner: 'a', ttlMs: TTL_MS }, table as unknown as LeaseRepository, clock, SILENT, // the three methods it uses
      { taken: ({ fence }) => heard.push(`taken ${fence}`), lost: () => heard.push('lost') });
    lease.start();
    await passes(0);
  });
  afterEach(async () => {
    await lease.stop();
    jest.useRealTimers();
  });

  async function passes(ms: number): Promise<void> {
    clock.ms += ms;
    await jest.advanceTimersByTimeAsync(ms);
  }

  it('goes on while it is renewed in time', async () => {
    for (let turn = 0; turn < 20; turn++) {
      await passes(TTL_MS / 4);
      expect(lease.isHeld()).toBe(true);
    }
    expect(heard).toEqual(['taken 1']);
  });

  it('is kept when the database is back only just before it runs out', async () => {
    await passes(TTL_MS / 4);
    Object.assign(table, { isAway: true, answersAfterMs: TTL_MS / 20 });
    while (clock.ms < TTL_MS * 0.9) await passes(TTL_MS / 20);
    expect(lease.isHeld()).toBe(true);
    Object.assign(table, { isAway: false, answersAfterMs: 0 });
    await passes(TTL_MS / 20);
    expect(table.said).toEqual(['acquire', 'renew', 'renew']);
    expect(lease.isHeld()).toBe(true);
    expect(heard).toEqual(['taken 1']);
  });

  it('is not held again after a moment in which it was not: it is given back, and taken as a new one', async () => {
    clock.ms += TTL_MS * 0.9; // this process did not get to run
    expect(lease.isHeld()).toBe(false);
    await passes(TTL_MS / 4); // the database has seen no other owner, and renews
    expect(table.said).toEqual(['acquire', 'renew', 'release']);
    expect(heard).toEqual(['taken 1', 'lost']);
    await passes(TTL_MS / 4);
    expect(heard).toEqual(['taken 1', 'lost', 'taken 2']);
    expect(lease.isHeld()).toBe(true);
  });

  it('is lost when the answer to its renewal comes too late', async () => {
    table.answersAfterMs = TTL_MS * 0.7;
    await passes(TTL_MS / 4);
    expect(heard).toEqual(['taken 1', 'lost']);
    expect(table.holds).toBe(false);
  });

  it('is lost to who has taken it, and nothing of theirs is given back', async () => {
    table.holds = false;
    await passes(TTL_MS / 4);
    expect(heard).toEqual(['taken 1', 'lost']);
    expect(table.said).toEqual(['acquire', 'renew']);
  });
});
