import { waitFor } from '@paceline/testing/wait-for';
import { DID, addNumber, addQueue, caller, toQueue } from './lib/caller-rig';
import { DialerRig } from './lib/dialer-rig';
import { LONG_TALK, news, numbers, setGateway } from './lib/dialer-aids';

const AGENTS = 5;

describe('lines of a gateway that are kept for callers', () => {
  let rig: DialerRig;
  afterEach(() => rig.close());

  /** Most at once of what we dialed through the gateway. */
  const mostDialed = (): number => {
    const legs = rig.simulated.invites.filter(({ direction, gateway }) => direction === 'outbound' && gateway === 'carrier');
    return Math.max(0, ...legs.map(({ atMs: from }) => legs.filter(({ atMs, endedAtMs }) => atMs <= from && (endedAtMs === null || endedAtMs > from)).length));
  };
  const up = (): number => rig.simulated.invites.filter(({ direction, gateway, endedAtMs }) => direction === 'outbound' && gateway === 'carrier' && endedAtMs === null).length;

  it('are dialed on by no campaign, which says so; callers use them first', async () => {
    rig = await DialerRig.open({ callees: [LONG_TALK] });
    await setGateway(rig, { callsPerSec: 50, maxLines: 4, linesForCallers: 2 });
    await rig.workerReady(await rig.startWorker());
    const queue = await addQueue(rig);
    await addNumber(rig, toQueue(queue.id));
    const campaign = await rig.campaign(numbers('long-talk', 6), { wrapUpSec: 0 });
    await rig.agents(AGENTS, [campaign]);
    const kept = await news(rig, campaign, 'what is free is kept', ({ reasons }) => reasons.some(({ limit }) => limit === 'gateway-kept'));
    expect(kept.reasons.find(({ limit }) => limit === 'gateway-kept')).toMatchObject({ gateway: 'carrier', figures: { kept: 2, callers: 0, maxLines: 4 } });
    await waitFor('it dials on the others', () => up() === 2);

    // Two callers, by the gateway: the lines that are kept are theirs, and the campaign has its two as before.
    const ids = ['+12125550101', '+12125550102'].map((from) => rig.simulated.inboundCall({ from, to: DID, gateway: 'carrier' }) ?? '');
    for (const callId of ids) await caller(rig, callId, 'waits', ({ state, gateway }) => state === 'waiting' && gateway === 'carrier');
    await rig.completed(campaign);
    expect(mostDialed()).toBe(2);
    for (const callId of ids) rig.simulated.hangupFarEnd(callId);
    for (const callId of ids) await caller(rig, callId, 'gave up', ({ state }) => state === 'ended');
  });
});
