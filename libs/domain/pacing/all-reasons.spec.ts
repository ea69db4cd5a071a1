import fc from 'fast-check';
import { allReasons, type Crew } from './all-reasons';
import { decide } from './decide';
import { NOW_MS, POWER, PREDICTIVE, PREVIEW, PROGRESSIVE, ZERO_ABANDON, snapshotOf, times } from './fixtures';
import { inWords } from './in-words';
import type { PacingReason } from './pacing';

const NOBODY: Crew = { assigned: 0, signedIn: 0, onBreak: 0, onCall: 0, wrapUp: 0, forOthers: 0, onDemand: 0, phonesCalled: 0, unreached: [] };
const DEAD = { name: 'Ann', phone: '1001', said: 'UNALLOCATED_NUMBER (SIP 404: nobody there has this number)' };

function said(decided: readonly PacingReason[], crew: Partial<Crew> = {}, rest: { nextTargetAtMs?: number; others?: readonly PacingReason[] } = {}): string[] {
  return allReasons(decided, { crew: { ...NOBODY, ...crew }, nextTargetAtMs: null, others: [], ...rest }).map(inWords);
}
const IDLE: PacingReason = { limit: 'nobody-idle', figures: { agentsIdle: 0 } };
const FREE: PacingReason = { limit: 'none', figures: {} };

it.each<[string, Partial<Crew>, string[]]>([
  ['nobody was given it', {}, ['No agent serves this campaign: give its line to some.']],
  ['nobody is at work', { assigned: 3 }, ['None of the 3 agents of this campaign is signed in.']],
  ['its one agent is not there', { assigned: 1 }, ['The only agent of this campaign is not signed in.']],
  ['all are busy', { assigned: 9, signedIn: 6, onCall: 3, wrapUp: 1, onBreak: 2 }, ['No agent of this campaign is idle: 3 are on calls, 1 wraps up, 2 are on a break.']],
  ['they are another campaign\'s now', { assigned: 1, signedIn: 1, forOthers: 1 }, ['No agent of this campaign is idle: 1 is kept for another campaign.']],
  ['their phones are rung for each call', { assigned: 2, onDemand: 2 },
    ['No agent of this campaign is idle: 2 have phones that are rung for each call, and can be given no campaign\'s.']],
  ['their phones are being called', { assigned: 2, signedIn: 2, phonesCalled: 2 }, ['No agent of this campaign is idle: 2 have phones that are being called.']],
  ['their phones are dead', { assigned: 2, signedIn: 2, unreached: [DEAD, { ...DEAD, name: 'Bob', phone: '1002' }] }, [
    `The phones of 2 agents cannot be reached: Ann (1001), Bob (1002): ${DEAD.said}.`,
    'No agent of this campaign is idle: 2 have phones that cannot be reached.',
  ]],
])('says where the agents are: %s', (_what, crew, words) => {
  expect(said([IDLE], crew)).toEqual(words);
});

it('tells of a dead phone too while others are idle', () => {
  expect(said([{ limit: 'enough-lines', figures: { linesDialing: 1, agentsIdle: 1 } }], { assigned: 2, signedIn: 2, unreached: [DEAD] })).toEqual([
    'Enough lines are out: 1 for 1 idle agent.', `The phone of an agent cannot be reached: Ann (1001): ${DEAD.said}.`,
  ]);
});

it('says that nothing holds it back only where nothing does', () => {
  expect(said([FREE])).toEqual(['Nothing holds it back.']);
  for (const other of [{ limit: 'hours', figures: { zonesClosed: 1, zonesOpen: 2 } }, { limit: 'gateway-off', gateway: 'spare', figures: { known: 1 } }] as const) {
    expect(said([FREE], {}, { others: [other] })).toEqual([inWords(other)]);
  }
  expect(said([FREE], { unreached: [DEAD] })).toEqual([expect.stringMatching(/^The phone of an agent cannot be reached/)]);
});

it('says when the first contact may be called where none may now', () => {
  const targets: PacingReason = { limit: 'targets', figures: { targetsReady: 0 } };
  expect(said([targets])).toEqual(['No contact may be called now.']);
  expect(said([targets], {}, { nextTargetAtMs: Date.parse('2026-01-07T19:30:00Z') }))
    .toEqual(['No contact may be called now; the first of those that wait may be called at 2026-01-07 19:30:00 UTC.']);
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
