import type { InvariantCode } from './catalogue';
import { BUSY, NOW, T0, TALKED, cleanWorld, runningWorld } from './clean-world.spec-helper';
import type { InterviewFact, QuotaFact, World } from './world';

const SAID = { nps: { kind: 'number', value: 9 }, again: { kind: 'none' } } as const;
const WHOLE: InterviewFact = {
  id: 'asked', delivery: 'keypad', privacy: 'named', callId: 'talked', contactId: '11', agentId: null, result: 'complete', endedAtMs: T0 + 65_000, callSettledAtMs: TALKED.settledAtMs, instantsMs: [T0 + 6_000],
  kept: SAID, answers: SAID, questions: ['nps', 'again'], holds: ['young'], comments: 1,
};
const QUOTA: QuotaFact = { versionId: '3', quota: 'young', taken: 1, most: 1, held: 1 };
/** What an anonymous one is when it is over, or while it goes on with its call. */
const NOBODYS = { privacy: 'anonymous', callId: null, contactId: null, callSettledAtMs: null, instantsMs: [Math.floor(T0 / 86_400_000) * 86_400_000], comments: 0 } as const;
const OPEN = { result: null, endedAtMs: null } as const;

const withInterview = (world: World, change: Partial<InterviewFact> = {}, quota: Partial<QuotaFact> = {}): World => ({ ...world, interviews: [{ ...WHOLE, ...change }], quotas: [{ ...QUOTA, ...quota }] });
const clean = (change: Partial<InterviewFact>, quota: Partial<QuotaFact> = {}) => (): World => withInterview(cleanWorld(), change, quota);
const after = (nowMs: number, change: Partial<InterviewFact>) => (): World => {
  const world = runningWorld();
  return { ...withInterview(world, { callId: BUSY.id, ...OPEN, ...change }), nowMs, calls: world.calls.filter(({ id }) => id !== 'talked'), talks: [], targets: world.targets.filter(({ id }) => id !== '11'), recordings: [], truth: null, pool: null, channels: [], agents: [] };
};
const SETTLED_MS = T0 + 2_010;

/** What of interviews is caught. */
export const INTERVIEW_PLANTS: readonly (readonly [what: string, code: InvariantCode, subject: string, world: () => World])[] = [
  ['a place that nobody holds', 'quota-miscounted', 'quota young', clean({}, { taken: 2, most: 5 })],
  ['a place that was not counted', 'quota-miscounted', 'quota young', clean({}, { taken: 0 })],
  ['more interviews than places', 'quota-exceeded', 'quota young', clean({}, { taken: 2, held: 2 })],
  ['a place that was not given back', 'quota-kept', 'interview asked', clean({ result: 'partial' })],
  ['an anonymous interview of a contact', 'anonymous-traced', 'interview asked', clean({ ...NOBODYS, contactId: '11' })],
  ['an anonymous interview that names an agent', 'anonymous-traced', 'interview asked', clean({ ...NOBODYS, agentId: '1' })],
  ['an anonymous interview that is over and has a call', 'anonymous-traced', 'interview asked', clean({ ...NOBODYS, callId: 'talked' })],
  ['an anonymous interview whose instant is a call\'s', 'anonymous-traced', 'interview asked', clean({ ...NOBODYS, instantsMs: [T0] })],
  ['an anonymous interview with a voice', 'anonymous-traced', 'interview asked', clean({ ...NOBODYS, comments: 1 })],
  ['an interview that goes on at rest, and its channel does not', 'interview-not-ended', 'interview asked', clean({ ...OPEN })],
  ['an interview whose channel has been gone for long', 'interview-not-ended', 'interview asked', after(SETTLED_MS + 30_001, { callSettledAtMs: SETTLED_MS })],
  ['an agent\'s interview that nobody goes on with', 'interview-not-ended', 'interview asked', after(SETTLED_MS + 15 * 60_000 + 1, { delivery: 'agent', callSettledAtMs: SETTLED_MS })],
  ['an answer without its row', 'answer-astray', 'interview asked', clean({ answers: { nps: SAID.nps } })],
  ['a row that its interview does not know', 'answer-astray', 'interview asked', clean({ kept: { nps: SAID.nps } })],
  ['another answer than its interview goes on from', 'answer-astray', 'interview asked', clean({ answers: { ...SAID, nps: { kind: 'number', value: 1 } } })],
  ['an answer to what was never asked', 'answer-astray', 'interview asked', clean({ questions: ['nps'] })],
];

/** What of interviews looks wrong and is not. */
export const LAWFUL_INTERVIEWS: readonly (readonly [what: string, world: () => World])[] = [
  ['a complete interview that holds its place', clean({})],
  ['an anonymous interview that is over, and one that goes on with its call', () => {
    const world = withInterview(runningWorld(), NOBODYS);
    return { ...world, interviews: [...world.interviews, { ...WHOLE, ...NOBODYS, ...OPEN, id: 'other', callId: 'talked', holds: [] }] };
  }],
  ['an interview behind a call that is over, whose customer has stayed', () => ({
    ...after(SETTLED_MS + 60_000, { callSettledAtMs: SETTLED_MS })(), channels: [{ channelId: BUSY.id, createdAtMs: T0, ours: false, with: [] }],
    calls: [], targets: [], totals: [], records: null, otherCallIds: new Set([BUSY.id]),
  })],
  ['an agent who writes down the last answer', after(SETTLED_MS + 60_000, { delivery: 'agent', callSettledAtMs: SETTLED_MS })],
  ['an answer on a form, of no call', clean({ ...NOBODYS, delivery: 'web', ...OPEN, instantsMs: [Math.floor(NOW / 86_400_000) * 86_400_000] })],
];
