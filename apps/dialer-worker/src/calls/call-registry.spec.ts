import type { CallState } from '@paceline/domain/call/call-state';
import { pass, useTestTime } from '../context/owner.spec-helper';
import { aCall, aCaller } from './call.spec-helper';
import { CallRegistry } from './call-registry';
import type { LiveCall } from './live-call';

const call = (callId: string, state: CallState, changes: Partial<Omit<LiveCall, 'state'>> = {}, gateway = 'carrier'): LiveCall => Object.assign(aCall({ callId, gateway }, state), changes);

describe('the calls of a switch', () => {
  useTestTime();
  let registry: CallRegistry;
  beforeEach(() => { registry = new CallRegistry(); });
  const have = (...calls: readonly LiveCall[]): void => { for (const one of calls) registry.add(one); };

  it('that an agent could be given are those who wait, and have none on the way', () => {
    have(
      call('late', 'waiting'), call('early', 'answered'), call('lost', 'waiting', { lostItsAgent: true }),
      call('is offered', 'waiting', { offering: true }), call('hears the message', 'waiting', { safeHarbour: true }), call('is promised', 'connecting'), call('rings', 'ringing'),
    );
    expect(registry.waiting().map(({ callId }) => callId).sort()).toEqual(['early', 'late', 'lost']);
  });

  it('are counted on their gateway: all, those to be sent, those of which nothing was heard', () => {
    have(
      call('planned', 'planned'), call('is looked at', 'planned', { undecided: true }), call('sent', 'originating'), call('exists', 'originating', { created: true }),
      call('talks', 'talking'), call('over', 'ended'), call('elsewhere', 'planned', {}, 'other'),
    );
    expect([registry.onGateway('carrier'), registry.plannedOn('carrier'), registry.unheardOn('carrier')]).toEqual([5, 1, 1]);
    expect([registry.onGateway('other'), registry.plannedOn('other'), registry.unheardOn('other')]).toEqual([1, 1, 0]);
    const caller = aCaller('waiting', { gateway: 'carrier' });
    have(caller);
    expect([registry.onGateway('carrier'), registry.callersOn('carrier')]).toEqual([6, 1]);
    caller.move('ended');
    expect([registry.onGateway('carrier'), registry.callersOn('carrier')]).toEqual([5, 0]);
  });

  it('are counted where they are by now, however they came there', () => {
    const one = call('a', 'planned');
    have(one);
    const counts = (): number[] => [registry.onGateway('carrier'), registry.plannedOn('carrier'), registry.unheardOn('carrier'), registry.waiting().length];
    const after = (['originating', 'answered', 'connecting', 'talking', 'waiting', 'ended'] as const).map((state) => { one.move(state); return counts(); });
    expect(after).toEqual([[1, 0, 1, 0], [1, 0, 0, 1], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 1], [0, 0, 0, 0]]);
    registry.remove(one);
    expect(counts()).toEqual([0, 0, 0, 0]);
  });

  it('are forgotten with what is counted of them when the ownership is over', () => {
    have(call('a', 'planned'), call('b', 'waiting'));
    registry.clear();
    expect([registry.size, registry.onGateway('carrier'), registry.plannedOn('carrier'), registry.waiting()]).toEqual([0, 0, 0, []]);
  });

  it('are found by their legs, whoever is promised to them while they are followed', () => {
    const one = call('a', 'connecting');
    one.agent = { agentId: '7', token: 't', legChannelId: 'before' };
    have(one);
    expect([registry.ofLeg('a'), registry.ofLeg('before')]).toEqual([one, one]);
    one.agent = { agentId: '8', token: 't', legChannelId: 'after' };
    expect([registry.ofLeg('before'), registry.ofLeg('after')]).toEqual([undefined, one]);
    registry.remove(one);
    one.agent = { agentId: '9', token: 't', legChannelId: 'late' };
    expect(['a', 'after', 'late'].map((leg) => registry.ofLeg(leg))).toEqual([undefined, undefined, undefined]);
  });

  it('are known by the number with which somebody calls us, as long as one of them lives', () => {
    const callers = ['one', 'other'].map((callId) => aCaller('waiting', { callId, phone: '+12125550142' }));
    for (const caller of [...callers, aCaller('waiting', { callId: 'withheld' }), aCall({ callId: 'ours', phone: '+12125550143' })]) have(caller);
    const known = (): boolean[] => ['+12125550142', '+12125550143'].map((phone) => registry.isCaller(phone));
    expect(known()).toEqual([true, false]);
    callers[0]?.move('ended');
    expect(known()).toEqual([true, false]);
    if (callers[1] !== undefined) registry.remove(callers[1]);
    expect(known()).toEqual([false, false]);
  });

  it('that ended are remembered for ten seconds: a list that was asked for before may name them', async () => {
    const one = call('a', 'ended');
    have(one);
    registry.remove(one);
    await pass(9_999);
    expect([registry.get('a'), registry.size, registry.leftJustNow('a')]).toEqual([undefined, 0, true]);
    await pass(1);
    expect(registry.leftJustNow('a')).toBe(false);
  });

  it.each<[string, (one: LiveCall) => void]>([['that ended', (one) => { registry.remove(one); }], ['of an ownership that is over', () => { registry.clear(); }]])(
    '%s act no more by themselves', async (_what, happens) => {
      const one = call('a', 'waiting');
      let acted = false;
      have(one);
      one.after('safe-harbour', 1_000, () => { acted = true; });
      happens(one);
      await pass(10_000);
      expect([acted, registry.ofLeg('a')]).toEqual([false, undefined]);
    });
});
