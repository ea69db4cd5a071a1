import type { PoolAgent } from '@paceline/agent-pool';
import { Agent, AgentStatusEntry } from '@paceline/persistence';
import { FakeRows } from '@paceline/testing/fake-rows';
import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { anAgent, aPoolAgent } from '../context/rows.spec-helper';
import { ScreenWatch } from './screen-watch';
import { SystemStatus } from './system-status';

const GONE_MS = 20_000;

class Bench extends OwnerBench {
  readonly did: string[];
  readonly rows = new FakeRows();
  /** Beats of the screens so far; null while they cannot be counted. */
  beats: ReadonlyMap<string, string> | null = new Map([['7', '1']]);
  inPool: PoolAgent | null;
  readonly watch: ScreenWatch;

  constructor(row: Partial<Agent> = {}, inPool: Partial<PoolAgent> | null = {}) {
    const did: string[] = [];
    const rows = new FakeRows().has(Agent, anAgent(row));
    super({
      environment: { SCREEN_GONE_AFTER_MS: GONE_MS }, dataSource: rows.dataSource,
      screens: {
        beats: async () => { if (this.beats === null) throw new Error('away'); return this.beats; },
        forget: async (agentId: string) => { did.push(`forget the screen of ${agentId}`); },
      },
      known: { view: () => ({ builtAtMs: 0, takenAtMs: Date.now(), agents: this.inPool === null ? [] : [this.inPool] }) },
      pool: { find: async () => this.inPool },
      commands: { add: async ({ kind, payload }: { kind: string; payload: { status: string; reason: string | null; byUserId: string | null } }) => {
        did.push(`${kind}: ${payload.status} (${String(payload.reason)}) by ${String(payload.byUserId)}`);
      } },
    });
    [this.did, this.rows] = [did, rows];
    this.inPool = inPool === null ? null : aPoolAgent(inPool);
    this.watch = new ScreenWatch(this.owner, { hangup: async (agentId) => { did.push(`hang up the phone of ${agentId}`); } }, new SystemStatus(this.owner, async () => {
      did.push('carry it out');
      const [agent] = rows.of(Agent);
      if (this.inPool !== null && agent !== undefined) this.inPool = { ...this.inPool, status: agent.status, statusReason: agent.statusReason };
    }));
  }

  /** Looks every second for so long, while the screen beats or does not. */
  async watches(forMs: number, isBeating = false): Promise<string[]> {
    for (let passedMs = 0; passedMs < forMs; passedMs += 1_000) {
      if (isBeating) this.beats = new Map([['7', String(Number(this.beats?.get('7') ?? 0) + 1)]]);
      await this.watch.look().catch(() => undefined);
      await pass(1_000);
    }
    await this.watch.look().catch(() => undefined);
    return this.did;
  }
}

const AWAY = ['agent-status: break (screen-gone) by null', 'carry it out'];

describe('an agent whose screen is gone', () => {
  useTestTime();

  it('is sent on a break after the whole time, not before', async () => {
    const bench = new Bench();
    expect(await bench.watches(GONE_MS - 1_000)).toEqual([]);
    await pass(1_000);
    await bench.watch.look();
    expect([bench.did, bench.counted]).toEqual([AWAY, ['screensGone']]);
    expect(bench.rows.of(AgentStatusEntry)).toEqual([expect.objectContaining({ agentId: '7', status: 'break', reason: 'screen-gone' })]);
    await bench.watches(60_000);
    expect(bench.did).toEqual(AWAY); // once
  });

  it('is available again as soon as it is back', async () => {
    const bench = new Bench();
    await bench.watches(GONE_MS);
    bench.did.splice(0);
    expect(await bench.watches(1_000, true)).toEqual(['agent-status: available (null) by null', 'carry it out']);
  });

  it.each<[string, Partial<Agent>, Partial<PoolAgent> | null, string[]]>([
    ['is left alone when they chose a break themselves', { status: 'break', statusReason: 'lunch' }, { status: 'break', statusReason: 'lunch' }, []],
    ['is left alone when they have chosen something that the pool does not know yet', { status: 'break', statusReason: 'lunch' }, {}, []],
    ['is left alone when they have only just become available', {}, { statusSinceAtMs: NOW_MS + 5_000 }, []],
    ['is forgotten when they have left', { status: 'offline' }, null, ['forget the screen of 7']],
  ])('%s', async (_what, row, inPool, did) => {
    expect(await new Bench(row, inPool).watches(GONE_MS)).toEqual(did);
  });

  it.each<[string, Partial<Agent>, Partial<PoolAgent>, string[]]>([
    ['loses the phone that was in the page', { legWebrtc: true }, {}, [...AWAY, 'hang up the phone of 7']],
    ['ends the call first that they are in', { legWebrtc: true }, { state: 'talking' }, AWAY],
    ['keeps a phone of its own', {}, {}, AWAY],
  ])('%s', async (_what, row, inPool, did) => {
    expect(await new Bench(row, inPool).watches(GONE_MS)).toEqual(did);
  });

  it('has the whole time again when beats could not be counted', async () => {
    const bench = new Bench();
    await bench.watches(GONE_MS - 1_000);
    const { beats } = bench;
    bench.beats = null;
    await bench.watches(1_000);
    bench.beats = beats;
    expect(await bench.watches(GONE_MS - 1_000)).toEqual([]);
  });

  it('is left to the next owner', async () => {
    const bench = new Bench();
    bench.lease.held = false;
    expect(await bench.watches(GONE_MS)).toEqual([]);
  });
});

it('a program that works for an agent has no screen to lose', async () => {
  jest.useFakeTimers({ now: NOW_MS });
  const bench = new Bench();
  bench.beats = new Map();
  expect(await bench.watches(60_000)).toEqual([]);
  jest.useRealTimers();
});
