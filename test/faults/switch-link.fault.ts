import { numbers } from '../e2e/lib/dialer-aids';
import type { DialerRig } from '../e2e/lib/dialer-rig';
import { waitFor } from '@paceline/testing/wait-for';
import type { FaultOrder } from '@paceline/simulator';
import { FaultCampaign, openFaultRig, talkers } from './lib/fault-campaign';

const LONGEST_MS = 120_000;

let rig: DialerRig;
afterEach(async () => {
  await rig.close();
});

describe('the connection to the switch', () => {
  // Who answers just before the connection is gone has heard the guard's message and left before it is back.
  beforeEach(async () => { rig = await openFaultRig({ records: true }); });

  it.each<[what: string, order: FaultOrder, withinSec: number]>([
    ['is reset', { fault: 'reset' }, 10],
    // Twelve seconds: reservations, bridges, ring timeouts, the grace and the lease have all run out by then.
    ['is dropped for 5 s with calls up', { fault: 'down', how: 'closed', forMs: 5_000 }, 10],
    ['is dropped for longer than every clock with calls up', { fault: 'down', how: 'reset', forMs: 12_000 }, 10],
    // Ten seconds of silence and five without a sign of life: then it is dropped.
    ['is half-open', { fault: 'half-open', whom: 'present' }, 60],
    ['delivers in pieces', { fault: 'split', at: 'random' }, 10],
  ])('%s', async (what, order, withinSec) => {
    const fault = await FaultCampaign.underWay(rig);
    expect(await fault.survives(what, order)).toBeLessThan(withinSec);
  }, LONGEST_MS);
});

describe('the switch', () => {
  it('is restarted under 50 calls', async () => {
    rig = await openFaultRig({ phones: 50 });
    const fault = await FaultCampaign.begin(rig, [...talkers(50), ...numbers('short-talk', 20)], 50);
    await waitFor('50 are talking', async () => (await rig.calls(fault.campaign)).filter((call) => call.state === 'talking').length === 50);
    expect(await fault.survives('the switch is restarted under 50 calls', { fault: 'restart', awayMs: 1_000 })).toBeLessThan(10);
    expect(await fault.outcomes()).toMatchObject({ connected: 70 });
  }, LONGEST_MS);
});

describe('events', () => {
  beforeEach(async () => { rig = await openFaultRig(); });

  it.each<[what: string, orders: readonly FaultOrder[]]>([
    ['are lost, one in twenty', [{ fault: 'lose-events', share: 0.05, forMs: 2_000 }]],
    ['of an end are lost', [{ fault: 'lose-events', names: ['CHANNEL_HANGUP', 'CHANNEL_HANGUP_COMPLETE', 'CHANNEL_DESTROY'], share: 0.2, forMs: 2_000 }]],
    ['of a bridge are lost', [{ fault: 'lose-events', names: ['CHANNEL_BRIDGE'], next: 3 }]],
    ['come twice, and once more later', [{ fault: 'repeat-events' }, { fault: 'repeat-events', afterMs: 400 }]],
    ['come late', [{ fault: 'delay-events', byMs: 200, jitterMs: 600 }]],
  ])('%s', async (what, orders) => {
    const fault = await FaultCampaign.underWay(rig, 24);
    await fault.survives(`events ${what}`, ...orders);
  }, LONGEST_MS);
});

describe('commands', () => {
  beforeEach(async () => { rig = await openFaultRig(); });

  /** Some are carried out and some are not, and nobody says which. */
  const unanswered = (command: string, each: number): readonly FaultOrder[] => [true, false].map((carriedOut) => ({ fault: 'leave-unanswered', command, carriedOut, next: each }));

  it.each<[what: string, orders: readonly FaultOrder[]]>([
    ['originate is not answered', unanswered('originate', 4)],
    ['uuid_bridge is not answered', unanswered('uuid_bridge', 3)],
    ['are refused', [{ fault: 'refuse-command', command: 'originate', next: 3 }, { fault: 'refuse-command', command: 'uuid_bridge', text: '-ERR Invalid uuid\n', next: 3 }]],
    ['are answered late', [{ fault: 'delay-replies', byMs: 300, forMs: 2_000 }]],
  ])('%s', async (what, orders) => {
    const fault = await FaultCampaign.underWay(rig, 20);
    await fault.survives(`commands: ${what}`, ...orders);
  }, LONGEST_MS);
});

describe('hand-offs', () => {
  beforeEach(async () => { rig = await openFaultRig(); });

  it.each<[what: string, order: FaultOrder, outcomes: object]>([
    ['are lost because the customer leaves', { fault: 'hand-off', race: 'customer-leaves', next: 4 }, { 'hung-up-waiting': 4 }],
    // Whose agent's leg died before the bridge goes to the next one.
    ['are lost because the agent\'s leg dies', { fault: 'hand-off', race: 'agent-leaves', next: 4 }, { connected: 16 }],
    ['find the customer gone', { fault: 'hand-off', race: 'customer-gone', next: 4 }, { 'hung-up-waiting': 4 }],
    // Not sent before the park, so none of them is lost.
    ['would come before the park', { fault: 'hand-off', race: 'bridge-before-park' }, { connected: 16 }],
  ])('%s', async (what, order, outcomes) => {
    const fault = await FaultCampaign.underWay(rig);
    await fault.survives(`hand-offs ${what}`, order);
    expect(await fault.outcomes()).toMatchObject(outcomes);
  }, LONGEST_MS);
});
