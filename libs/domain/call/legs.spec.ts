import fc from 'fast-check';
import { LEG_ROLES, areTogether, endsWith, legsTogether, type ShownLeg } from './legs';

const leg = (channelId: string, shown: Partial<ShownLeg> = {}): ShownLeg => ({ channelId, state: 'CS_SOFT_EXECUTE', callUuid: '', conference: '', ...shown });
const bridged = (channelId: string, state = 'CS_SOFT_EXECUTE'): ShownLeg => leg(channelId, { state, callUuid: 'customer' });
const inRoom = (channelId: string, conference = 'room'): ShownLeg => leg(channelId, { state: 'CS_EXECUTE', conference });

const state = fc.constantFrom('CS_EXCHANGE_MEDIA', 'CS_SOFT_EXECUTE', 'CS_PARK', 'CS_EXECUTE');
const anyLeg = fc.record({ channelId: fc.constantFrom('a', 'b', 'c', 'd', 'e'), state, callUuid: fc.constantFrom('', 'x', 'y'), conference: fc.constantFrom('', 'r', 's') });

describe('the loss of a leg', () => {
  it.each([['customer', 'call'], ['agent', 'talk'], ['consulted', 'nothing'], ['third', 'nothing'], ['supervisor', 'nothing']] as const)('of the %s ends: %s', (role, what) => {
    expect(endsWith(role)).toBe(what);
  });

  it('ends the call for one role alone', () => {
    expect(LEG_ROLES.filter((role) => endsWith(role) === 'call')).toEqual(['customer']);
  });
});

describe('two legs', () => {
  it.each<[string, ShownLeg | undefined, ShownLeg | undefined, boolean]>([
    ['bridged: the one named first only executes', bridged('customer'), bridged('agent', 'CS_EXCHANGE_MEDIA'), true],
    ['of a bridge that failed', bridged('customer', 'CS_PARK'), bridged('agent'), false],
    ['one of which has parked, and shows its last call', bridged('customer', 'CS_EXECUTE'), bridged('agent', 'CS_PARK'), false],
    ['each of which talks to somebody else', leg('a', { state: 'CS_EXCHANGE_MEDIA', callUuid: 'x' }), leg('b', { state: 'CS_EXCHANGE_MEDIA', callUuid: 'y' }), false],
    ['alone', leg('a', { state: 'CS_EXCHANGE_MEDIA' }), leg('b', { state: 'CS_EXCHANGE_MEDIA' }), false],
    ['in one conference', inRoom('customer'), inRoom('third'), true],
    ['in two conferences', inRoom('customer'), inRoom('third', 'elsewhere'), false],
    ['that were bridged before one went into a conference', { ...inRoom('customer'), callUuid: 'customer' }, bridged('agent', 'CS_EXCHANGE_MEDIA'), false],
    ['one of which the switch does not have', undefined, bridged('agent', 'CS_EXCHANGE_MEDIA'), false],
    ['none of which it has', undefined, undefined, false],
  ])('%s', (_what, one, other, together) => {
    expect(areTogether(one, other)).toBe(together);
  });

  it('are together or not, whichever is named first', () => {
    fc.assert(fc.property(anyLeg, anyLeg, (one, other) => areTogether(one, other) === areTogether(other, one)));
  });
});

describe('a call\'s legs that are together', () => {
  const customer = inRoom('customer');

  it('are any of its others in the room that its customer is in', () => {
    const [agent, third, waiting] = [inRoom('agent'), inRoom('third'), inRoom('consulted', 'aside')];
    expect(legsTogether(customer, [agent, third, waiting])).toEqual([agent, third]);
  });

  it('are none without a customer, and never the customer alone', () => {
    expect(legsTogether(undefined, [inRoom('agent')])).toEqual([]);
    expect(legsTogether(customer, [customer])).toEqual([]);
  });

  it('are those of which each is together with the customer, in the order given', () => {
    fc.assert(fc.property(anyLeg, fc.array(anyLeg), (one, others) => {
      const found = legsTogether(one, others);
      expect(found).toEqual(others.filter((other) => found.includes(other)));
      for (const other of others) expect(found.includes(other)).toBe(other.channelId !== one.channelId && areTogether(one, other));
    }));
  });
});
