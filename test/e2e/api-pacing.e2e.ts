import { decide, type PacingSnapshot } from '@paceline/domain/pacing';
import { PREDICTIVE, PROGRESSIVE, snapshotOf, times } from '@paceline/domain/pacing/fixtures';
import type { KeptDecision } from '@paceline/domain/pacing-history/kept-decision';
import { PacingRepository, packDecisions } from '@paceline/persistence';
import { startApi, type TestApi } from './support/api';
import { addCall, addCampaign } from './support/data';
import { containing, matching } from './support/matching';

const SEC_MS = 1_000;
const MIN_MS = 60_000;

describe('the pacing of a campaign', () => {
  let api: TestApi;
  let nowMs: number;
  beforeAll(async () => { api = await startApi(); });
  beforeEach(() => { nowMs = Date.now(); });
  afterAll(() => api.stop());

  const at = (agoMs: number): string => new Date(nowMs - agoMs).toISOString();

  /** Ten idle agents, so many lines out: progressive dials what is missing. */
  function decided(agoMs: number, linesOut: number): KeptDecision {
    const snapshot: PacingSnapshot = snapshotOf({ takenAtMs: nowMs - agoMs, lines: { outForMs: times(linesOut, 1_000) }, heard: { failedAfterMs: [20_000] } });
    const { dial, cancel, reasons } = decide(snapshot, PROGRESSIVE, {}, nowMs - agoMs);
    return { atMs: nowMs - agoMs, snapshot, settings: PROGRESSIVE, dial, cancel, dialed: dial, cancelled: 0, reasons };
  }

  async function keep(campaignId: string, decisions: readonly KeptDecision[]): Promise<void> {
    const [first, last] = [decisions[0], decisions.at(-1)];
    if (first === undefined || last === undefined) return;
    await new PacingRepository(api.database).addDecisions(campaignId, first.atMs, last.atMs, await packDecisions({ stateBefore: {}, decisions }));
  }

  it('tells the law\'s budget: allowed, used, left, projected, with those who are on the line', async () => {
    const id = await addCampaign(api, 2);
    const hour = new Date(Math.floor(nowMs / 3_600_000) * 3_600_000);
    await api.write('INSERT INTO campaign_answers VALUES (?, ?, 198, 4), (?, ?, 500, 90)', [id, hour, id, new Date(nowMs - 26 * 3_600_000)]);
    await addCall(api, id, { state: 'talking', answered_at: new Date(), connected_at: new Date() });
    await addCall(api, id, { state: 'waiting', answered_at: new Date(), safe_harbour_at: new Date() });
    const { status, body } = await api.as.quality.get(`/campaigns/${id}/pacing`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      campaignId: id, mode: 'progressive', newest: null, decisions: [],
      budget: { law: 'strictest', capRatio: 0.03, answers: 200, allowed: 6, used: 5, left: 1, usedRatio: 0.025, windowFrom: matching(/T..:00:00.000Z$/), projected: { allowed: 12, used: 10, left: 2 } },
    });
    await api.write("UPDATE campaigns SET law_profile = 'us-tsr' WHERE id = ?", [id]);
    expect((await api.as.quality.get(`/campaigns/${id}/pacing`)).body.budget).toMatchObject({ answers: 700, allowed: 21, used: 95, left: -74 });
  });

  it('tells the newest decision and those of a stretch of time, with reasons in words and figures', async () => {
    const id = await addCampaign(api, 1);
    await keep(id, [decided(10 * MIN_MS, 0), decided(9 * MIN_MS, 4)]);
    await keep(id, [decided(5 * MIN_MS, 10), decided(4 * MIN_MS, 7)]);
    await new PacingRepository(api.database).save(id, 1n, {}, decided(SEC_MS, 9));
    const { body } = await api.as.supervisor.get(`/campaigns/${id}/pacing`);
    expect(body.newest).toMatchObject({ mode: 'progressive', dial: 1, dialed: 1, agents: { idle: 10 }, lines: { out: 9 }, at: at(SEC_MS) });
    expect(body.decisions.map(({ dial }) => dial)).toEqual([3, 0, 6, 10]);
    expect(body.decisions[1]).toMatchObject({ reasons: [{ limit: 'enough-lines', text: containing('Enough lines are out: 10 for 10'), figures: { agentsIdle: 10 } }] });

    const some = await api.as.supervisor.get(`/campaigns/${id}/pacing?from=${at(9 * MIN_MS)}&to=${at(5 * MIN_MS)}`);
    expect(some.body.decisions.map(({ dial }) => dial)).toEqual([0, 6]);
    expect((await api.as.supervisor.get(`/campaigns/${id}/pacing?limit=1`)).body.decisions.map(({ dial }) => dial)).toEqual([3]);
  });

  it('is run again with other settings, and says what that can tell', async () => {
    const id = await addCampaign(api, 1);
    const base = Math.floor((nowMs - 60 * MIN_MS) / (10 * MIN_MS)) * 10 * MIN_MS;
    await keep(id, [decided(nowMs - base, 0), decided(nowMs - base - MIN_MS, 5), decided(nowMs - base - 11 * MIN_MS, 8)]);
    const ask = (changes: object) => api.as.manager.post(`/campaigns/${id}/pacing/replay`, { from: at(nowMs - base), to: at(0), intervalSec: 600, ...changes });
    const same = await ask({});
    expect(same.body).toMatchObject({
      decisions: 3, total: { dialed: 17, wouldDial: 17 },
      intervals: [{ from: new Date(base).toISOString(), dialed: 15, wouldDial: 15 }, { from: new Date(base + 10 * MIN_MS).toISOString(), dialed: 2, wouldDial: 2 }],
      caveat: containing('cannot tell the abandonment'),
    });
    const bolder = await ask({ mode: 'predictive', abandonTargetRatio: PREDICTIVE.abandonTargetRatio });
    expect(bolder.status).toBe(200);
    expect(bolder.body.total.dialed).toBe(17);
    expect(bolder.body.total.wouldDial).toBeGreaterThan(17);
    // Nothing was changed by asking.
    expect((await api.as.manager.get(`/campaigns/${id}`)).body).toMatchObject({ mode: 'progressive' });
  });

  it.each([
    ['a stretch that ends before it begins', { from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }, 400, 'validation-failed'],
    ['no stretch', {}, 400, 'validation-failed'],
    ['a setting that it cannot change', { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z', wrapUpSec: 3 }, 400, 'validation-failed'],
    ['a target above every cap', { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z', abandonTargetRatio: 0.2 }, 400, 'validation-failed'],
    ['a time of which nothing is kept', { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' }, 409, 'no-decisions-kept'],
  ])('is not run again with %s', async (_what, body, status, code) => {
    const answer = await api.as.manager.post(`/campaigns/${await addCampaign(api, 1)}/pacing/replay`, body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('of a campaign that is not there is not found', async () => {
    expect((await api.as.manager.get('/campaigns/4711/pacing')).body.code).toBe('not-found');
    const range = { from: at(MIN_MS), to: at(0) };
    expect((await api.as.manager.post('/campaigns/4711/pacing/replay', range)).body.code).toBe('not-found');
    expect((await api.as.supervisor.post('/campaigns/4711/pacing/replay', range)).body.code).toBe('not-allowed');
    expect((await api.as.manager.get('/campaigns/1/pacing?from=yesterday')).body.code).toBe('validation-failed');
  });
});
