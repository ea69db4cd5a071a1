import type { Pacer, PacingSnapshot, PacingState } from '@paceline/domain/pacing';
import { CallEvent, Target, rows, type Campaign } from '@paceline/persistence';
import { waitFor } from '@paceline/testing/wait-for';
import { RINGS_ON, SHORT_TALK, numbers, setGateway, setStatus, settled, talker, violations } from './lib/dialer-aids';
import { DialerRig } from './lib/dialer-rig';
import { endsWell, openRecoveryRig } from './lib/mid-campaign';
import { WorkerProcess } from './lib/worker-process';

const MIN_RING_MS = 15_000;
/** Rings longer than the law asks for, and then somebody answers. */
const ANSWERS_LATE = talker(/^\+1415604\d{4}$/, 200, 17_000);

let mockPacer: Pacer;
jest.mock('@paceline/domain/pacing', () => ({
  ...jest.requireActual<object>('@paceline/domain/pacing'),
  decide: (...asked: Parameters<Pacer>) => mockPacer(...asked),
}));

const { decide: real } = jest.requireActual<{ decide: Pacer }>('@paceline/domain/pacing');

describe('a pacer that gives calls up', () => {
  let rig: DialerRig;
  let seen: PacingSnapshot[];
  beforeEach(async () => {
    seen = [];
    // One that asks for more than the law allows, and from the first moment on.
    mockPacer = (snapshot, settings, state, nowMs) => {
      seen.push(snapshot);
      return { ...real(snapshot, settings, state, nowMs), cancel: 99 };
    };
    rig = await DialerRig.open({ callees: [SHORT_TALK, RINGS_ON, ANSWERS_LATE] });
    await setGateway(rig, { callsPerSec: 100, maxLines: 200 });
    await rig.workerReady(await rig.startWorker());
  });
  afterEach(() => rig.close());

  const retryRules = { maxAttempts: 3, byOutcome: { 'no-answer': { maxAttempts: 2, waitSec: 3_600 } }, byDisposition: {} };

  it('has them hung up when they have rung as long as the law asks, once each: for the target nobody answered', async () => {
    const campaign = await rig.campaign(numbers('rings-on', 3), { mode: 'predictive', ringTimeoutSec: 40, retryRules });
    await rig.agents(3, [campaign]);
    await waitFor('all three were given up', async () => (await rig.calls(campaign)).filter((call) => call.settledAt !== null).length === 3);
    const calls = await rig.calls(campaign);
    expect(calls.map((call) => [call.outcome, call.hangupCause])).toEqual(calls.map(() => ['no-answer', 'ORIGINATOR_CANCEL']));
    for (const call of calls) {
      const rangMs = (call.endedAt?.getTime() ?? 0) - (call.ringingAt?.getTime() ?? 0);
      expect(rangMs).toBeGreaterThanOrEqual(MIN_RING_MS);
      expect(rangMs).toBeLessThan(30_000);
      const kinds = (await rig.dataSource.manager.findBy(CallEvent, { callId: call.id })).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'given-up' || kind === 'ended')).toEqual(['given-up', 'ended']);
    }
    const targets = await rig.dataSource.manager.findBy(Target, { campaignId: campaign.id });
    expect(targets.map(({ state, attempts }) => [state, attempts])).toEqual(targets.map(() => ['ready', 1]));
    for (const { nextAt } of targets) expect(nextAt.getTime() - Date.now()).toBeGreaterThan(3_000_000);
    // Each was told once, as a call of which no more is known than that nobody answered until then.
    const told = () => seen.flatMap(({ heard }) => heard.cancelledAfterMs);
    await waitFor('the pacer has heard of all three', () => told().length >= 3);
    await waitFor('it has looked again', () => (seen.at(-1)?.takenAtMs ?? 0) > (calls.at(-1)?.endedAt?.getTime() ?? 0) + 500);
    expect(told()).toHaveLength(3);
    expect(seen.flatMap(({ heard }) => heard.failedAfterMs)).toEqual([]);
    await setStatus(rig, campaign, 'stopped');
    expect(await violations(rig, campaign)).toEqual([]);
  });

  it('connects whoever answers before the hang-up has been carried out', async () => {
    const campaign = await rig.campaign(['+14156040001'], { mode: 'predictive', ringTimeoutSec: 40, wrapUpSec: 0 });
    // As often as it is tried.
    rig.simulated.fault({ fault: 'refuse-command', command: 'uuid_kill' });
    await rig.agents(1, [campaign]);
    await rig.completed(campaign);
    const [call] = await rig.calls(campaign);
    expect(call).toMatchObject({ outcome: 'connected', attempt: 1 });
    const kinds = (await rig.dataSource.manager.findBy(CallEvent, { callId: call?.id ?? '' })).map(({ kind }) => kind);
    expect(kinds).toContain('given-up');
    expect(seen.flatMap(({ heard }) => [...heard.cancelledAfterMs, ...heard.failedAfterMs])).toEqual([]);
    expect(seen.flatMap(({ heard }) => heard.answeredAfterMs)).toHaveLength(1);
    rig.simulated.heal();
    expect(await violations(rig, campaign)).toEqual([]);
  });
});

describe('a pacer that fails', () => {
  let rig: DialerRig;
  afterEach(() => rig.close());

  it('is replaced by one line for each idle agent, counted, and the campaign goes on', async () => {
    mockPacer = () => { throw new Error('as the test wants it'); };
    rig = await DialerRig.open({ callees: [SHORT_TALK] });
    await setGateway(rig, { callsPerSec: 100, maxLines: 200 });
    const worker = await rig.startWorker();
    await rig.workerReady(worker);
    const campaign = await rig.campaign(numbers('short-talk', 6), { mode: 'predictive', wrapUpSec: 0 });
    await rig.agents(2, [campaign]);
    await rig.completed(campaign);
    expect((await worker.metrics.pacingFallbacks.get()).values[0]?.value).toBeGreaterThan(0);
    expect((await worker.metrics.pacingDialed.get()).values.filter(({ value }) => value > 0)).toEqual([{ labels: { limit: 'fallback' }, value: 6 }]);
    expect(await violations(rig, campaign)).toEqual([]);
  });
});

describe('what a pacer has learned', () => {
  let rig: DialerRig;
  const workers: WorkerProcess[] = [];
  beforeEach(async () => { rig = await openRecoveryRig(); });
  afterEach(async () => {
    for (const worker of workers.splice(0)) await worker.kill();
    await rig.close();
  });

  interface Row { readonly state: string; readonly fence: string; readonly at: Date; readonly newest: string | null }
  const kept = async (campaign: Campaign): Promise<Row | undefined> =>
    (await rows<Row>(rig.dataSource, 'SELECT CAST(state AS CHAR) AS state, fence, at, CAST(newest AS CHAR) AS newest FROM campaign_pacing WHERE campaign_id = ?', [campaign.id]))[0];

  it('goes on with the next worker when its own is killed', async () => {
    workers.push(await WorkerProcess.start(rig.environment));
    const people = numbers('short-talk', 16);
    const campaign = await rig.campaign([...people, ...numbers('short-talk', 1, 50)], { mode: 'predictive', wrapUpSec: 0 });
    // Somebody is called later: until then it runs, and nothing more is heard.
    await rig.dataSource.query("UPDATE targets t JOIN contact_phones p ON p.contact_id = t.contact_id SET t.next_at = TIMESTAMPADD(HOUR, 1, UTC_TIMESTAMP(3)) WHERE p.phone = ?", numbers('short-talk', 1, 50));
    await rig.agents(3, [campaign]);
    await waitFor('everybody else has talked', async () => (await rig.calls(campaign)).filter((call) => call.settledAt !== null && call.outcome === 'connected').length === people.length);
    await settled(rig, campaign);
    const quietSince = Date.now();
    const before = await waitFor('what was learned is kept', async () => {
      const row = await kept(campaign);
      return row !== undefined && row.at.getTime() > quietSince + 500 && row;
    });
    await workers.pop()?.kill();

    workers.push(await WorkerProcess.start(rig.environment));
    const after = await waitFor('the next owner has kept its own', async () => {
      const row = await kept(campaign);
      return row !== undefined && BigInt(row.fence) > BigInt(before.fence) && row;
    });
    const [was, is] = [before, after].map(({ state }) => JSON.parse(state) as PacingState);
    // A fresh one would have to learn all of it again.
    expect(JSON.stringify(was)).not.toBe('{}');
    expect(distance(is, was)).toBeLessThan(0.01 * distance({}, was));
    expect(JSON.parse(after.newest ?? 'null')).toMatchObject({ settings: { mode: 'predictive' }, snapshot: { agents: { talkingForMs: [] } } });

    await rig.dataSource.query('UPDATE targets SET next_at = UTC_TIMESTAMP(3) WHERE campaign_id = ? AND state = ?', [campaign.id, 'ready']);
    await endsWell(rig, campaign);
    await waitFor('its decisions are kept', async () => (await rows(rig.dataSource, 'SELECT id FROM campaign_decisions WHERE campaign_id = ?', [campaign.id])).length > 0);
  });
});

/** How far two states are apart, number by number; what one of them lacks is 0. */
function distance(one: PacingState = {}, other: PacingState = {}): number {
  let sum = 0;
  for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const [ours, theirs] = [one[name], other[name]].map((value) => typeof value === 'number' ? [value] : value ?? []);
    for (let at = 0; at < Math.max(ours?.length ?? 0, theirs?.length ?? 0); at++) sum += Math.abs((ours?.[at] ?? 0) - (theirs?.[at] ?? 0));
  }
  return sum;
}
