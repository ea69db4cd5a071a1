import { partiesOf } from './parties';

describe('the parties of a call', () => {
  it('are whom we called, what they were shown and how long it may ring', () => {
    const outbound = { direction: 'outbound', phone: '+14155550100', callerNumber: '12125550100', ringTimeoutSec: 30 } as const;
    expect(partiesOf(outbound)).toEqual(outbound);
    expect(partiesOf({ ...outbound, callerNumber: null })).toEqual({ ...outbound, callerNumber: null });
  });

  it.each([['a number', '+14155550100'], ['a withheld number', null]])('are whoever called us with %s, and no ring timeout', (_what, phone) => {
    expect(partiesOf({ direction: 'inbound', phone, callerNumber: null, ringTimeoutSec: null }))
      .toEqual({ direction: 'inbound', phone, callerNumber: null, ringTimeoutSec: null });
  });

  it.each([{ phone: null, ringTimeoutSec: 30 }, { phone: '+14155550100', ringTimeoutSec: null }])('are not told of a call of ours with %p', (lacking) => {
    expect(() => partiesOf({ direction: 'outbound', callerNumber: null, ...lacking })).toThrow('outbound');
  });
});
