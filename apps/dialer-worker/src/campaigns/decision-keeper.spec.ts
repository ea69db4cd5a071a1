import type { Pacer, PacingState } from '@paceline/domain/pacing';
import { PREDICTIVE, snapshotOf } from '@paceline/domain/pacing/fixtures';
import type { KeptDecision } from '@paceline/domain/pacing-history/kept-decision';
import { Replay } from '@paceline/domain/pacing-history/replay';
import { unpackDecisions } from '@paceline/persistence';
import { DecisionKeeper } from './decision-keeper';

/** Dials as many as it has heard answers in all, every tenth time that it is asked. */
const counting: Pacer = ({ heard, takenAtMs }, _settings, state) => {
  const answers = Number(state['answers'] ?? 0) + heard.answeredAfterMs.length;
  const dial = takenAtMs % 2_500 === 0 ? answers : 0;
  return { dial, cancel: 0, state: { answers }, reasons: [{ limit: 'forecast', figures: {} }] };
};

function decided(atMs: number, state: PacingState): { readonly decision: KeptDecision; readonly next: PacingState } {
  const snapshot = snapshotOf({ takenAtMs: atMs, heard: { answeredAfterMs: [atMs / 3] } });
  const { dial, cancel, reasons, state: next } = counting(snapshot, PREDICTIVE, state, atMs);
  return { decision: { atMs, snapshot, settings: PREDICTIVE, dial, cancel, dialed: dial, cancelled: 0, reasons }, next };
}

describe('the keeper of decisions', () => {
  it('keeps few of many, in stretches of which each can be run again by itself', async () => {
    const written: { fromAtMs: number; toAtMs: number; packed: Buffer }[] = [];
    const keeper = new DecisionKeeper('17', { addDecisions: async (_id, fromAtMs, toAtMs, packed) => { written.push({ fromAtMs, toAtMs, packed }); }, prune: async () => 0 });
    let state: PacingState = {};
    let dialed = 0;
    for (let atMs = 250; atMs <= 60_000; atMs += 250) {
      const { decision, next } = decided(atMs, state);
      keeper.note(decision, state);
      state = next;
      dialed += decision.dial;
      // Also in the middle between two that are kept.
      if (keeper.isDue && atMs % 1_000 === 0) await keeper.write(atMs);
    }
    await keeper.write(60_000);
    expect(written.length).toBeGreaterThan(2);

    const stretches = await Promise.all(written.map(({ packed }) => unpackDecisions(packed)));
    expect(stretches.flatMap(({ decisions }) => decisions).length).toBeLessThan(40);
    expect(stretches.flatMap(({ decisions }) => decisions.flatMap(({ snapshot }) => snapshot.heard.answeredAfterMs))).toHaveLength(240);
    const again = stretches.map(({ stateBefore, decisions }) => {
      const replay = new Replay(counting, {}, 60_000_000, stateBefore);
      for (const decision of decisions) replay.play(decision);
      return replay.result().reduce((sum, { wouldDial }) => sum + wouldDial, 0);
    });
    expect(again.reduce((sum, one) => sum + one)).toBe(dialed);
    stretches.forEach(({ decisions }, at) => {
      expect([decisions[0]?.atMs, decisions.at(-1)?.atMs]).toEqual([written[at]?.fromAtMs, written[at]?.toAtMs]);
    });
  });

  it('writes nothing when there is nothing', async () => {
    const addDecisions = jest.fn(async () => undefined);
    const keeper = new DecisionKeeper('17', { addDecisions, prune: async () => 0 });
    expect(keeper.isDue).toBe(false);
    await keeper.write(1_000);
    expect(addDecisions).not.toHaveBeenCalled();
  });

  it('forgets what is older than a day, now and then', async () => {
    const prune = jest.fn(async () => 0);
    const keeper = new DecisionKeeper('17', { addDecisions: async () => undefined, prune });
    for (const atMs of [0, 60_000, 590_000, 601_000]) {
      keeper.note(decided(atMs, {}).decision, {});
      await keeper.write(atMs);
    }
    expect(prune.mock.calls).toEqual([[24, 500], [24, 500]]);
  });
});
