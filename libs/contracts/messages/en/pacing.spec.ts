import { REFUSALS } from '@paceline/domain/compliance/refusals';
import { allReasons, decide, type AbandonmentSoFar, type Crew, type PacingLimit, type PacingReason, type PacingSettings } from '@paceline/domain/pacing';
import { NOW_MS, POWER, PREDICTIVE, snapshotOf, times, type SnapshotChanges } from '@paceline/domain/pacing/fixtures';
import { english } from '.';
import { pacingInWords, refusalInWords } from '../reason-words';

const inWords = (reason: PacingReason): string => pacingInWords(english, reason);

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

it.each<[string, Record<string, number>, string]>([
  ['a forecast', { kept: 2, waiting: 0, callsForecast: 11 }, '2 agents kept for Support until 10:20 UTC: 11 calls forecast.'],
  ['one of each', { kept: 1, waiting: 1, callsForecast: 1 }, '1 agent kept for Support until 10:20 UTC: 1 call forecast, 1 caller waits.'],
  ['hardly any call', { kept: 1, waiting: 0, callsForecast: 0 }, '1 agent kept for Support until 10:20 UTC: a call may come.'],
  ['only who waits', { kept: 0, waiting: 3, callsForecast: 0 }, 'Callers of Support come first: 3 callers wait.'],
])('says for whom agents are kept: %s', (_what, figures, words) => {
  expect(inWords({ limit: 'kept-for-queue', queue: 'Support', figures: { untilMs: Date.UTC(2026, 0, 7, 10, 20), ...figures } })).toBe(words);
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

const NOBODY: Crew = { assigned: 0, signedIn: 0, onBreak: 0, onCall: 0, wrapUp: 0, forOthers: 0, onDemand: 0, phonesCalled: 0, unreached: [] };
const DEAD = { name: 'Ann', phone: '1001', why: { said: { cause: 'UNALLOCATED_NUMBER', sipStatus: 404, upForMs: null } } };
const SAID = 'UNALLOCATED_NUMBER (SIP 404: nobody there has this number)';

function toldOf(decided: readonly PacingReason[], crew: Partial<Crew> = {}, rest: { nextTargetAtMs?: number; others?: readonly PacingReason[] } = {}): string[] {
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
    `The phones of 2 agents cannot be reached: Ann (1001), Bob (1002): ${SAID}.`,
    'No agent of this campaign is idle: 2 have phones that cannot be reached.',
  ]],
])('says where the agents are: %s', (_what, crew, words) => {
  expect(toldOf([IDLE], crew)).toEqual(words);
});

it('tells of a dead phone too while others are idle', () => {
  expect(toldOf([{ limit: 'enough-lines', figures: { linesDialing: 1, agentsIdle: 1 } }], { assigned: 2, signedIn: 2, unreached: [DEAD] })).toEqual([
    'Enough lines are out: 1 for 1 idle agent.', `The phone of an agent cannot be reached: Ann (1001): ${SAID}.`,
  ]);
});

it('says that nothing holds it back only where nothing does', () => {
  expect(toldOf([FREE])).toEqual(['Nothing holds it back.']);
  for (const other of [{ limit: 'hours', figures: { zonesClosed: 1, zonesOpen: 2 } }, { limit: 'gateway-off', gateway: 'spare', figures: { known: 1 } }] as const) {
    expect(toldOf([FREE], {}, { others: [other] })).toEqual([inWords(other)]);
  }
  expect(toldOf([FREE], { unreached: [DEAD] })).toEqual([expect.stringMatching(/^The phone of an agent cannot be reached/)]);
});

it('says when the first contact may be called where none may now', () => {
  const targets: PacingReason = { limit: 'targets', figures: { targetsReady: 0 } };
  expect(toldOf([targets])).toEqual(['No contact may be called now.']);
  expect(toldOf([targets], {}, { nextTargetAtMs: Date.parse('2026-01-07T19:30:00Z') }))
    .toEqual(['No contact may be called now; the first of those that wait may be called at 2026-01-07 19:30:00 UTC.']);
});

it.each([
  [0, 'About 22 more answers are to be expected of its list, and nobody more may be abandoned by its end: one line goes to each idle agent.'],
  [1, 'About 22 more answers are to be expected of its list, and 1 more person may be abandoned by its end: hardly any risk is taken.'],
])('says what the end of a list allows: %p', (mayAbandon, words) => {
  expect(inWords({ limit: 'list-end', figures: { answersToCome: 22, mayAbandon } })).toBe(words);
});

it('has a whole sentence for every limit, however little it is told, and the code of one that it does not know', () => {
  for (const limit of Object.keys(english.pacing)) expect(inWords({ limit: limit as PacingLimit, figures: {} })).toMatch(/^[A-Z0-9].*\.$/);
  expect(inWords({ limit: 'of-a-later-version' as PacingLimit, figures: {} })).toBe('of-a-later-version');
});

it('has a whole sentence for every refusal', () => {
  for (const code of REFUSALS) expect(refusalInWords(english, code)).toMatch(/^[A-Z].*\.$/);
  expect(refusalInWords(english, 'of-a-later-version')).toBe('of-a-later-version');
});
