import fc from 'fast-check';
import { NOTHING_WRONG } from '@paceline/contracts/agent-phone';
import type { Snapshot } from '@paceline/contracts/live';
import type { RealtimeEvent } from '@paceline/contracts/realtime';
import { isAfter, type StreamEntry } from '@paceline/queues';
import { Feed, type FeedSource } from './feed';

const event = (agentId: string): RealtimeEvent => ({
  type: 'agent', clientId: '1', agentId, status: 'available', statusReason: null, state: 'idle', callId: null, legUp: true, ...NOTHING_WRONG, at: '2026-01-01T00:00:00.000Z',
});
const entry = (n: number): StreamEntry => ({ id: `${n}-0`, event: event(String(n)) });

/** A stream whose reader and whose screens act in any order that the test says. */
class Stage implements FeedSource {
  entries: StreamEntry[] = [];
  trimmed = 0;
  read = 0;
  shown: string[] = [];
  snapshots = 0;
  private waiting: (() => void)[] = [];
  readonly feed = new Feed({ clientId: '1', role: 'manager', agentId: null }, {
    event: ({ id }) => { this.shown.push(id); }, snapshot: ({ id }) => { this.snapshots += 1; this.shown = [`snapshot ${id}`]; },
  }, this);

  readonly position = (): string => `${this.read}-0`;
  readonly since = async (id: string, count: number): Promise<readonly StreamEntry[] | null> => {
    await this.turn(); // on its way there, and then on its way back: the answer may be old when it arrives
    const isGone = id !== '0-0' && Number.parseInt(id) < this.trimmed;
    const found = this.entries.filter((one) => isAfter(one.id, id) && Number.parseInt(one.id) > this.trimmed).slice(0, count);
    await this.turn();
    return isGone ? null : found;
  };
  readonly snapshot = async (): Promise<Snapshot> => {
    const id = this.entries.at(-1)?.id ?? '0-0';
    await this.turn();
    return { id, agents: [], calls: [], campaigns: [], queues: [] };
  };

  publish(): void { this.entries.push(entry(this.entries.length + 1)); }
  /** The instance reads one more entry and offers it. */
  readOne(): void {
    const next = this.entries[this.read];
    if (next === undefined) return;
    this.read += 1;
    this.feed.offer(next);
  }
  answerOne(): void { this.waiting.shift()?.(); }
  async settle(): Promise<void> { for (let n = 0; n < 200; n++) { this.answerOne(); await Promise.resolve(); await Promise.resolve(); await Promise.resolve(); } }
  private async turn(): Promise<void> { await new Promise<void>((resolve) => { this.waiting.push(resolve); }); }
}

describe('a feed', () => {
  it('shows every event behind its place once and in order, whatever happens between reading and offering', async () => {
    await fc.assert(fc.asyncProperty(
      fc.array(fc.oneof(
        { weight: 4, arbitrary: fc.constant('publish') }, { weight: 8, arbitrary: fc.constant('read') },
        { weight: 4, arbitrary: fc.constant('answer') }, { weight: 1, arbitrary: fc.constant('resume') },
      ), { maxLength: 60 }), fc.nat({ max: 5 }),
      async (steps, before) => {
        const stage = new Stage();
        for (let n = 0; n < before; n++) stage.publish();
        const start = `${Math.max(1, before)}-0`;
        let from = start;
        const running = [stage.feed.resume(from)];
        for (const step of steps) {
          if (step === 'publish') stage.publish();
          else if (step === 'read') stage.readOne();
          else if (step === 'answer') stage.answerOne();
          else { from = stage.shown.at(-1) ?? from; running.push(stage.feed.resume(from)); }
          await Promise.resolve();
          await Promise.resolve();
        }
        await stage.settle();
        while (stage.read < stage.entries.length) stage.readOne();
        await stage.settle();
        await Promise.all(running);
        expect(stage.shown).toEqual(stage.entries.map(({ id }) => id).filter((id) => isAfter(id, start)));
      }), { numRuns: 300 });
  });

  it('begins with a snapshot where its place is too old, and goes on behind it', async () => {
    const stage = new Stage();
    for (let n = 0; n < 10; n++) stage.publish();
    stage.trimmed = 5;
    const resumed = stage.feed.resume('2-0');
    await stage.settle();
    await resumed;
    stage.publish();
    while (stage.read < stage.entries.length) stage.readOne();
    expect(stage.shown).toEqual(['snapshot 10-0', '11-0']);
  });

  it('shows nothing before it is asked, nor after it is closed', async () => {
    const stage = new Stage();
    stage.publish();
    stage.readOne();
    const resumed = stage.feed.resume(null);
    stage.feed.close();
    await stage.settle();
    await resumed;
    stage.publish();
    stage.readOne();
    expect(stage.shown).toEqual([]);
  });

  it('says why when the source is away, and can be asked again', async () => {
    const stage = new Stage();
    const away = new Feed({ clientId: '1', role: 'manager', agentId: null }, { event: () => undefined, snapshot: () => undefined }, { ...stage, position: () => '0-0', since: () => Promise.reject(new Error('away')) });
    await expect(away.resume('1-0')).rejects.toThrow('away');
    expect(away.isLive).toBe(false);
  });
});
