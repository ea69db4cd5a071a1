import fc from 'fast-check';
import { CallRegistry } from './call-registry';
import { aCall } from './call.spec-helper';
import { LegIndex } from './leg-index';

const promised = (legChannelId: string): { agentId: string; token: string; legChannelId: string } => ({ agentId: '7', token: 't', legChannelId });

describe('the legs of ours', () => {
  let registry: CallRegistry;
  beforeEach(() => { registry = new CallRegistry(); });
  afterEach(() => { registry.clear(); });

  it('are a call\'s customer, and the agent whom it has, as long as it has them', () => {
    const call = aCall({ callId: 'a' }, 'connecting');
    registry.add(call);
    call.agent = promised('leg');
    expect(registry.legs.of('a')).toEqual({ channelId: 'a', callId: 'a', role: 'customer' });
    expect(registry.legs.of('leg')).toEqual({ channelId: 'leg', callId: 'a', role: 'agent' });
    expect(registry.ofLeg('leg')).toBe(call);
    expect(registry.legs.ofCall('a')).toEqual(['a', 'leg']);
    call.agent = null;
    expect([registry.legs.of('leg'), registry.ofLeg('leg')]).toEqual([undefined, undefined]);
    expect(registry.legs.ofCall('a')).toEqual(['a']);
  });

  it('are known of a call that had its agent before it was followed', () => {
    const call = aCall({ callId: 'a' }, 'connecting');
    call.agent = promised('leg');
    registry.add(call);
    expect(registry.ofLeg('leg')).toBe(call);
  });

  it('are an agent\'s own phone with no call, before and after', () => {
    const free = { channelId: 'leg', callId: null, role: 'agent' };
    registry.legs.phoneAdded('leg');
    expect(registry.legs.of('leg')).toEqual(free);
    const call = aCall({ callId: 'a' }, 'talking');
    registry.add(call);
    call.agent = promised('leg');
    registry.remove(call);
    expect([registry.legs.of('a'), registry.legs.of('leg')]).toEqual([undefined, free]);
    // What is still said of a call that is over moves no leg.
    call.agent = promised('leg');
    expect(registry.legs.of('leg')).toEqual(free);
  });

  it('are still a call\'s when the phone is gone and the call has not been told', () => {
    const call = aCall({ callId: 'a' }, 'talking');
    registry.add(call);
    registry.legs.phoneAdded('leg');
    call.agent = promised('leg');
    registry.legs.phoneGone('leg');
    expect(registry.ofLeg('leg')).toBe(call);
    call.agent = null;
    expect(registry.legs.has('leg')).toBe(false);
  });

  it('are of the call that they joined last', () => {
    const legs = new LegIndex();
    legs.join('a', 'leg', 'agent');
    legs.join('b', 'leg', 'consulted');
    legs.leave('a', 'leg');
    expect(legs.of('leg')).toEqual({ channelId: 'leg', callId: 'b', role: 'consulted' });
    expect([legs.ofCall('a'), legs.ofCall('b')]).toEqual([[], ['leg']]);
  });

  it('say the same by channel and by call, whatever comes and goes', () => {
    const channel = fc.constantFrom('a', 'b', 'l1', 'l2', 'l3');
    const step = fc.record({ what: fc.constantFrom('join', 'leave', 'callEnded', 'phoneAdded', 'phoneGone'), call: fc.constantFrom('a', 'b'), channel });
    fc.assert(fc.property(fc.array(step), (steps) => {
      const legs = new LegIndex();
      for (const { what, call, channel: leg } of steps) {
        if (what === 'join') legs.join(call, leg, 'agent');
        else if (what === 'leave') legs.leave(call, leg);
        else if (what === 'callEnded') legs.callEnded(call);
        else if (what === 'phoneAdded') legs.phoneAdded(leg);
        else legs.phoneGone(leg);
      }
      const ofCalls = ['a', 'b'].flatMap((call) => legs.ofCall(call).map((leg) => [leg, call]));
      for (const leg of ['a', 'b', 'l1', 'l2', 'l3']) {
        expect(ofCalls.filter(([of]) => of === leg).map(([, call]) => call)).toEqual([legs.of(leg)?.callId ?? null].filter((call) => call !== null));
        expect(legs.has(leg)).toBe(legs.of(leg) !== undefined);
      }
    }));
  });
});
