import { News, type SaidOfAgents } from '../context/news';
import { NOW_MS, OwnerBench, useTestTime } from '../context/owner.spec-helper';
import { aCall, aLine } from './call.spec-helper';
import { CallRegistry } from './call-registry';
import type { LiveCall } from './live-call';
import { viewerLeaseMs } from './keeping';
import { Previews } from './previews';

const SHOWN = { agentId: '7', callId: 'a' };

class Bench extends OwnerBench {
  readonly did: string[] = [];
  readonly registry = new CallRegistry();
  /** Who is idle; null for nobody. */
  idle: string | null = '7';
  /** What happens while an agent is looked for. */
  meanwhile: () => void = () => undefined;
  phone: string | null = 'leg';
  isStopped = false;
  queueIsAway = false;
  readonly previews: Previews;

  constructor() {
    super({ environment: { PREVIEW_MS: 60_000, ORIGINATE_NOT_AFTER_MS: 10_000 }, pool: { find: async () => ({ legChannelId: this.phone }) } });
    this.previews = new Previews(this.owner, {
      registry: this.registry,
      journal: { shown: (_call, agentId) => { this.did.push(`write that it is shown to ${agentId}`); }, note: (_call, kind) => { this.did.push(`write ${kind}`); } },
      ending: {
        neverSent: async (call, why) => { call.move('ended'); this.did.push(`give back ${call.callId}: ${why}`); },
        neverSentAfter: (_call, afterMs, why) => { this.did.push(`give back after ${afterMs}: ${why}`); },
        passedOver: async () => { this.did.push('pass it over'); },
      },
      allocator: {
        keep: async (call) => { this.meanwhile(); call.viewer = this.idle === null ? null : { agentId: this.idle, token: 't' }; },
      },
      keeping: { letGo: () => { this.did.push('let go of its viewer'); } },
      producers: { originate: async (switchId, { callIds, notAfterMs }) => {
        if (this.queueIsAway) throw new Error('away');
        this.did.push(`queue ${callIds.join()} on ${switchId} for ${notAfterMs - NOW_MS}`);
      } },
      dialing: { stop: async () => this.isStopped ? { reason: '', byUserId: '1', byUsername: 'boss', at: new Date() } : null },
      agents: new News<SaidOfAgents>().on('changed', (agentId) => { this.did.push(`${agentId} has changed`); }),
    });
  }

  /** A contact that an agent looks at. */
  shown(agentId = '7', changes: Partial<Omit<LiveCall, 'state'>> = {}, callId = 'a'): LiveCall {
    const call = Object.assign(aCall({ callId, line: aLine(callId === 'a' ? '1' : '2') }), { viewer: { agentId, token: 't' }, undecided: true }, changes);
    this.registry.add(call);
    return call;
  }
}

describe('a contact that is to be looked at', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });

  it('is shown to who has been idle longest, for a minute', async () => {
    const call = aCall();
    await bench.previews.show(call);
    expect([call.undecided, bench.did]).toEqual([true, ['give back after 60000: PREVIEW_TIME_OVER', 'write that it is shown to 7', '7 has changed']]);
  });

  it.each<[string, (bench: Bench) => void]>([
    ['nobody is idle', (on) => { on.idle = null; }],
    ['nobody can be asked', (on) => { on.meanwhile = () => { throw new Error('Redis is away'); }; }],
  ])('goes back when %s', async (_why, happens) => {
    happens(bench);
    await bench.previews.show(aCall());
    expect(bench.did).toEqual(['give back a: NOBODY_IDLE']);
  });

  it('keeps nobody when it was called off meanwhile', async () => {
    const call = aCall();
    bench.meanwhile = () => { call.move('ended'); };
    await bench.previews.show(call);
    expect(bench.did).toEqual(['let go of its viewer']);
  });

  it('keeps its viewer through their word, its ring and its bridge', () => {
    const environment = { PREVIEW_MS: 60_000, ORIGINATE_NOT_AFTER_MS: 10_000, RESERVATION_LEASE_MS: 5_000, LOST_GRACE_MS: 30_000 };
    expect(viewerLeaseMs(aCall({ ringTimeoutSec: 25 }), environment)).toBe(130_000);
  });
});

describe('a contact that is shown', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });

  it('is called when its viewer says so, once however often that is said', async () => {
    const call = bench.shown();
    await bench.previews.dial(SHOWN);
    await bench.previews.dial(SHOWN);
    expect([call.undecided, bench.did]).toEqual([false, ['give back after 11000: TOO_LATE', 'write dial-ordered', 'queue a on main for 10000']]);
  });

  it.each<[string, (bench: Bench) => void, object]>([
    ['by another agent', (on) => { on.shown('8'); }, { code: 'wrong-state', reason: 'contact-not-shown' }],
    ['when it is none any more', () => undefined, { code: 'wrong-state', reason: 'contact-not-shown' }],
    ['by an agent without a phone', (on) => { on.shown(); on.phone = null; }, { code: 'leg-not-connected' }],
    ['while all dialing is stopped', (on) => { on.shown(); on.isStopped = true; }, { code: 'dialing-stopped' }],
  ])('cannot be called %s', async (_who, happens, error) => {
    happens(bench);
    await expect(bench.previews.dial(SHOWN)).rejects.toMatchObject(error);
    expect(bench.did).toEqual([]);
  });

  it('goes back when its call cannot be queued, and its viewer is told', async () => {
    bench.shown();
    bench.queueIsAway = true;
    await expect(bench.previews.dial(SHOWN)).rejects.toMatchObject({ code: 'unavailable', reason: 'call-not-queued' });
    expect(bench.did.at(-1)).toBe('give back a: QUEUE_UNAVAILABLE');
  });

  it('is passed over, unless it is being called already', async () => {
    const call = bench.shown();
    await bench.previews.skip(SHOWN);
    expect(bench.did).toEqual(['pass it over']);
    call.undecided = false;
    await expect(bench.previews.skip(SHOWN)).rejects.toMatchObject({ reason: 'contact-being-called' });
  });

  it.each<[string, (previews: Previews) => Promise<void>, string[]]>([
    ['its viewer takes no more calls', (previews) => previews.left('7'), ['give back a: AGENT_LEFT']],
    ['its campaign dials no more', (previews) => previews.paused('1'), ['give back a: CAMPAIGN_NOT_RUNNING']],
    ['another\'s viewer leaves', (previews) => previews.left('9'), []],
    ['another campaign is paused', (previews) => previews.paused('3'), []],
  ])('goes back when %s', async (_what, happens, did) => {
    bench.shown();
    bench.shown('8', {}, 'b');
    bench.shown('7', { undecided: false }, 'c'); // on its way: it goes on
    await happens(bench.previews);
    expect(bench.did).toEqual(did);
  });
});
