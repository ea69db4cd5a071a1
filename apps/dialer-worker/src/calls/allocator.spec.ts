import { setImmediate as nextTick } from 'node:timers/promises';
import type { PoolAgent, Reservation } from '@paceline/agent-pool';
import { PLAIN_ROUTING } from '@paceline/domain/routing/line-policy';
import { waitFor } from '@paceline/testing/wait-for';
import { KnownAgents } from '../context/known-agents';
import type { OwnerContext } from '../context/owner-context';
import { Allocator } from './allocator';
import { aCall, aCaller, aLine } from './call.spec-helper';
import { CallRegistry } from './call-registry';
import type { LiveCall } from './live-call';
import { aPoolAgent } from '../context/rows.spec-helper';

const NOW = 100_000;
const agent = (agentId: string, changes: Partial<PoolAgent> = {}): PoolAgent => aPoolAgent({ agentId, idleSinceAtMs: Number(agentId), legChannelId: `leg-${agentId}`, ...changes });

/** A floor with agents whom the pool promises, unless it says otherwise. */
class Floor {
  readonly known = new KnownAgents({ nowMs: () => 100_000 });
  readonly registry = new CallRegistry();
  readonly said: string[] = [];
  readonly ownership = { reconciled: true };
  held = true;
  nowMs = NOW;
  /** What the pool says to a promise; null: yes. */
  refusal: 'nobody-reservable' | 'call-taken' | Error | null = null;
  kept: Reservation | null = null;

  readonly allocator = new Allocator({
    known: this.known, clock: { nowMs: () => this.nowMs }, environment: { RESERVATION_LEASE_MS: 5_000 }, lease: { isHeld: () => this.held },
    pool: {
      reserve: async ([agentId = '']: readonly string[], callId: string) => {
        await nextTick();
        const { refusal } = this;
        this.refusal = null;
        if (refusal instanceof Error) throw refusal;
        if (refusal !== null) return { ok: false, code: refusal };
        const reserved = agent(agentId, { state: 'reserved', callId, reservable: false });
        this.known.seen(agentId, reserved);
        return { ok: true, reservation: { agentId, callId, token: 't', legChannelId: reserved.legChannelId, agent: reserved } };
      },
      find: (agentId: string) => { this.said.push(`find ${agentId}`); this.known.seen(agentId, null); return Promise.resolve(null); },
    },
    run: (where: string, work: () => Promise<void>) => { work().catch((thrown: unknown) => { this.said.push(`${where}: ${String(thrown)}`); }); },
  } as unknown as OwnerContext, { // what an allocator needs of it
    registry: this.registry, ownership: this.ownership,
    bridging: { connect: (call, { agentId, legChannelId, token }, turn) => {
      this.said.push(`${call.callId} ${agentId} ${turn}`);
      if (call.move('connecting')) call.agent = { agentId, token, legChannelId: legChannelId ?? '' };
    } },
    keeping: { keep: (call, { agentId }) => { this.said.push(`${call.callId} kept for ${agentId}`); }, keptFor: async (call) => { await nextTick(); call.viewer = null; return this.kept; } },
    placeCameUp: ({ callId }) => { this.said.push(`${callId} came up`); },
  });

  agents(...agents: readonly PoolAgent[]): this {
    for (const one of agents) this.known.seen(one.agentId, one);
    return this;
  }

  answered(callId: string, changes: Partial<LiveCall> = {}, line = aLine()): LiveCall {
    const call = Object.assign(aCall({ callId, line }, 'answered'), { answeredAtMs: NOW - 500, waitingSinceMs: NOW - 500 }, changes);
    this.registry.add(call);
    return call;
  }

  async settled(): Promise<string[]> {
    for (let ticks = 0; ticks < 6; ticks++) await nextTick();
    return this.said;
  }
}

describe('agents and calls find each other', () => {
  let floor: Floor;
  beforeEach(() => { floor = new Floor(); });

  it('at once, each with one other, the longest waiting with the longest idle', async () => {
    floor.agents(agent('2'), agent('1'));
    floor.answered('a');
    floor.answered('b', { answeredAtMs: NOW - 900, waitingSinceMs: NOW - 900 });
    floor.answered('c', { answeredAtMs: NOW - 100, waitingSinceMs: NOW - 100 });
    floor.allocator.allocate();
    floor.allocator.allocate(); // the other door, while the promises are on their way
    expect(await floor.settled()).toEqual(['b 1 short-of-time', 'a 2 short-of-time']);
    expect(floor.registry.get('c')?.state).toBe('waiting');
  });

  it('whoever begins to wait hears whether somebody came', async () => {
    floor.agents(agent('1'));
    const [first, second] = [floor.answered('a'), floor.answered('b', { answeredAtMs: NOW, waitingSinceMs: NOW })];
    await expect(Promise.all([floor.allocator.offer(first), floor.allocator.offer(second)])).resolves.toEqual([true, false]);
  });

  it('when less is asked for than at first, though nobody has come', async () => {
    floor.agents(agent('1'));
    const routing = { ...PLAIN_ROUTING, required: [{ skill: 'fa', level: 1 }], relaxation: { everyMs: 501, waives: true } };
    const line = { ...aLine(), policy: { ...aLine().policy, longestWaitMs: 60_000, routing } };
    floor.answered('a', {}, line);
    floor.allocator.allocate();
    expect(await floor.settled()).toEqual([]);
    floor.nowMs = NOW + 1;
    await waitFor('the call is relaxed', () => floor.said.length > 0);
    expect(floor.said).toEqual(['a 1 longest-wait']);
  });

  it('again, and one with more points first, when a promise came to nothing', async () => {
    floor.agents(agent('1'));
    const caller = aLine('1', { longestWaitMs: 60_000 });
    floor.answered('a', {}, caller);
    const listed = floor.answered('b', { waitingSinceMs: NOW - 400 }, caller);
    floor.refusal = new Error('away');
    floor.allocator.allocate();
    expect(await floor.settled()).toEqual(['give a call to an agent: Error: away']);
    listed.points = 10;
    floor.allocator.allocate();
    expect(await floor.settled()).toEqual(['give a call to an agent: Error: away', 'b 1 longest-wait']);
  });

  it.each<[string, readonly PoolAgent[], string[]]>([
    ['whom they know, who talks now, before who is free', [agent('1'), agent('2', { state: 'talking', reservable: false })], []],
    ['anybody, when whom they know is on a break', [agent('1'), agent('2', { status: 'break', reservable: false })], ['a 1 longest-wait']],
    ['anybody, when whom they know has left', [agent('1')], ['a 1 longest-wait']],
    ['whom they know, who is free', [agent('1'), agent('2')], ['a 2 last-agent']],
  ])('for a while: %s', async (_whom, agents, expected) => {
    floor.agents(...agents);
    floor.answered('a', { lastAgentFirst: '2' }, aLine('1', { longestWaitMs: 60_000, routing: { ...PLAIN_ROUTING, lastAgentFirstMs: 20_000 } }));
    floor.allocator.allocate();
    expect(await floor.settled()).toEqual(expected);
  });

  it('who may be calling a campaign back: by its agents before others', async () => {
    floor.agents(agent('1'), agent('2', { lines: ['campaign-1', 'campaign-3'] }));
    floor.answered('a', { calledBy: '3' }, aLine('1', { longestWaitMs: 60_000 }));
    floor.allocator.allocate();
    expect(await floor.settled()).toEqual(['a 2 longest-wait']);
  });

  it('and of whoever waits it is known who is ahead: on the line, or keeping a place to be called back', () => {
    const line = { ...aLine('1', { longestWaitMs: 60_000 }), id: 'queue-1', campaignId: null };
    const add = (call: LiveCall, waitedMs: number): LiveCall => {
      floor.registry.add(Object.assign(call, { waitingSinceMs: NOW - waitedMs }));
      return call;
    };
    const keepsPlace = (callId: string): LiveCall => Object.assign(aCall({ callId, line }), { callbackId: callId });
    const waits = add(aCaller('waiting', { callId: 'a', line }), 1_000);
    add(aCaller('waiting', { callId: 'b', line }), 5_000);
    add(aCaller('waiting', { callId: 'c', line }), 500);
    add(aCaller('waiting', { callId: 'of another line', line: aLine('2') }), 9_000);
    for (const [index, waitedMs] of [4_000, 3_000, 700].entries()) add(keepsPlace(`kept ${index}`), waitedMs);
    expect(floor.allocator.aheadOf(waits)).toEqual({ callers: 1, toBeCalled: 2 });
  });

  it('by another agent, when the pool knows the first otherwise', async () => {
    floor.agents(agent('1'), agent('2'));
    floor.refusal = 'nobody-reservable';
    floor.answered('a');
    floor.allocator.allocate();
    expect(await floor.settled()).toEqual(['find 1', 'a 2 short-of-time']);
  });

  it('later, when the other door was faster', async () => {
    floor.agents(agent('1'));
    floor.refusal = 'call-taken';
    floor.answered('a');
    floor.allocator.allocate();
    expect(await floor.settled()).toEqual([]);
    floor.allocator.allocate();
    expect(await floor.settled()).toEqual(['a 1 short-of-time']);
  });

  it('later, when Redis is away now', async () => {
    floor.agents(agent('1'));
    floor.refusal = new Error('away');
    floor.answered('a');
    floor.allocator.allocate();
    expect(await floor.settled()).toEqual(['give a call to an agent: Error: away']);
    floor.allocator.allocate();
    expect(await floor.settled()).toEqual(['give a call to an agent: Error: away', 'a 1 short-of-time']);
  });

  it('says so once to whoever offered it, when Redis is away: it has nobody, and waits', async () => {
    floor.agents(agent('1'));
    floor.refusal = new Error('away');
    const call = floor.answered('a');
    expect(await floor.allocator.offer(call)).toBe(false);
    expect([await floor.settled(), call.state]).toEqual([['give a call to an agent: Error: away'], 'answered']);
  });

  it.each<[string, (floor: Floor) => void]>([
    ['the switch is not known', (it) => { it.ownership.reconciled = false; }], ['the lease is lost', (it) => { it.held = false; }],
    ['nobody serves the line', (it) => { it.known.seen('1', agent('1', { lines: ['campaign-2'] })); }],
  ])('not while %s', async (_name, change) => {
    floor.agents(agent('1'));
    floor.answered('a');
    change(floor);
    floor.allocator.allocate();
    expect(await floor.settled()).toEqual([]);
  });

  it('not while the pool is built anew, for which those on their way are waited for', async () => {
    floor.agents(agent('1'));
    floor.answered('a');
    floor.allocator.allocate();
    const still = floor.allocator.whileStill(async () => {
      floor.said.push('built');
      floor.agents(agent('2'));
      floor.answered('b');
      floor.allocator.allocate();
      await nextTick();
    });
    await still;
    expect(floor.said).toEqual(['a 1 short-of-time', 'built']);
    floor.allocator.allocate();
    expect(await floor.settled()).toEqual(['a 1 short-of-time', 'built', 'b 2 short-of-time']);
  });

  it('not with who hears the message already', async () => {
    floor.agents(agent('1'));
    floor.answered('a', { safeHarbour: true });
    floor.allocator.allocate();
    expect(await floor.settled()).toEqual([]);
  });

  it.each<[string, Reservation | null, string[]]>([
    ['who was kept for it', { agentId: '9', callId: 'a', token: 't', legChannelId: 'leg-9', agent: agent('9') }, ['a 9 short-of-time']],
    ['whoever is free, when that one\'s phone is gone', null, ['a 1 short-of-time']],
  ])('in a preview: %s', async (_name, kept, expected) => {
    floor.agents(agent('1'));
    floor.kept = kept;
    floor.answered('a', { viewer: { agentId: '9', token: 't' } });
    floor.allocator.allocate();
    expect(await floor.settled()).toEqual(expected);
  });

  it('before a call is made, for who is to look at it', async () => {
    floor.agents(agent('1'));
    await floor.allocator.keep(aCall({ callId: 'shown' }), 60_000);
    expect(floor.said).toEqual(['shown kept for 1']);
  });

  it.each([[60_001, true], [59_000, false]])('callers who have waited %d ms of a minute go before more are called: %s', (waitedMs, expected) => {
    floor.agents(agent('1', { lines: ['campaign-1', 'queue-1'], state: 'talking', reservable: false }));
    floor.answered('caller', { waitingSinceMs: NOW - waitedMs }, { ...aLine(), id: 'queue-1', policy: { ...aLine().policy, longestWaitMs: 60_000 } });
    expect(floor.allocator.callersGoFirst('campaign-1')).toBe(expected);
    expect(floor.allocator.callersGoFirst('campaign-2')).toBe(false);
  });
});
