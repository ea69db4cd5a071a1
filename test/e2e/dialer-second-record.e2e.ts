import { CallEvent } from '@paceline/persistence';
import { waitFor } from '@paceline/testing/wait-for';
import { SHORT_TALK, invitesOf, numbers, violations } from './lib/dialer-aids';
import { endsWell } from './lib/mid-campaign';
import { TRUTH, UnheardEnds, toldBy } from './lib/unheard-ends';

describe('calls that end while the event socket is down', () => {
  let scene: UnheardEnds;
  afterEach(() => scene.close());

  it('end with the cause and the times of the switch\'s records, none as LOST', async () => {
    scene = await UnheardEnds.open();
    const { rig } = scene;
    await scene.startApi();
    await rig.workerReady(await rig.startWorker());
    const campaign = await scene.missTenEnds(() => rig.simulated.callRecords.posted >= 10);
    const calls = await scene.callsOnce(campaign, 'over', ({ endedAt }) => endedAt !== null);

    expect(toldBy(calls)).toEqual(TRUTH);
    for (const call of Object.values(calls)) {
      const invite = rig.simulated.callOf(call.id);
      // The rows' instants are those of the switch, 20 ms frames, however late they were written.
      expect(Math.abs((call.endedAt?.getTime() ?? 0) - (invite?.endedAtMs ?? 0))).toBeLessThan(100);
      expect(Math.abs((call.answeredAt?.getTime() ?? 0) - (invite?.answeredAtMs ?? 0))).toBeLessThan(100);
      expect(call.ringingAt).not.toBeNull();
    }
    expect(await rig.dataSource.manager.countBy(CallEvent, { kind: 'amended-by-switch-record' })).toBe(0);
    await endsWell(rig, campaign);
  });

  it.each([
    ['since when the record says', true],
    ['since it was found to be played, when no record comes', false],
  ])('in the switch\'s message were abandoned, and heard it %s', async (_, withRecords) => {
    scene = await UnheardEnds.open({ promptMs: 4_000 });
    const { rig } = scene;
    if (withRecords) await scene.startApi();
    await rig.workerReady(await rig.startWorker());
    const campaign = await scene.missTheMessage(() => rig.simulated.callRecords[withRecords ? 'posted' : 'spooled'] >= 1);
    const call = await rig.call(campaign, 'has ended', ({ endedAt }) => endedAt !== null);

    const { plays } = rig.simulated.callOf(call.id) ?? { plays: [] };
    expect(call.outcome).toBe('abandoned');
    expect(Math.abs((call.safeHarbourAt?.getTime() ?? 0) - (plays[0]?.atMs ?? 0))).toBeLessThan(withRecords ? 100 : 4_000);
    await endsWell(rig, campaign);
  });

  it('costs records and nothing else when neither the API nor the spool takes them', async () => {
    scene = await UnheardEnds.open({ spoolDir: '/dev/null/spool', callees: [SHORT_TALK] });
    const { rig } = scene;
    await rig.workerReady(await rig.startWorker());
    const campaign = await rig.campaign(numbers('short-talk', 6), { wrapUpSec: 0 });
    await rig.agents(2, [campaign]);
    await rig.completed(campaign);
    await waitFor('the records were tried', () => rig.simulated.callRecords.forgotten >= 6);
    expect((await rig.calls(campaign)).map(({ outcome }) => outcome)).toEqual(Array.from({ length: 6 }, () => 'connected'));
    expect(invitesOf(rig)).toHaveLength(6);
    expect(await violations(rig, campaign)).toEqual([]);
  });
});
