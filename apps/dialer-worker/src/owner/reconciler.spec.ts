import { Call, Talk, type Agent, type KeptInterview } from '@paceline/persistence';
import type { SwitchChannel } from '@paceline/telephony/port/switch-port';
import { CallRegistry } from '../calls/call-registry';
import { aKeptInterview } from '../calls/interview.spec-helper';
import type { LiveCall } from '../calls/live-call';
import { Reconciler } from './reconciler';

const AT = new Date('2026-01-07T19:00:00Z');
const NOW_MS = AT.getTime() + 20_000;
const LEGS: Readonly<Record<string, string>> = { 'leg-1': '1', 'leg-2': '2' };

const channel = (channelId: string, shown: Partial<SwitchChannel> = {}): SwitchChannel => ({
  channelId, direction: 'outbound', createdAtMs: 0, state: 'CS_PARK', callState: 'ACTIVE', application: 'park', callerNumber: '', destination: '', initialDestination: '', accountCode: 'ours',
  dismissed: false, callUuid: '', conference: '', ...shown,
});
const CUSTOMER = channel('call', { state: 'CS_SOFT_EXECUTE', callUuid: 'call' });
const withCustomer = (leg: string): SwitchChannel => channel(leg, { state: 'CS_EXCHANGE_MEDIA', callUuid: 'call' });

function row(columns: Partial<Call> = {}): Call {
  return Object.assign(new Call(), {
    id: 'call', direction: 'outbound', state: 'talking', switchId: 'main', line: 'campaign-1', gateway: null, campaignId: null, targetId: null, contactId: null, callbackId: null, agentId: '1', phone: '+14155550100',
    callerNumber: null, ringTimeoutSec: 30, notAfter: AT, plannedAt: AT, originatingAt: AT, ringingAt: AT, answeredAt: AT, connectedAt: AT, safeHarbourAt: null, endedAt: null, fence: '1',
  } satisfies Partial<Call>, columns);
}
const talk = (toAt: Date | null = null): Talk => Object.assign(new Talk(), { callId: 'call', agentId: '1', channelId: 'leg-1', fromAt: AT, toAt });

/** One call of an earlier owner, and two agents' legs; what the next owner does with it, in words. */
async function takenOver(channels: readonly SwitchChannel[], last: Talk | null, columns: Partial<Call> = {}, interview: KeptInterview | null = null): Promise<string[]> {
  const registry = new CallRegistry();
  const did: string[] = [];
  const owner = {
    fence: 2n, environment: { SWITCH_ID: 'main', SWITCH_ACCOUNT_CODE: 'ours', LOST_GRACE_MS: 0, SAFE_HARBOUR_AFTER_MS: 2_000 }, lease: { isHeld: () => true },
    clock: { nowMs: () => NOW_MS, monotonicMs: () => 0 }, calls: { unsettled: () => Promise.resolve([row(columns)]), makeOurs: () => Promise.resolve() },
    dataSource: { manager: { findBy: () => Promise.resolve([] as Agent[]) } }, switchPort: { listChannels: () => Promise.resolve(channels) },
  };
  const reconciler = new Reconciler(owner as unknown as ConstructorParameters<typeof Reconciler>[0], { // as much of them as a takeover uses
    registry, talks: { lastOf: () => Promise.resolve(new Map(last === null ? [] : [['call', last]])) },
    legs: { all: () => Object.entries(LEGS).map(([channelId, agentId]) => ({ channelId, agentId })) },
    journal: { record: (_call: unknown, kind: string, _patch: object, data: object, atMs: number) => { did.push(`write ${kind} ${JSON.stringify(data)} at ${atMs - AT.getTime()}`); } },
    flow: { handle: (call: LiveCall, event: { type: string; otherId?: string }) => { did.push(`${event.type} ${event.otherId ?? ''} while ${call.state}`); call.move('talking'); } },
    planOf: () => ({ takenOver: () => { did.push('taken over'); } }), longest: { watch: (call: LiveCall) => { if (call.interview !== null) did.push('watch its length'); } }, strays: { endAmong: () => Promise.resolve() }, reception: { found: () => undefined }, trials: { found: () => Promise.resolve() }, afterCalls: { found: () => Promise.resolve() }, machines: { found: () => Promise.resolve() }, interviews: { open: () => Promise.resolve(interview === null ? [] : [{ call: row(columns), kept: interview }]) }, phones: { all: () => [], find: () => Promise.resolve(), compare: () => undefined },
    ending: { lost: async () => { did.push('ended as lost'); } },
  } as unknown as ConstructorParameters<typeof Reconciler>[1]);
  await reconciler.reconcile({ afresh: true, startedAtMs: 0 });
  const call = registry.get('call');
  did.push(`${call?.state ?? 'gone'} with ${call?.agent?.agentId ?? 'nobody'}, last with ${call?.lastAgentId ?? 'nobody'}`);
  registry.clear();
  return did;
}

describe('a call that an earlier owner had connected', () => {
  const UNHEARD = 'write agent-lost {"agentId":"1","unheard":true} at 20000';

  it.each<[string, readonly SwitchChannel[], Talk | null, Partial<Call>, readonly string[]]>([
    ['goes on with its agent, and nothing is written twice', [CUSTOMER, withCustomer('leg-1'), channel('leg-2')], talk(), {}, ['talking with 1, last with 1']],
    ['has lost its agent: the talk is closed, and it waits', [CUSTOMER, channel('leg-1'), channel('leg-2')], talk(), {}, [UNHEARD, 'taken over', 'waiting with nobody, last with 1']],
    ['has lost its agent\'s leg whole', [CUSTOMER, channel('leg-2')], talk(), {}, [UNHEARD, 'taken over', 'waiting with nobody, last with 1']],
    ['is with another agent already: one talk is closed before the next begins', [CUSTOMER, channel('leg-1'), withCustomer('leg-2')], talk(), {},
      [UNHEARD, 'channel-bridged leg-2 while connecting', 'talking with 2, last with 1']],
    ['is with its agent, of which nothing was written', [CUSTOMER, withCustomer('leg-1')], null, { state: 'connecting', connectedAt: null },
      ['channel-bridged leg-1 while connecting', 'talking with 1, last with 1']],
    ['is with the next agent, of whom nothing was written', [CUSTOMER, withCustomer('leg-2')], talk(AT), { state: 'waiting' }, ['channel-bridged leg-2 while connecting', 'talking with 2, last with 1']],
    ['was waiting again', [CUSTOMER, channel('leg-1')], talk(AT), { state: 'waiting' }, ['taken over', 'waiting with nobody, last with 1']],
    ['is over: its talk ends with it', [channel('leg-1')], talk(), {}, ['taken over', 'ended as lost', 'waiting with nobody, last with 1']],
  ])('%s', async (_what, channels, last, columns, did) => {
    expect(await takenOver(channels, last, columns)).toEqual(did);
  });
});

it('a call on which somebody is asked by keys goes on, for as long as a call may be', async () => {
  const did = await takenOver([channel('call')], null, { state: 'answered', connectedAt: null, agentId: null }, aKeptInterview({ callId: 'call' }));
  expect(did).toEqual(['watch its length', 'taken over', 'answered with nobody, last with nobody']);
});
