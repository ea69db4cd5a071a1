import { decide } from './decide';
import { NOW_MS, POWER, PREDICTIVE, snapshotOf, times, type SnapshotChanges } from './fixtures';
import { inWords } from './in-words';
import type { AbandonmentSoFar, PacingSettings } from './pacing';

function said(changes: SnapshotChanges): string {
  return decide(snapshotOf(changes), PREDICTIVE, {}, NOW_MS).reasons.map(inWords).join(' ');
}

it.each<[string, SnapshotChanges, RegExp]>([
  ['nobody is at work', { agents: { idle: 0 } }, /No agent of this campaign is idle/],
  ['a full trunk', { trunkLinesFree: 0 }, /can take no more lines/],
  ['a list that is nearly exhausted', { targetsReady: 1 }, /Only 1 contact may be called now/],
  ['an exhausted list', { targetsReady: 0 }, /No contact may be called now/],
  ['an old snapshot', { takenAtMs: -60_000 }, /too old/],
])('says why in words: %s', (_what, changes, words) => {
  expect(said(changes)).toMatch(words);
});

it.each<[number, number, number, string]>([
  [3, 2, 0, 'Enough lines are out: 3 for 2 idle agents.'],
  [1, 1, 1, 'Enough lines are out: 1 for 1 idle agent and the busy one, if free in time.'],
  [8, 0, 12, 'Enough lines are out: 8 for 0 idle agents and those of 12 busy ones who will be free in time.'],
])('counts agents as one does: %p lines, %p idle, %p busy', (linesDialing, agentsIdle, agentsBusy, words) => {
  expect(inWords({ limit: 'enough-lines', figures: { linesDialing, agentsIdle, agentsBusy } })).toBe(words);
});

it.each<[string, AbandonmentSoFar, PacingSettings, left: number, string]>([
  ['more than the target', { answers: 1_000, abandoned: 29 }, PREDICTIVE, 1, 'Abandonment stands at 2.9 %, above its target of 2.8 %: hardly any risk is taken until more people have been served.'],
  ['all that the law allows, by a campaign that aims as high', { answers: 100, abandoned: 3 }, { ...PREDICTIVE, abandonTargetRatio: 0.03 }, 0, 'Abandonment stands at 3 %, its budget is used: hardly any risk is taken until more people have been served.'],
  ['less, early', { answers: 105, abandoned: 2 }, PREDICTIVE, 1, 'Abandonment stands at 1.9 %, and what is left of its budget is kept for bad luck: hardly any risk is taken until more people have been served.'],
  ['more than the target, in power mode', { answers: 1_000, abandoned: 29 }, POWER, 1, 'Abandonment stands at 2.9 %, above its target of 2.8 %: one line goes to each idle agent until more people have been served.'],
])('says how abandonment stands: %s', (_what, budget, settings, left, words) => {
  const heard = { answeredAfterMs: times(100, 14_000), failedAfterMs: times(200, 29_000), talkedForMs: times(100, 150_000), wrappedForMs: times(100, 4_000) };
  const { reasons } = decide(snapshotOf({ budget, heard }), settings, {}, NOW_MS);
  expect(reasons.map(inWords)).toEqual([words]);
  expect(reasons[0]?.figures['budgetLeft']).toBe(left);
});

it('counts the zones that are closed', () => {
  expect(inWords({ limit: 'called-lately', figures: { onCall: 1, calledLately: 212, rungTooOften: 0, nextAtMs: Date.parse('2026-07-01T14:20Z') } }))
    .toBe('213 contacts wait because of earlier calls, of any campaign (1 on another call now, 212 called too short a time ago); the first may be called again at 2026-07-01 14:20:00 UTC.');
  expect(inWords({ limit: 'called-lately', figures: { onCall: 0, calledLately: 0, rungTooOften: 1, nextAtMs: 0 } }))
    .toBe('1 contact waits because of earlier calls, of any campaign (1 rung as often today as they may be); the first may be called again at 1970-01-01 00:00:00 UTC.');
  expect(inWords({ limit: 'hours', figures: { zonesClosed: 2, zonesOpen: 1 } })).toBe('It is outside the calling hours of 2 of its 3 zones.');
});

it('names the gateway that is out, since when, and when it is tried again', () => {
  const sinceAtMs = Date.UTC(2026, 0, 7, 19, 0, 5, 250);
  expect(inWords({ limit: 'gateway-format', gateway: 'carrier', figures: { sinceAtMs, probeInSec: 3.24 } })).toMatch(/carrier has called every number unknown .* number format is probably wrong.* in 3\.24 s\.$/);
  expect(inWords({ limit: 'gateway-out', gateway: 'carrier', figures: { sinceAtMs, probeInSec: 3.24 } }))
    .toBe('Gateway carrier is out since 2026-01-07 19:00:05 UTC, its calls failed; one call tries it again in 3.24 s.');
  expect(inWords({ limit: 'gateway-out', gateway: 'carrier', figures: { sinceAtMs, probeInSec: 0 } })).toMatch(/UTC, its calls failed; one call tries it now\.$/);
});
