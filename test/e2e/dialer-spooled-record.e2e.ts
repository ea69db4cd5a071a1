import { readdirSync } from 'node:fs';
import { CallRepository } from '@paceline/persistence';
import { waitFor } from '@paceline/testing/wait-for';
import { invitesOf } from './lib/dialer-aids';
import { endsWell } from './lib/mid-campaign';
import { TRUTH, UnheardEnds, toldBy } from './lib/unheard-ends';

/** A call that had a channel and has none five seconds after it was sent is over (`owner/reconciler`). */
const OVER_AFTER_MS = 5_500;
/** That time, a start of the API, and a machine that has other things to do. */
const TEST_TIMEOUT_MS = 90_000;

describe('calls that end while the event socket and the API are down', () => {
  let scene: UnheardEnds;
  afterEach(() => scene.close());

  it('are LOST until the API takes in what the switch has spooled', async () => {
    scene = await UnheardEnds.open();
    const { rig } = scene;
    await rig.workerReady(await rig.startWorker());
    const spooled = (): string[] => readdirSync(scene.spoolDir).filter((name) => name.endsWith('.cdr.json'));
    const campaign = await scene.missTenEnds(() => spooled().length >= 10 && Date.now() - Math.max(...invitesOf(rig).map(({ atMs }) => atMs)) > OVER_AFTER_MS);
    const lost = await scene.callsOnce(campaign, 'over', ({ endedAt }) => endedAt !== null);
    expect(Object.values(lost).map(({ outcome, hangupCause }) => [outcome, hangupCause])).toEqual(Array.from({ length: 10 }, () => ['lost', 'LOST']));
    await rig.completed(campaign);

    await scene.startApi();
    const mended = await scene.callsOnce(campaign, 'mended', ({ hangupCause }) => hangupCause !== 'LOST');
    expect(toldBy(mended)).toEqual(TRUTH);
    await waitFor('the spool is empty', () => spooled().length === 0);
    expect(await rig.results(campaign)).toEqual(Object.fromEntries(Object.entries(TRUTH).map(([phone, { outcome }]) => [phone, outcome])));
    const totals = Object.entries(await new CallRepository(rig.dataSource).totals(campaign.id, new Date(0))).filter(([, calls]) => calls > 0);
    expect(Object.fromEntries(totals)).toEqual({ 'busy': 3, 'rejected': 1, 'invalid-number': 1, 'hung-up-waiting': 2, 'no-answer': 3 });
    await endsWell(rig, campaign);
  }, TEST_TIMEOUT_MS);
});
