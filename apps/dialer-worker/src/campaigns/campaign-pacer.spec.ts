import { NOTHING_HEARD, type Pacer, type PacingDecision, type PacingReason } from '@paceline/domain/pacing';
import { PREDICTIVE, snapshotOf } from '@paceline/domain/pacing/fixtures';
import { unpackDecisions, type PacingRepository } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { createLogger } from '@paceline/platform/logger';
import { Metrics } from '@paceline/platform/metrics';
import { CampaignPacer, type PacerOwner } from './campaign-pacer';

/** Remembers how many answers it has heard in all; throws when told to. */
const counting: Pacer = ({ heard }, _settings, state): PacingDecision => {
  if (heard.machines > 0) throw new Error('as the test wants it');
  const answers = Number(state['answers'] ?? 0) + heard.answeredAfterMs.length;
  return { dial: 2, cancel: 1, state: { answers }, reasons: [{ limit: 'forecast', figures: {} }] };
};

describe('the pacer of a campaign', () => {
  let saved: { state: object; newest: object | null; fence: bigint }[];
  let written: Buffer[];
  let owner: PacerOwner;
  let kept: Awaited<ReturnType<PacingRepository['load']>>;
  beforeEach(() => {
    [saved, written, kept] = [[], [], null];
    owner = { clock: new Clock(), metrics: new Metrics(), log: createLogger({ level: 'silent', app: 'spec' }), run: (_where, work) => { work().catch((thrown: unknown) => { throw thrown; }); } };
  });

  const pacer = (): CampaignPacer => new CampaignPacer(owner, '17', 5n, {
    load: async () => kept,
    save: async (_id: string, fence: bigint, state: object, newest: object | null) => { saved.push({ state, newest, fence }); return true; },
    addDecisions: async (_id: string, _from: number, _to: number, packed: Buffer) => { written.push(packed); },
    prune: async () => 0,
  } as unknown as PacingRepository, counting); // the methods that it uses, and no others
  const done = async (): Promise<{ dialed: number; cancelled: number }> => ({ dialed: 1, cancelled: 1 });
  const one = (heard: Partial<typeof NOTHING_HEARD> = {}) => snapshotOf({ takenAtMs: owner.clock.nowMs(), heard: { answeredAfterMs: [9_000], ...heard } });

  const asDecided = (reasons: readonly PacingReason[]): readonly PacingReason[] => reasons;

  it('goes on from what an earlier owner kept', async () => {
    kept = { state: { answers: 40 }, newest: null, atMs: owner.clock.nowMs() - 60_000 };
    const resumed = pacer();
    await resumed.load();
    await resumed.pace(one(), PREDICTIVE, () => undefined, asDecided, done);
    await resumed.stop();
    expect(saved.at(-1)).toMatchObject({ state: { answers: 41 }, fence: 5n, newest: { dial: 2, dialed: 1, cancelled: 1 } });
  });

  it.each<[string, unknown, number]>([
    ['broken', null, 0], ['a list', [1], 0], ['words', { answers: '40' }, 0], ['not finite', { answers: [null] }, 0], ['weeks old', { answers: 40 }, 8 * 24 * 3_600_000],
  ])('begins afresh when that is %s', async (_what, state, ageMs) => {
    kept = { state, newest: null, atMs: owner.clock.nowMs() - ageMs };
    const fresh = pacer();
    await fresh.load();
    await fresh.pace(one(), PREDICTIVE, () => undefined, asDecided, done);
    await fresh.stop();
    expect(saved.at(-1)?.state).toEqual({ answers: 1 });
  });

  it('dials one line for each idle agent when the rule fails, counts it, and loses nothing that it heard', async () => {
    const failing = pacer();
    const learned = jest.fn();
    const orders: PacingDecision[] = [];
    const order = async (decision: PacingDecision) => { orders.push(decision); return await done(); };
    await failing.pace({ ...one({ machines: 1 }), targetsReady: 4 }, PREDICTIVE, learned, asDecided, order);
    expect(orders[0]).toMatchObject({ dial: 4, cancel: 0, reasons: [{ limit: 'fallback' }] });
    expect(learned).not.toHaveBeenCalled();
    await failing.pace(one(), PREDICTIVE, learned, asDecided, order);
    expect(learned).toHaveBeenCalledTimes(1);
    await failing.stop();
    expect(saved.at(-1)?.state).toEqual({ answers: 1 });
    expect((await owner.metrics.pacingFallbacks.get()).values[0]?.value).toBe(1);
    expect((await owner.metrics.pacingDialed.get()).values.map(({ labels, value }) => [labels.limit, value])).toEqual([['fallback', 1], ['forecast', 1]]);
  });

  it('keeps what it saw, said and did, so that the same snapshots give the same decisions', async () => {
    const kept17 = pacer();
    for (let at = 0; at < 3; at++) await kept17.pace(one(), PREDICTIVE, () => undefined, asDecided, done);
    await kept17.stop();
    const { stateBefore, decisions } = await unpackDecisions(written[0] ?? Buffer.alloc(0));
    expect(stateBefore).toEqual({});
    expect(decisions.map(({ dial, dialed, settings, snapshot }) => [dial, dialed, settings.mode, snapshot.heard.answeredAfterMs])).toEqual(Array.from({ length: 3 }, () => [2, 1, 'predictive', [9_000]]));
  });

  it('keeps and carries out what else holds the campaign back with what the pacer said', async () => {
    const explaining = pacer();
    const carried = await explaining.pace(one(), PREDICTIVE, () => undefined, (decided) => [...decided, { limit: 'hours', figures: { zonesClosed: 1 } }], done);
    expect(carried.reasons.map(({ limit }) => limit)).toEqual(['forecast', 'hours']);
    await explaining.stop();
    expect((await unpackDecisions(written.at(-1) ?? Buffer.alloc(0))).decisions.map(({ reasons }) => reasons.map(({ limit }) => limit))).toEqual([['forecast', 'hours']]);
  });

  it('keeps what it learned also when the lines could not be dialed', async () => {
    const unlucky = pacer();
    const learned = jest.fn();
    await expect(unlucky.pace(one(), PREDICTIVE, learned, asDecided, async () => { throw new Error('the database is away'); })).rejects.toThrow('away');
    expect(learned).toHaveBeenCalledTimes(1);
    await unlucky.stop();
    expect(saved.at(-1)).toMatchObject({ state: { answers: 1 }, newest: { dial: 2, dialed: 0 } });
  });
});
