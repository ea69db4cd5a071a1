import { waitFor } from '@paceline/testing/wait-for';
import { RINGS_ON, invitesOf, numbers, setGateway } from './lib/dialer-aids';
import { DialerRig } from './lib/dialer-rig';

/** More than the jobs that one worker has at hand at once. */
const CALLS = 150;

it('as many calls ring at once as the pacer and the gateway want', async () => {
  const rig = await DialerRig.open({ callees: [RINGS_ON] });
  try {
    await setGateway(rig, { callsPerSec: 200, maxLines: CALLS });
    await rig.workerReady(await rig.startWorker());
    const campaign = await rig.campaign(numbers('rings-on', CALLS), { mode: 'power', maxLinesPerAgent: 50, ringTimeoutSec: 60 });
    await rig.agents(4, [campaign]);
    await waitFor('all of them ring', () => invitesOf(rig).filter(({ ringingAtMs, endedAtMs }) => ringingAtMs !== null && endedAtMs === null).length === CALLS);
    expect(invitesOf(rig)).toHaveLength(CALLS);
  } finally {
    await rig.close();
  }
});
