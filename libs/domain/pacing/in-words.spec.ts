import { decide } from './decide';
import { inWords } from './in-words';
import type { PacingSnapshot } from './pacing';

const SNAPSHOT: PacingSnapshot = {
  takenAtMs: 1_000, agentsIdle: 4, agentsReserved: 0, agentsTalking: 6, agentsWrapUp: 0, linesDialing: 2, callsWaiting: 0,
  trunkLinesFree: 100, targetsReady: 100, dialsResolved: 200, answered: 60, abandoned: 0,
};
const SETTINGS = { mode: 'predictive', abandonTargetRatio: 0.03, maxLinesPerAgent: 3 } as const;

function said(change: Partial<PacingSnapshot>): string {
  return decide({ ...SNAPSHOT, ...change }, SETTINGS, {}, 1_000).reasons.map(inWords).join(' ');
}

it.each<[string, Partial<PacingSnapshot>, RegExp]>([
  ['by the answer rate', {}, /^3 lines for each idle agent, by the answer rate\.$/],
  ['nobody is idle', { agentsIdle: 0 }, /No agent of this campaign is idle/],
  ['abandonment', { abandoned: 3 }, /Abandonment has reached its target \(5 %\)/],
  ['a full trunk', { trunkLinesFree: 0 }, /can take only 0 more lines/],
  ['an exhausted list', { targetsReady: 1 }, /Only 1 contacts may be called now/],
  ['an old snapshot', { takenAtMs: -60_000 }, /too old/],
])('says why in words: %s', (_what, change, words) => {
  expect(said(change)).toMatch(words);
});

it('counts the zones that are closed', () => {
  expect(inWords({ limit: 'hours', figures: { zonesClosed: 2, zonesOpen: 1 } })).toBe('It is outside the calling hours of 2 of its 3 zones.');
});

it('names the gateway that is out, since when, and when it is tried again', () => {
  const sinceAtMs = Date.UTC(2026, 0, 7, 19, 0, 5, 250);
  expect(inWords({ limit: 'gateway-out', gateway: 'carrier', figures: { sinceAtMs, probeInSec: 3.24 } }))
    .toBe('Gateway carrier is out since 2026-01-07 19:00:05 UTC, its calls failed; one call tries it again in 3.24 s.');
  expect(inWords({ limit: 'gateway-out', gateway: 'carrier', figures: { sinceAtMs, probeInSec: 0 } })).toMatch(/UTC, its calls failed; one call tries it now\.$/);
});
