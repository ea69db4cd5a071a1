import { arrivalsAhead } from '@paceline/domain/queue/arrivals';
import { fixedZone } from '@paceline/domain/compliance/zone';
import { FakeRows } from '@paceline/testing/fake-rows';
import type { QueueStay } from '@paceline/persistence';
import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { QueueMemory } from './queue-memory';
import { StaysBook } from './stays-book';

const MINUTE_MS = 60_000;

class Bench extends OwnerBench {
  readonly asked: string[] = [];
  stays: QueueStay[] = [];
  readonly memory: QueueMemory;

  constructor() {
    const rows = new FakeRows();
    super({ dataSource: rows.dataSource });
    rows.answer = (sql) => {
      this.asked.push(sql.includes('quarter') ? 'earlier days' : sql.includes('JOIN calls') ? 'last talks' : 'last ends');
      // Forty calls in the quarter of now, a week ago; the first of 28 days begins at five by UTC.
      return sql.includes('quarter') ? [{ quarter: String(21 * 96 + 76 - 20), calls: '40' }] : [];
    };
    this.memory = new QueueMemory(this.owner, new StaysBook(this.owner.clock, async () => this.stays));
  }
}

describe('what the rows tell of a queue', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });

  it('is what is usual at an hour, read once a day', async () => {
    const zone = fixedZone(-300);
    const usualAt = await bench.memory.usual('7', zone);
    expect(usualAt(NOW_MS + 7.5 * MINUTE_MS).callsPerSec).toBeGreaterThan(0.015);
    expect(usualAt(NOW_MS - 3 * 60 * MINUTE_MS).callsPerSec).toBeLessThan(0.001);
    await bench.memory.usual('7', zone);
    expect(bench.asked).toEqual(['earlier days']);
    await pass(6 * 60 * MINUTE_MS);
    await bench.memory.usual('7', zone);
    expect(bench.asked).toEqual(['earlier days']); // it is evening there
    await pass(5 * 60 * MINUTE_MS);
    await bench.memory.usual('7', zone);
    expect(bench.asked).toEqual(['earlier days', 'earlier days']);
  });

  it('is who came in the last hour', async () => {
    const usualAt = (): { callsPerSec: number; worthCalls: number } => ({ callsPerSec: 1 / 60, worthCalls: 10 });
    bench.stays = Array.from({ length: 180 }, (_, index) => ({ callId: String(index), enteredAtMs: NOW_MS - (index + 0.5) * MINUTE_MS / 3, left: null }));
    const times = arrivalsAhead(await bench.memory.arrivals('7', usualAt), 1).calls;
    expect(times).toBeGreaterThan(2);
    expect(times).toBeLessThan(3.5);
    expect(bench.memory.staysOf('7')).toHaveLength(180);
  });

  it('is nothing, where nothing has happened yet', async () => {
    await expect(bench.memory.lastEnds('7')).resolves.toEqual({ answeredAfterMs: [], abandonedAfterMs: [], handledForMs: [] });
    await expect(bench.memory.lastTalks('1')).resolves.toEqual({ talkedForMs: [], wrappedForMs: [] });
    expect(bench.asked).toEqual(['last ends', 'last talks']);
  });
});
