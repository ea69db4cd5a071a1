import { Call, Talk } from '@paceline/persistence';
import { aLine } from './call.spec-helper';
import { reviveCall } from './revive-call';

const AT = new Date('2026-01-07T19:00:00Z');

function aRow(columns: Partial<Call> = {}): Call {
  return Object.assign(new Call(), {
    id: 'a', direction: 'inbound', state: 'waiting', switchId: 'main', line: 'queue-1', gateway: null, campaignId: null, targetId: null, contactId: null, agentId: null,
    phone: null, callerNumber: null, notAfter: null, ringTimeoutSec: null, plannedAt: AT, originatingAt: null, ringingAt: null, answeredAt: AT, connectedAt: null, safeHarbourAt: null,
  } satisfies Partial<Call>, columns);
}

describe('a call of an earlier owner', () => {
  it('that came in without a number waits on, since it came in', () => {
    const call = reviveCall(aRow(), aLine(), null);
    expect(call.facts).toMatchObject({ direction: 'inbound', phone: null, callerNumber: null, ringTimeoutSec: null });
    expect([call.isOutbound(), call.state, call.begunAtMs]).toEqual([false, 'waiting', AT.getTime()]);
  });

  it('that we made knows whom it calls and for how long', () => {
    const call = reviveCall(aRow({ direction: 'outbound', state: 'ringing', phone: '+14155550100', ringTimeoutSec: 30, notAfter: AT, originatingAt: AT, answeredAt: null }), aLine(), null);
    expect(call.isOutbound()).toBe(true);
    expect(call.facts).toMatchObject({ phone: '+14155550100', ringTimeoutSec: 30 });
  });

  it('talked last with whom its last talk says, whoever was promised it since', () => {
    const talk = Object.assign(new Talk(), { callId: 'a', agentId: '1', fromAt: new Date(AT.getTime() + 9_000), toAt: new Date(AT.getTime() + 12_000) });
    const call = reviveCall(aRow({ state: 'connecting', agentId: '2', connectedAt: AT }), aLine(), talk);
    expect([call.lastAgentId, call.talkingSinceMs, call.state]).toEqual(['1', AT.getTime() + 9_000, 'waiting']);
    expect(reviveCall(aRow({ state: 'connecting', agentId: '2' }), aLine(), null).lastAgentId).toBe('2');
  });
});
