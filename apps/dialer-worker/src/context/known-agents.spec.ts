import type { PoolAgent } from '@paceline/agent-pool';
import { KnownAgents } from './known-agents';
import { aPoolAgent } from './rows.spec-helper';

const agent = (agentId: string, changes: Partial<PoolAgent> = {}): PoolAgent => aPoolAgent({ agentId, idleSinceAtMs: 5, ...changes });

describe('the agents as the pool has said that they are', () => {
  let known: KnownAgents;
  const free = (): string[] => known.free().map(({ agentId }) => agentId);
  beforeEach(() => { known = new KnownAgents({ nowMs: () => 100_000 }); });

  it.each<[string, PoolAgent | null, string[]]>([
    ['idle again', agent('1'), ['1']], ['promised', agent('1', { state: 'reserved', reservable: false }), []],
    ['on a break', agent('1', { status: 'break', reservable: false }), []], ['gone', null, []],
  ])('are free or not as was said last: %s', (_name, said, expected) => {
    known.seen('1', agent('1'));
    known.seen('1', said);
    expect(free()).toEqual(expected);
  });

  it('serve their lines, each as well as the other, since they were idle', () => {
    known.seen('1', agent('1', { lines: ['campaign-1', 'queue-2'], idleSinceAtMs: 7.25 }));
    const place = { level: 1, position: 1, lastCallAtMs: null };
    expect(known.free()).toEqual([{
      agentId: '1', serves: new Map([['campaign-1', place], ['queue-2', place]]), queuesServed: 1, skills: new Map(), idleSinceMs: 7.25, callsToday: 0, talkMsToday: 0,
    }]);
  });

  it('are free for nobody else while they are being promised, however that goes', async () => {
    known.seen('1', agent('1'));
    let refuse: () => void = () => undefined;
    const promising = known.whilePromising('1', 'campaign-1', () => new Promise((_done, failed) => { refuse = () => { failed(new Error('away')); }; }));
    expect(free()).toEqual([]);
    refuse();
    await expect(promising).rejects.toThrow('away');
    expect(free()).toEqual(['1']);
  });

  it('are offered nothing while they are held, whatever the pool says of them, until they are let go', () => {
    const told: string[] = [];
    known.seen('1', agent('1'));
    known.followedBy({ agentIsFree: ({ agentId }) => { told.push(`${agentId} is free`); }, agentIsGone: (agentId) => { told.push(`${agentId} is gone`); } });
    known.hold('1');
    known.seen('1', agent('1', { idleSinceAtMs: 5 }));
    expect([free(), told]).toEqual([[], ['1 is free', '1 is gone']]);
    known.letGo('1');
    expect([free(), told.at(-1)]).toEqual([['1'], '1 is free']);
  });

  it('have a phone that is rung for each call, or one that is up', () => {
    known.seen('1', agent('1'));
    known.seen('2', agent('2', { legMode: 'on-demand', legChannelId: null }));
    expect(['1', '2', '3'].map((agentId) => known.isOnDemand(agentId))).toEqual([false, true, false]);
  });

  it('serve their lines, and can do, what their rows say, and have done today what they were seen to do', async () => {
    known.factsAre('1', { places: new Map([['campaign-1', { level: 2, position: 3 }]]), skills: new Map([['fa', 7]]) });
    known.seen('1', agent('1'));
    const reserved = agent('1', { state: 'reserved', reservable: false });
    await known.whilePromising('1', 'campaign-1', async () => { await Promise.resolve(); known.seen('1', reserved); });
    known.seen('1', agent('1', { state: 'talking', reservable: false, stateSinceAtMs: 100_000 }));
    known.seen('1', agent('1', { stateSinceAtMs: 130_000 }));
    expect(known.free()).toEqual([{
      agentId: '1', serves: new Map([['campaign-1', { level: 2, position: 3, lastCallAtMs: 100_000 }]]), queuesServed: 0, skills: new Map([['fa', 7]]), idleSinceMs: 5,
      callsToday: 1, talkMsToday: 30_000,
    }]);
  });

  it('are told to whoever decides: who is free, each time that it changes, and only then', async () => {
    const told: string[] = [];
    known.seen('1', agent('1'));
    known.followedBy({ agentIsFree: (one) => told.push(`${one.agentId} since ${one.idleSinceMs}`), agentIsGone: (agentId) => told.push(`${agentId} gone`) });
    known.seen('1', agent('1'));
    known.seen('2', agent('2', { state: 'talking', reservable: false }));
    known.seen('2', agent('2', { idleSinceAtMs: 6 }));
    await known.whilePromising('1', 'campaign-1', async () => { await Promise.resolve(); known.seen('1', agent('1', { state: 'reserved', reservable: false })); });
    known.seen('2', agent('2', { idleSinceAtMs: 6, lines: [] }));
    known.clear();
    expect(told).toEqual(['1 since 5', '2 since 6', '1 gone', '1 gone', '1 gone', '2 since 6', '2 gone']);
  });

  it('are told again when their rows say something else while they are free', () => {
    const told: (number | undefined)[] = [];
    known.seen('1', agent('1'));
    known.followedBy({ agentIsFree: ({ skills }) => told.push(skills.get('fa')), agentIsGone: () => told.push(0) });
    known.factsAre('1', { places: new Map(), skills: new Map([['fa', 7]]) });
    known.factsAre('2', { places: new Map(), skills: new Map([['fa', 9]]) });
    expect(told).toEqual([undefined, 7]);
  });

  it.each<[string, string, Partial<PoolAgent>, boolean]>([
    ['1', 'campaign-1', {}, true], ['1', 'campaign-2', {}, false], ['2', 'campaign-1', {}, false],
    ['1', 'campaign-1', { status: 'break' }, false], ['1', 'campaign-1', { signedOut: true }, false],
  ])('%s is at work on %s, busy as they are: %j %s', (agentId, line, changes, expected) => {
    known.seen('1', agent('1', { state: 'talking', reservable: false, ...changes }));
    expect(known.isAtWorkOn(agentId, line)).toBe(expected);
  });

  it('are nobody when the pool is built anew', () => {
    known.seen('1', agent('1'));
    known.clear();
    expect(free()).toEqual([]);
    expect(known.share('campaign-1', 'campaign-1')).toBe(false);
  });

  it('serve lines, whatever they do, and can what was said of them', () => {
    known.seen('1', agent('1', { lines: ['campaign-1', 'queue-1'], state: 'talking', reservable: false }));
    known.factsAre('1', { places: new Map(), skills: new Map([['fa', 4]]) });
    expect([known.linesOf('1'), known.linesOf('2')]).toEqual([['campaign-1', 'queue-1'], []]);
    expect([['1', 4], ['1', 5], ['2', 1]].map(([id, level]) => known.can(String(id), [{ skill: 'fa', level: Number(level) }]))).toEqual([true, false, false]);
    expect(known.can('2', [])).toBe(true);
  });

  it('share lines when one of them, busy or not, serves both', () => {
    known.seen('1', agent('1'));
    known.seen('2', agent('2', { lines: ['campaign-1', 'queue-1'], state: 'talking', reservable: false }));
    expect([known.share('campaign-1', 'queue-1'), known.share('campaign-2', 'queue-1')]).toEqual([true, false]);
  });

  it('are those of the last snapshot and what was said since, by the pool\'s clock', () => {
    known.seen('1', agent('1'));
    known.seen('2', agent('2'));
    known.snapped({ builtAtMs: 7, takenAtMs: 100_250, agents: [agent('2')] });
    known.seen('3', agent('3'));
    expect(known.view()).toEqual({ builtAtMs: 7, takenAtMs: 100_250, agents: [agent('2'), agent('3')] });
    expect(free()).toEqual(['2', '3']);
  });
});
