import { waitFor } from '@paceline/testing/wait-for';
import { invitesOf, legOf, numbers, talksOf, violationsWhileRunning } from './lib/dialer-aids';
import type { DialerRig } from './lib/dialer-rig';
import { MidCampaign, RINGS_LONG, endsWell, openRecoveryRig } from './lib/mid-campaign';
import { WorkerProcess } from './lib/worker-process';

describe('going on after a failure', () => {
  let rig: DialerRig;
  let killed: WorkerProcess | null = null;
  beforeEach(async () => { rig = await openRecoveryRig(); });
  afterEach(async () => {
    await killed?.kill();
    await rig.close();
  });

  it('hands its calls to the next worker when it is stopped', async () => {
    const first = await rig.startWorker();
    await rig.workerReady(first);
    const mid = await MidCampaign.reach(rig);
    const second = await rig.startWorker();
    await first.stop();
    await rig.workerReady(second);
    await mid.endsWell();
    await mid.wentOnUntouched();
  });

  it('takes over after the lease when a worker is killed', async () => {
    killed = await WorkerProcess.start(rig.environment);
    const mid = await MidCampaign.reach(rig);
    await killed.kill();
    const second = await rig.startWorker();
    await rig.workerReady(second);
    await mid.endsWell();
    await mid.wentOnUntouched();
  });

  it('loses no call when its connection to the switch is reset', async () => {
    await rig.workerReady(await rig.startWorker());
    const mid = await MidCampaign.reach(rig);
    rig.simulated.kill();
    await mid.endsWell();
    await mid.wentOnUntouched();
  });

  it('calls agents\' phones again and goes on when the switch was started anew', async () => {
    await rig.workerReady(await rig.startWorker());
    const mid = await MidCampaign.reach(rig);
    await rig.simulated.restart();
    await mid.endsWell();
    const calls = await rig.calls(mid.campaign);
    // Who talked still gets their wrap-up; of the one that rang nobody can tell.
    expect(calls.filter((call) => mid.talking.includes(call.id)).map((call) => [call.outcome, call.dispositionCode]))
      .toEqual([['connected', 'none-given'], ['connected', 'none-given']]);
    for (const id of mid.talking) {
      const call = calls.find((one) => one.id === id);
      expect(await talksOf(rig, id)).toEqual([expect.objectContaining({ agentId: call?.agentId, fromAt: call?.connectedAt, toAt: call?.endedAt, endedBy: 'unheard' })]);
    }
    expect(calls.find((call) => call.phone === RINGS_LONG)?.outcome).toBe('lost');
    for (const leg of await mid.legsNow()) expect(mid.legs).not.toContain(leg);
  });

  it('goes on when its lease is lost in mid-campaign, and taken again by itself', async () => {
    const worker = await rig.startWorker();
    await rig.workerReady(worker);
    const campaign = await rig.campaign(numbers('short-talk', 15), { wrapUpSec: 0 });
    const agents = await rig.agents(3, [campaign]);
    const legs = await Promise.all(agents.map((agent) => legOf(rig, agent)));
    for (const ended of [3, 8]) {
      await waitFor(`${ended} calls have ended`, async () => (await rig.calls(campaign)).filter((call) => call.outcome === 'connected').length >= ended);
      // Another process took it, and has given it back.
      await rig.dataSource.query("UPDATE leases SET owner = '', fence = fence + 1 WHERE name = 'switch:main'");
      await waitFor('the worker noticed', () => !worker.ready);
      await rig.workerReady(worker);
      expect(await violationsWhileRunning(rig)).toEqual([]);
    }
    await endsWell(rig, campaign);
    expect(invitesOf(rig)).toHaveLength(15);
    expect(await Promise.all(agents.map((agent) => legOf(rig, agent)))).toEqual(legs);
  });
});
