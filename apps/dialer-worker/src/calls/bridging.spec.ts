import type { Reservation } from '@paceline/agent-pool';
import { aChannel } from '@paceline/testing/fake-switch';
import { News, type SaidOfAgents } from '../context/news';
import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aPoolAgent } from '../context/rows.spec-helper';
import { Bridging } from './bridging';
import { aCall, aCaller } from './call.spec-helper';
import type { SaidOfCalls } from './call-news';
import type { LiveCall } from './live-call';

const PROMISE: Reservation = { agentId: '7', callId: 'a', token: 'token-1', legChannelId: 'leg-7', agent: aPoolAgent({ agentId: '7', state: 'reserved' }) };

class Bench extends OwnerBench {
  readonly did: string[] = [];
  /** What the pool says to a confirmation. */
  confirms = true;
  /** What it says when the same agent is promised again. */
  promisesAgain = true;
  /** The leg of a phone that was rung for the call. */
  rung = '';
  readonly bridging: Bridging;

  constructor() {
    const pool = {
      confirm: async (agentId: string, token: string) => { this.did.push(`confirm ${agentId} ${token}`); return this.confirms ? { ok: true, agent: aPoolAgent({ agentId, state: 'talking' }) } : { ok: false, code: 'stale-token' }; },
      release: async (agentId: string, token: string) => { this.did.push(`release ${agentId} ${token}`); return { ok: true, agent: aPoolAgent({ agentId }) }; },
      reserve: async ([agentId = '']: readonly string[]) => {
        this.did.push(`promise ${agentId} again`);
        this.confirms = true;
        return this.promisesAgain ? { ok: true, reservation: { ...PROMISE, token: 'token-2' } } : { ok: false, code: 'nobody-reservable' };
      },
    };
    super({ pool, environment: { BRIDGE_DEADLINE_MS: 3_000, RESERVATION_LEASE_MS: 5_000 } });
    this.bridging = new Bridging(this.owner, {
      promised: (_call, { agentId }, turn) => { this.did.push(`write that ${agentId} is promised: ${turn}`); }, note: (_call, kind, data) => { this.did.push(`write ${kind} ${String(data?.['why'])}`); },
    }, new News<SaidOfAgents>()
      .on('changed', (agentId, agent) => { this.did.push(`${agentId} is ${agent?.state ?? 'to be asked for'}`); }).on('may-serve', (agentId) => { this.did.push(`${agentId} may serve`); }),
    new News<SaidOfCalls>().on('nobody-came', () => { this.did.push('nobody came'); }).on('gone-unheard', () => { this.did.push('gone unheard'); }).on('bridge-unheard', (_call, leg) => { this.did.push(`bridged to ${leg} unheard`); }), {
      ring: (call, { agentId }, turn) => { this.did.push(`ring ${agentId} for ${call.callId}: ${turn}`); }, has: (leg) => leg === this.rung, end: (leg) => { this.did.push(`hang up ${leg}`); },
    });
  }

  answered(changes: Partial<Omit<LiveCall, 'state'>> = {}, state: LiveCall['state'] = 'answered'): LiveCall {
    return Object.assign(aCall({}, state), { answeredAtMs: NOW_MS, answerReadAtMs: NOW_MS, parked: true, ...changes });
  }

  promised(changes: Partial<Omit<LiveCall, 'state'>> = {}): LiveCall {
    const call = this.answered(changes);
    this.bridging.connect(call, PROMISE, 'short-of-time');
    this.did.length = 0;
    return call;
  }
}

describe('from a promise to its bridge', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });
  afterEach(() => { expect(bench.failed).toEqual([]); });

  it('the bridge is ordered at once for whom the switch has parked, and their agent hears of it', () => {
    const call = bench.answered();
    bench.bridging.connect(call, PROMISE, 'short-of-time');
    expect(bench.switchPort.told).toEqual(['bridge a leg-7', 'alert leg-7']);
    expect(bench.did).toEqual(['write that 7 is promised: short-of-time', '7 is reserved']);
    expect(call).toMatchObject({ state: 'connecting', agent: { agentId: '7', token: 'token-1', legChannelId: 'leg-7' } });
    expect(bench.counted).toEqual(['handoffMs 0']);
  });

  it('a caller who rings is answered with it', () => {
    bench.bridging.connect(Object.assign(aCaller('waiting'), { parked: true }), PROMISE, 'longest-wait');
    expect(bench.switchPort.told).toEqual(['answerAndBridge caller leg-7', 'alert leg-7']);
  });

  it('whose agent has a phone that is rung first wait on meanwhile', () => {
    const call = bench.answered({}, 'waiting');
    bench.bridging.connect(call, { ...PROMISE, legChannelId: null, agent: aPoolAgent({ legMode: 'on-demand', legChannelId: null }) }, 'longest-wait');
    expect([bench.did, bench.switchPort.told, call.state]).toEqual([['ring 7 for a: longest-wait'], [], 'waiting']);
  });

  it('an agent whose phone rang for it hears no tone, and no more of it when it fails', async () => {
    bench.rung = 'leg-7';
    const call = bench.answered();
    bench.bridging.connect(call, PROMISE, 'longest-wait');
    bench.bridging.failed(call, 'the caller left');
    await pass();
    expect(bench.switchPort.told).toEqual(['bridge a leg-7']);
    expect(bench.did).toContain('hang up leg-7');
  });

  it('it waits for the park, which comes within moments of the answer', () => {
    const call = bench.answered({ parked: false });
    bench.bridging.connect(call, PROMISE, 'short-of-time');
    expect(bench.switchPort.told).toEqual([]);
    bench.bridging.parked(call);
    expect(bench.switchPort.told).toEqual(['bridge a leg-7', 'alert leg-7']);
  });

  it('it is ordered all the same when the park is not heard of', async () => {
    const call = bench.answered({ parked: false });
    bench.bridging.connect(call, PROMISE, 'short-of-time');
    await pass(249);
    expect(bench.switchPort.told).toEqual([]);
    await pass(1);
    bench.bridging.parked(call);
    expect(bench.switchPort.told).toEqual(['bridge a leg-7', 'alert leg-7']);
  });

  it.each<[string, (bench: Bench) => [LiveCall, Reservation]]>([
    ['the person has hung up', (it) => [it.answered({}, 'ended'), PROMISE]], ['the person hears the message', (it) => [it.answered({ safeHarbour: true }), PROMISE]],
    ['the agent has no leg', (it) => [it.answered(), { ...PROMISE, legChannelId: null }]], ['somebody else has the call', (it) => [it.answered({}, 'talking'), PROMISE]],
    ['the switch is another worker\'s', (it) => { it.lease.held = false; return [it.answered(), PROMISE]; }],
  ])('the agent is free again when meanwhile %s', async (_what, given) => {
    bench.bridging.connect(...given(bench), 'short-of-time');
    await pass();
    expect(bench.did).toEqual(['release 7 token-1', '7 may serve']);
    expect(bench.switchPort.told).toEqual([]);
  });

  it('the pool hears that they talk', async () => {
    const call = bench.promised();
    await bench.bridging.bridged(call);
    await pass(60_000);
    expect(bench.did).toEqual(['confirm 7 token-1', '7 is talking']);
    expect(call.parked).toBe(false);
  });

  it('the pool is told again when the promise had run out before the bridge', async () => {
    const call = bench.promised();
    bench.confirms = false;
    await bench.bridging.bridged(call);
    expect(bench.did).toEqual(['confirm 7 token-1', 'promise 7 again', 'confirm 7 token-2', '7 is to be asked for']);
    expect(call.agent?.token).toBe('token-2');
  });

  it('they talk all the same when the pool cannot be told', async () => {
    const call = bench.promised();
    [bench.confirms, bench.promisesAgain] = [false, false];
    await bench.bridging.bridged(call);
    expect(bench.did).toEqual(['confirm 7 token-1', 'promise 7 again', '7 is to be asked for']);
    expect(call.agent?.token).toBe('token-1');
  });
});

describe('a bridge that does not come', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });

  it('is looked for when its time is over, and given up: the person waits again, the agent is free', async () => {
    const call = bench.promised();
    bench.switchPort.channels = [aChannel('a'), aChannel('leg-7')];
    await pass(2_999);
    expect(bench.did).toEqual([]);
    await pass(1);
    expect(bench.did).toEqual(['write bridge-failed no bridge in time', 'release 7 token-1', 'nobody came', '7 may serve']);
    expect(bench.switchPort.told.slice(2)).toEqual(['park leg-7']);
    expect(call).toMatchObject({ state: 'waiting', agent: null, gaveUp: { legChannelId: 'leg-7' } });
  });

  it('is a bridge when the switch shows the two together', async () => {
    bench.promised();
    bench.switchPort.channels = [aChannel('a', { callUuid: 'leg-7' }), aChannel('leg-7', { callUuid: 'leg-7', state: 'CS_EXCHANGE_MEDIA' })];
    await pass(3_000);
    expect(bench.did).toEqual(['bridged to leg-7 unheard']);
  });

  it('is waited for while the switch says nothing', async () => {
    const call = bench.promised();
    bench.switchPort.channels = null;
    await pass(3_000);
    expect(bench.did).toEqual([]);
    bench.switchPort.channels = [];
    await pass(3_000);
    expect(call.state).toBe('waiting');
  });

  it.each<[string, boolean, string[]]>([
    ['and its person, who is there, waits again', true, ['write bridge-failed -ERR Invalid uuid', 'release 7 token-1', 'nobody came', '7 may serve']],
    ['and whoever is gone, of whose end nobody hears within a second, is offered to nobody else', false,
      ['write bridge-failed -ERR Invalid uuid', 'release 7 token-1', '7 may serve', 'gone unheard']],
  ])('is given up at once when the switch refuses it, %s', async (_what, isThere, did) => {
    const call = bench.answered();
    bench.switchPort.answers.bridge = { ok: false, kind: 'refused', text: '-ERR Invalid uuid' };
    bench.switchPort.channels = isThere ? [aChannel(call.callId)] : [];
    bench.bridging.connect(call, PROMISE, 'short-of-time');
    await pass(1_000);
    expect(bench.did.slice(2)).toEqual(did);
    expect(call.state).toBe(isThere ? 'waiting' : 'connecting');
    expect(bench.counted).toContain('commandsRefused bridge');
  });

  it('is another owner\'s to give up, when the switch is theirs', async () => {
    const call = bench.promised();
    bench.lease.held = false;
    await pass(3_000);
    expect(call.state).toBe('connecting');
    expect(bench.did).toEqual([]);
  });
});
