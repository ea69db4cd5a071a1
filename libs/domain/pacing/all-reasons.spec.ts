import fc from 'fast-check';
import { allReasons, type Crew } from './all-reasons';
import { decide } from './decide';
import { NOW_MS, POWER, PREDICTIVE, PREVIEW, PROGRESSIVE, ZERO_ABANDON, snapshotOf, times } from './fixtures';
import type { PacingReason } from './pacing';

const NOBODY: Crew = { assigned: 0, signedIn: 0, onBreak: 0, onCall: 0, wrapUp: 0, forOthers: 0, onDemand: 0, phonesCalled: 0, unreached: [] };
const DEAD = { name: 'Ann', phone: '1001', why: { said: { cause: 'UNALLOCATED_NUMBER', sipStatus: 404, upForMs: null } } };

it('names the first twenty of hundreds of phones that are dead', () => {
  const unreached = Array.from({ length: 123 }, (_, at) => ({ ...DEAD, phone: String(at) }));
  const [first] = allReasons([{ limit: 'nobody-idle', figures: {} }], { crew: { ...NOBODY, unreached }, nextTargetAtMs: null, others: [] });
  expect(first).toEqual({ limit: 'phones-unreachable', unreached: unreached.slice(0, 20), figures: { phones: 123 } });
});

const anyOther: fc.Arbitrary<PacingReason> = fc.constantFrom<PacingReason>(
  { limit: 'hours', figures: { zonesClosed: 1, zonesOpen: 1 } }, { limit: 'gateway-out', gateway: 'a', figures: { sinceAtMs: 0 } },
  { limit: 'called-lately', figures: { onCall: 1, nextAtMs: 0 } }, { limit: 'gateway-off', gateway: 'b', figures: { known: 0 } },
);

it('no reason ever contradicts another, whatever the mode, the agents and the means', () => {
  fc.assert(fc.property(
    fc.constantFrom(PREDICTIVE, PROGRESSIVE, POWER, PREVIEW, ZERO_ABANDON), fc.nat(12), fc.nat(12), fc.nat(6), fc.nat(6), fc.nat(4),
    fc.array(anyOther, { maxLength: 3 }), fc.boolean(),
    (settings, idle, talking, trunkLinesFree, targetsReady, out, others, phoneIsDead) => {
      const snapshot = snapshotOf({ agents: { idle, talkingForMs: times(talking, 60_000) }, lines: { outForMs: times(out, 4_000) }, trunkLinesFree, targetsReady });
      const decision = decide(snapshot, settings, {}, NOW_MS);
      const reasons = allReasons(decision.reasons, { crew: { ...NOBODY, unreached: phoneIsDead ? [DEAD] : [] }, nextTargetAtMs: null, others });
      const limits = reasons.map(({ limit }) => limit);
      expect(limits.length).toBeGreaterThan(0);
      if (limits.includes('none')) expect(limits).toEqual(['none']);
      if (targetsReady === 0) expect(limits).toContain('targets');
      if (trunkLinesFree === 0) expect(limits).toContain('trunk');
      // Words that say how much is dialed now stand only where so much is dialed.
      for (const { limit, figures } of reasons) if (limit === 'forecast') expect(figures['dial']).toBe(decision.dial);
      if (decision.dial === 0) expect(limits.filter((limit) => limit === 'none' || limit === 'forecast')).toEqual([]);
    },
  ), { numRuns: 2_000 });
});
