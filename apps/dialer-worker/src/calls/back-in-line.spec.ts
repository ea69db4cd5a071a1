import { OwnerBench, NOW_MS, pass, useTestTime } from '../context/owner.spec-helper';
import { BackInLine } from './back-in-line';
import { aCall } from './call.spec-helper';
import type { LiveCall } from './live-call';

const AGENT = { agentId: '7', token: 't', legChannelId: 'leg' };
const inState = (state: LiveCall['state'], changes: Partial<Pick<LiveCall, 'agent'>> = {}): LiveCall => Object.assign(aCall({}, state), changes);

describe('whoever loses their agent', () => {
  useTestTime();
  const did: string[] = [];
  let given: Promise<boolean>;
  let bench: OwnerBench;
  let line: BackInLine;
  beforeEach(() => {
    did.length = 0;
    given = Promise.resolve(false);
    bench = new OwnerBench({ pool: { finish: async (agentId: string, token: string, wrapUpMs: number) => { did.push(`agent ${agentId} ${token} wraps up for ${wrapUpMs}`); } } });
    line = new BackInLine(bench.owner, {
      journal: { record: (_call, kind) => { did.push(`write ${kind}`); } }, vouching: { begin: () => { did.push('vouch'); } },
      allocator: { offer: async () => { did.push('offer'); return await given; } },
    });
  });

  it.each<[string, Promise<boolean>, string[]]>([
    ['to nobody else, hears music', Promise.resolve(false), ['music a']], ['to another, hears none', Promise.resolve(true), []],
  ])('and is given %s, first in line', async (_to, answer, orders) => {
    given = answer;
    const call = inState('talking', { agent: AGENT });
    line.agentLost(call);
    await pass();
    expect(did).toEqual(['vouch', 'write agent-lost', 'agent 7 t wraps up for 1', 'offer']);
    expect(bench.switchPort.told).toEqual(orders);
    expect(call).toMatchObject({ state: 'waiting', agent: null, lostItsAgent: true, waitingSinceMs: NOW_MS });
  });

  it('has one to lose, once', async () => {
    line.agentLost(inState('waiting'));
    await pass();
    expect(did).toEqual([]);
  });

  it('and is dismissed by the switch before our word came is taken back', async () => {
    line.takenBack(inState('waiting'));
    await pass();
    expect([...did, ...bench.switchPort.told]).toEqual(['vouch', 'park a', 'music a']);
  });

  it.each([['is taken out by the bridge that is ordered', 'connecting', true], ['is left to who owns the switch now', 'waiting', false]] as const)('and is dismissed %s', async (_what, state, isHeld) => {
    bench.lease.held = isHeld;
    line.takenBack(inState(state));
    await pass();
    expect([...did, ...bench.switchPort.told]).toEqual([]);
  });
});
