import { PoolNotBuiltError, type Expired } from '@paceline/agent-pool';
import type { Call } from '@paceline/persistence';
import { aChannel } from '@paceline/testing/fake-switch';
import { aCall, aCaller } from '../calls/call.spec-helper';
import { CallRegistry } from '../calls/call-registry';
import type { LiveCall } from '../calls/live-call';
import { News, type SaidOfAgents } from '../context/news';
import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aCallRow, aPoolAgent } from '../context/rows.spec-helper';
import { Sweeper } from './sweeper';

class Bench extends OwnerBench {
  readonly did: string[] = [];
  readonly registry = new CallRegistry();
  readonly wrapUps: string[] = [];
  readonly plans: string[] = [];
  row: Call | null = null;
  expire: () => Promise<readonly Expired[]> = () => Promise.resolve([]);
  look: () => Promise<void> = () => Promise.resolve();
  readonly sweeper: Sweeper;

  constructor() {
    super({
      environment: { LOST_GRACE_MS: 30_000 }, pool: { expire: () => this.expire() },
      calls: { overdueWrapUps: async () => this.wrapUps.splice(0), expiredPlans: async () => this.plans.splice(0), find: async () => this.row },
    });
    this.sweeper = new Sweeper(
      this.owner, this.registry,
      { lost: async (call) => { call.move('ended'); this.did.push(`${call.callId} is lost`); }, neverSent: async ({ callId }, why) => { this.did.push(`${callId} not sent: ${why}`); } },
      { expired: async ({ callId }) => { this.did.push(`wrap-up of ${callId} is over`); }, settleBySystem: async (callId) => { this.did.push(`settle ${callId}`); } },
      { look: async () => { this.did.push('screens'); await this.look(); } }, { allocate: () => { this.did.push('allocate'); } },
      new News<SaidOfAgents>().on('may-serve', (agentId) => { this.did.push(`${agentId} may serve`); }), { isGone: () => { this.did.push('the pool is gone'); } },
    );
  }
}

const rings = (state: LiveCall['state'] = 'ringing', ringTimeoutSec = 30): LiveCall => Object.assign(aCall({ ringTimeoutSec }, state), { originatingAtMs: NOW_MS });

describe('what time alone brings about', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); bench.sweeper.start(); });
  afterEach(() => { bench.sweeper.stop(); });

  const times = (what: string): number => bench.did.filter((one) => one === what).length;

  it('is looked for while the switch is owned, and no more when that is over', async () => {
    await pass(2_000);
    expect([times('allocate'), times('screens')]).toEqual([8, 4]);
    bench.lease.held = false;
    await pass(5_000);
    expect([times('allocate'), times('screens')]).toEqual([8, 4]);
    bench.lease.held = true;
    bench.sweeper.stop();
    await pass(5_000);
    expect([times('allocate'), times('screens')]).toEqual([8, 4]);
  });

  it('is not looked for twice at once, however long it takes', async () => {
    let go: () => void = () => undefined;
    bench.look = () => new Promise((resolve) => { go = resolve; });
    await pass(10_000);
    expect(times('screens')).toBe(1);
    go();
    await pass(500);
    expect(times('screens')).toBe(2);
  });

  it('is looked for again after it failed', async () => {
    bench.look = () => Promise.reject(new Error('away'));
    await pass(1_000);
    expect([times('screens'), bench.failed.length]).toEqual([2, 2]);
  });

  it.each<[string, Expired['kind'], string]>([
    ['a wrap-up that is over', 'wrap-up-over', 'wrap-up of a is over'], ['a promise that ran out frees its agent', 'reservation-lapsed', '7 may serve'],
  ])('ends %s', async (_what, kind, did) => {
    bench.expire = () => Promise.resolve([{ kind, callId: 'a', token: 't', agent: aPoolAgent() }]);
    await pass(250);
    expect(bench.did).toEqual([did, 'allocate']);
  });

  it.each<[string, Error, string[], number]>([['that was flushed is built anew', new PoolNotBuiltError('main'), ['the pool is gone'], 0], ['that cannot be asked is asked again', new Error('away'), [], 1]])(
    'and a pool %s', async (_what, error, did, failures) => {
      bench.expire = () => Promise.reject(error);
      await pass(250);
      expect([bench.did, bench.failed.length]).toEqual([did, failures]);
    });

  it('gives the system\'s word of calls of which nobody said anything in time', async () => {
    bench.wrapUps.push('x', 'y');
    await pass(2_000);
    expect(bench.did.filter((one) => one.startsWith('settle'))).toEqual(['settle x', 'settle y']);
  });

  it.each<[string, Call | null, boolean, string[]]>([
    ['is given back when nobody follows it', aCallRow({ id: 'x', state: 'planned' }), false, ['x not sent: TOO_LATE']],
    ['is left to who follows it', aCallRow({ id: 'x', state: 'planned' }), true, []],
    ['is left alone when it was sent meanwhile', aCallRow({ id: 'x', state: 'originating' }), false, []],
  ])('a plan that was not carried out %s', async (_what, row, isFollowed, did) => {
    bench.plans.push('x');
    bench.row = row;
    if (isFollowed) bench.registry.add(aCall({ callId: 'x' }));
    await pass(2_000);
    expect(bench.did.filter((one) => one.includes('not sent'))).toEqual(did);
  });

  it.each<[string, LiveCall, Bench['switchPort']['channels'], string[], string[]]>([
    ['is lost when the switch does not have it', rings(), [], ['a is lost'], []],
    ['is hung up when the switch has it', rings('originating'), [aChannel('a')], [], ['hangup a ALLOTTED_TIMEOUT']],
    ['is left alone when the switch cannot tell', rings(), null, [], []],
  ])('a call that should be over by now %s', async (_what, call, channels, did, told) => {
    bench.registry.add(call);
    bench.switchPort.channels = channels;
    await pass(58_000);
    expect([bench.did.filter((one) => one.includes('lost')), bench.switchPort.told]).toEqual([[], []]);
    await pass(2_000);
    expect([bench.did.filter((one) => one.includes('lost')), bench.switchPort.told]).toEqual([did, told]);
  });

  it.each<[string, LiveCall]>([
    ['who waits', Object.assign(rings('waiting'), { answeredAtMs: NOW_MS })], ['who talks', Object.assign(rings('talking'), { answeredAtMs: NOW_MS })],
    ['who calls us, and hears it ring', aCaller('ringing')],
  ])('nobody is given up %s', async (_who, call) => {
    bench.registry.add(call);
    await pass(24 * 60_000);
    expect([bench.did.filter((one) => one.includes('lost')), bench.switchPort.told]).toEqual([[], []]);
  });
});
