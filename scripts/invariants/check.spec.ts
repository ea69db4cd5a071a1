import type { Outcome } from '@paceline/domain/call/outcome';
import { INVARIANTS, type InvariantCode } from './catalogue';
import { withCall, withCaller, withDials, withDial, withAgent, withTalks, withLeg, withRings, withMore, busyAfter } from './changed-world.spec-helper';
import { violationsOf } from './check';
import { ABANDONED, BUSY, COMMAND, GIVEN_BACK, NOW, T0, TALK, TALKED, cleanWorld, dialOf, runningWorld } from './clean-world.spec-helper';
import { INTERVIEW_PLANTS, LAWFUL_INTERVIEWS } from './interview-plants.spec-helper';
import type { CampaignFact, CallFact, OutboundFact, World } from './world';

type Plant = readonly [what: string, code: InvariantCode, subject: string, world: () => World];

const codes = (world: World): string[] => violationsOf(world).map(({ code, subject }) => `${code}: ${subject}`);

const several = (count: number, everyMs: number, change: Partial<OutboundFact> = {}, fromMs = 20_000): OutboundFact[] =>
  Array.from({ length: count }, (_unused, index) => busyAfter(fromMs + index * everyMs, `more-${fromMs}-${index}`, change));
const refusedByTrunk = (count: number, fromMs = 20_000): OutboundFact[] => several(count, 300, { outcome: 'congestion', hangupCause: 'NORMAL_TEMPORARY_FAILURE' }, fromMs)
  .map((call) => ({ ...call, endedAtMs: (call.originatingAtMs ?? 0) + 100, settledAtMs: (call.originatingAtMs ?? 0) + 110 }));
const withNo = (outcome: Outcome) => (world: World): World => ({ ...world, totals: [...world.totals, { campaignId: '1', day: '2026-01-07', outcome, calls: 0 }] });
const withCongestion = withNo('congestion');
const AROUND_THE_CLOCK = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ fromMin: 0, toMin: 1_440 }]]));
const withCampaign = (world: World, change: Partial<CampaignFact>): World =>
  ({ ...world, campaigns: new Map([...world.campaigns].map(([id, campaign]) => [id, { ...campaign, ...change }])) });

const running = (change: (world: World) => World) => (): World => change(runningWorld());
const clean = (change: (world: World) => World) => (): World => change(cleanWorld());
/** Busy again at once: a second call of target 12. */
const AGAIN: OutboundFact = busyAfter(30_000, 'again', { targetId: '12', phone: BUSY.phone, attempt: 2 });
const twoAttempts = (world: World): World => ({ ...world, targets: world.targets.map((target) => (target.id === '12' ? { ...target, attempts: 2, lastCallId: 'again' } : target)) });
const WAITING = { state: 'waiting', connectedAtMs: null, agentId: null } as const;

/** So many minutes after the start. */
const later = (minutes: number): Pick<CallFact, 'plannedAtMs' | 'originatingAtMs' | 'notAfterMs' | 'endedAtMs' | 'settledAtMs'> => {
  const atMs = T0 + minutes * 60_000;
  return { plannedAtMs: atMs, originatingAtMs: atMs + 20, notAfterMs: atMs + 10_000, endedAtMs: atMs + 1_000, settledAtMs: atMs + 1_010 };
};
/** A call of another target to the number that was busy. */
const elsewhere = (minutes: number, change: Partial<OutboundFact> = {}): OutboundFact =>
  ({ ...busyAfter(0, 'again', { phone: BUSY.phone, targetId: '99', contactId: '99' }), ...later(minutes), ...change });
const ringsAt = (...minutes: readonly number[]): OutboundFact[] => minutes.map((minute) => {
  const call = elsewhere(minute, { id: `ring-${minute}`, targetId: `target of ring-${minute}`, contactId: `${minute}`, phone: '+14155550044' });
  return { ...call, ringingAtMs: call.plannedAtMs + 100 };
});
/** The same campaign, over much later. */
const longCampaign = (): World => withCampaign({ ...cleanWorld(), nowMs: T0 + 48 * 60 * 60_000 }, { endedAtMs: T0 + 30 * 60 * 60_000 });
/** The switch shows the busy line's call for longer. */
const longer = (world: World): World => withDial(withCall(world, BUSY, { endedAtMs: T0 + 9_000, settledAtMs: T0 + 9_010 }), BUSY, { endedAtMs: T0 + 9_000 });

const calledBack = (world: World): World => ({ ...world, targets: world.targets.map((target) => (target.id === '11' ? { ...target, attempts: 2, lastCallId: 'again' } : target)) });
/** The last of its busy calls ended a day later. */
const nextDay = (world: World): World => ({
  ...world, totals: [
    ...world.totals.map((total) => (total.outcome === 'busy' ? { ...total, calls: total.calls - 1 } : total)),
    { campaignId: '1', day: '2026-01-08', outcome: 'busy' as const, calls: 1 },
  ],
});

/** A caller who gave up. */
const GAVE_UP = { outcome: 'abandoned-in-queue', connectedAtMs: null, agentId: null } as const;
/** A caller who still waits in the middle of the campaign. */
const STILL_WAITS = { ...GAVE_UP, ...WAITING, outcome: null, plannedAtMs: T0 + 1_000, answeredAtMs: T0 + 1_010, endedAtMs: null, hangupCause: null, settledAtMs: null, ends: 0 } as const;
const waits = (world: World): World => ({ ...world, channels: [...world.channels ?? [], { channelId: 'caller', createdAtMs: T0 + 1_000, ours: false, with: [] }] });

const PLANTS: readonly Plant[] = [...INTERVIEW_PLANTS,
  ['a stay that went on when its call had ended', 'stay-not-ended', 'call caller', clean((world) => withCaller(world, GAVE_UP, { toMs: null, endedBy: null, longestWaitMs: null }))],
  ['a caller in two queues', 'stays-overlap', 'call caller', clean((world) => withCaller(world, {}, { queueId: '4', fromMs: T0 + 100_015, toMs: T0 + 100_021, endedBy: 'moved' }, {}))],
  ['a caller who waits for ever', 'waited-too-long', 'call caller', running((world) => waits(withCaller(world, STILL_WAITS, { fromMs: world.nowMs - 90_001, toMs: null, endedBy: null })))],
  ['a caller who waited for too long', 'waited-too-long', 'call caller', clean((world) => withCaller(world, GAVE_UP, { fromMs: T0 + 10_000, endedBy: 'abandoned' }))],
  ['an agent who talked with somebody who was in no queue', 'answer-not-once', 'call caller', clean((world) => withCaller(world, {}))],
  ['a caller who was answered twice', 'answer-not-once', 'call caller', clean((world) => withCaller(world, {}, { toMs: T0 + 110_000 }, { fromMs: T0 + 120_000 }))],
  ['a stay that says answered of who gave up', 'answer-not-once', 'call caller', clean((world) => withCaller(world, GAVE_UP, {}))],
  ['a phone that rings on when its caller has left', 'ring-not-ended', 'leg ring-1', running((world) => withRings({ ...world, nowMs: world.nowMs + 10_000 }, { callId: 'busy', rungAtMs: T0 + 1_000, endedAtMs: null, endedBy: null }))],
  ['a phone that rang for long after its caller had left', 'ring-not-ended', 'leg ring-1', clean((world) => withRings(world, { callId: 'busy', endedAtMs: T0 + 60_000, endedBy: 'no-answer' }))],
  ['a ring of which nobody says at rest how it ended', 'ring-not-ended', 'leg ring-1', clean((world) => withRings(world, { callId: 'elsewhere', endedAtMs: null, endedBy: null }))],
  ['an agent whose phone is rung for two callers', 'rung-twice-at-once', 'agent 2', clean((world) => withRings(world, { endedAtMs: T0 + 9_000 }, { callId: 'busy', rungAtMs: T0 + 7_000, endedAtMs: T0 + 7_100 }))],
  ['a caller for whom two phones ring', 'rung-twice-at-once', 'call talked', clean((world) => withRings(world, { endedAtMs: T0 + 9_000 }, { agentId: '3', rungAtMs: T0 + 7_000, endedAtMs: T0 + 9_000 }))],
  ['an agent who talked and is said to have missed the call', 'ring-differs', 'leg ring-1', clean((world) => withRings(world, { bridges: [{ otherId: 'talked', atMs: T0 + 5_010, untilMs: T0 + 5_040 }] }))],
  ['an agent who is said to have talked and was connected with nobody', 'ring-differs', 'leg ring-1', clean((world) => withRings(world, { endedBy: 'talked' }))],
  ['a caller who lives and has no channel', 'live-without-channel', 'call caller', running((world) => withCaller(world, { ...STILL_WAITS, plannedAtMs: world.nowMs - 30_001 }, { fromMs: T0 + 1_020, toMs: null, endedBy: null }))],
  ['two INVITEs of one call', 'invite-twice', 'call busy', clean((world) => withDials(world, (dials) => [...dials, dialOf(BUSY, { atMs: T0 + 9_000 })]))],
  ['a second call of the same attempt', 'attempt-dialed-twice', 'target 12 attempt 1', clean((world) => twoAttempts(withMore(world, { ...AGAIN, attempt: 1 })))],
  ['a call that was planned before the one before was settled', 'target-twice-at-once', 'target 12', clean((world) => twoAttempts(withMore(withCall(world, BUSY, { settledAtMs: T0 + 30_500 }), AGAIN)))],
  ['a call while the one before is still on the network', 'target-twice-at-once', 'target 12', clean((world) => twoAttempts(withMore(withDial(world, BUSY, { endedAtMs: T0 + 30_500 }), AGAIN)))],
  ['an INVITE that no row knows', 'invite-without-row', 'channel ghost', clean((world) => withDials(world, (dials) => [...dials, dialOf({ ...BUSY, id: 'ghost' }, { atMs: T0 + 9_000 })]))],
  ['an INVITE before its row was committed', 'invite-before-commit', 'call busy', clean((world) => withDial(world, BUSY, { atMs: T0 - 5_000 }))],
  ['an INVITE of a row that was only planned', 'invite-before-commit', 'call busy', clean((world) => withCall(world, BUSY, { originatingAtMs: null }))],
  ['an INVITE of a row that says nobody was dialed', 'not-dialed-but-invited', 'call refused', clean((world) => withMore(world, busyAfter(30_000, 'refused', { outcome: 'not-dialed', hangupCause: 'TOO_LATE' })))],
  ['a row that says dialed and was not', 'dialed-without-invite', 'call busy', clean((world) => withDials(world, (dials) => dials.filter(({ channelId }) => channelId !== 'busy')))],
  ['another number', 'wrong-number-dialed', 'call busy', clean((world) => withDial(world, BUSY, { number: '+14155550099' }))],
  ['an attempt that was counted twice', 'attempts-miscounted', 'target 12', clean((world) => ({ ...world, targets: world.targets.map((target) => (target.id === '12' ? { ...target, attempts: 2 } : target)) }))],
  ['a call to somebody of the control group', 'control-group-dialed', 'call busy', clean((world) => ({ ...world, targets: world.targets.map((target) => (target.id === '12' ? { ...target, result: 'control-group' } : target)) }))],
  ['a target that is called by nothing', 'target-adrift', 'target 12', clean((world) => ({ ...world, targets: world.targets.map((target) => (target.id === '12' ? { ...target, state: 'calling' as const } : target)) }))],
  ['a target that is ready while its call lives', 'target-adrift', 'target 11', running((world) => ({ ...world, targets: world.targets.map((target) => (target.id === '11' ? { ...target, state: 'ready' as const } : target)) }))],
  ['a target that was forgotten', 'target-without-result', 'target 12', clean((world) => ({ ...world, targets: world.targets.map((target) => (target.id === '12' ? { ...target, state: 'ready' as const, result: null } : target)) }))],
  ['an answer that the row does not know', 'answer-lost', 'call busy', clean((world) => withDial(world, BUSY, { answeredAtMs: T0 + 1_900 }))],
  ['another outcome than the far end\'s', 'outcome-differs', 'call busy', clean((world) => withDial(world, BUSY, { cause: 'NO_ANSWER' }))],
  ['a talk that became an abandoned call', 'outcome-differs', 'call abandoned', clean((world) => withDial(world, ABANDONED, { bridges: [{ otherId: 'leg-1', atMs: T0 + 10_060, untilMs: T0 + 17_000 }] }))],
  ['a lost call that the switch has recorded', 'lost-though-recorded', 'call busy', clean((world) => ({
    ...withCall(world, BUSY, { outcome: 'lost', hangupCause: 'LOST' }), totals: world.totals.map((total) => (total.outcome === 'busy' ? { ...total, outcome: 'lost' as const } : total)),
  }))],
  ['a connected call without anybody who talked on it', 'talk-untold', 'call talked', clean((world) => ({ ...world, talks: [] }))],
  ['a call that names another agent than the one who talked on it last', 'talk-untold', 'call talked', clean((world) => withTalks(world, { toMs: T0 + 9_000 }, { agentId: '2', fromMs: T0 + 10_000 }))],
  ['a talk of two whom the switch never connected', 'talk-without-bridge', 'call talked', clean((world) => withTalks(world, { channelId: 'leg-9' }))],
  ['a talk that went on when its call had ended', 'talk-not-ended', 'call talked', clean((world) => withTalks(world, { toMs: null, endedBy: null }))],
  ['a talk that ended long after its call', 'talk-not-ended', 'call talked', clean((world) => withTalks(world, { toMs: T0 + 65_000 + 30_001 }))],
  ['a talk that goes on while its customer waits', 'talk-not-ended', 'call talked', running((world) => withCall(world, TALKED, { state: 'connecting' }))],
  ['a call that talks with nobody', 'talk-not-ended', 'call talked', running((world) => withTalks(world, {}))],
  ['a call that is not over', 'call-not-over', 'call talked', () => ({ ...runningWorld(), looking: 'at-rest', pool: null, channels: null })],
  ['an end without an outcome', 'end-inconsistent', 'call talked', running((world) => withCall(world, TALKED, { outcome: 'connected' }))],
  ['a second end', 'ended-not-once', 'call busy', clean((world) => withCall(world, BUSY, { ends: 2 }))],
  ['an end that left no evidence', 'ended-not-once', 'call busy', clean((world) => withCall(world, BUSY, { ends: 0 }))],
  ['a step after the end', 'moved-after-end', 'call busy', clean((world) => withCall(world, BUSY, { movedAfterEnd: 'ringing' }))],
  ['an abandoned call whose row knows no message', 'outcome-contradicts-row', 'call abandoned', clean((world) => withCall(world, ABANDONED, { safeHarbourAtMs: null }))],
  ['a connected call that its row says nobody took', 'outcome-contradicts-row', 'call talked', clean((world) => withCall(world, TALKED, { connectedAtMs: null }))],
  ['an end that waits for a wrap-up long over', 'settlement-overdue', 'call abandoned', () => {
    const world = { ...cleanWorld(), looking: 'running' as const };
    return { ...withCall(world, ABANDONED, { settledAtMs: null, wrapUpUntilMs: T0 + 30_000 }), targets: world.targets.map((target) => (target.id === '13' ? { ...target, state: 'calling' as const, attempts: 0 } : target)) };
  }],
  ['totals that forgot a call', 'totals-differ', 'campaign 1 2026-01-07 busy', clean((world) => ({ ...world, totals: world.totals.filter(({ outcome }) => outcome !== 'busy') }))],
  ['totals that counted a call twice', 'totals-differ', 'campaign 1 2026-01-07 busy', clean((world) => ({ ...world, totals: world.totals.map((total) => (total.outcome === 'busy' ? { ...total, calls: 2 } : total)) }))],
  ['a recording without an end', 'recording-not-stopped', 'recording 2026/01/07/talked.wav', clean((world) => ({ ...world, recordings: world.recordings.map((one) => ({ ...one, stoppedAtMs: null })) }))],

  ['two rows that talk with one agent', 'agent-on-two-calls', 'agent 1', running((world) => {
    const other: OutboundFact = { ...TALKED, id: 'other', targetId: '14', contactId: '14', phone: '+14155550014', state: 'talking', outcome: null, endedAtMs: null, settledAtMs: null, ends: 0, plannedAtMs: T0 + 100, originatingAtMs: T0 + 400 };
    return {
      ...withDials(world, (dials) => [...dials, dialOf(other)]), calls: [...world.calls, other], talks: [...world.talks, { ...TALK, callId: 'other', toMs: null, endedBy: null }],
      targets: [...world.targets, { id: '14', campaignId: '1', state: 'calling', zone: 'America/New_York', attempts: 0, result: null, lastCallId: 'other' }],
      channels: [...world.channels ?? [], { channelId: 'other', createdAtMs: T0 + 405, ours: true, with: ['leg-2'] }],
    };
  })],
  ['a leg that was bridged to two at once', 'agent-on-two-calls', 'leg leg-1', clean((world) => ({
    ...world, truth: world.truth && { ...world.truth, legs: world.truth.legs.map((leg) => ({ ...leg, bridges: [...leg.bridges, { otherId: 'abandoned', atMs: T0 + 60_000, untilMs: T0 + 61_000 }] })) },
  }))],
  ['an agent whose talks overlap', 'agent-on-two-calls', 'agent 1', clean((world) => withTalks(world, {}, { callId: 'elsewhere', channelId: null, fromMs: T0 + 30_000, toMs: T0 + 40_000 }))],
  ['an agent who came while another was on the call', 'call-with-two-agents', 'call talked', clean((world) => withTalks(world, { agentId: '2', toMs: T0 + 12_000 }, { fromMs: T0 + 10_000 }))],
  ['an agent who came while nobody had seen the other leave', 'call-with-two-agents', 'call talked', running((world) => withTalks(world, { agentId: '2', toMs: null }, { fromMs: T0 + 10_000, toMs: null }))],
  ['two agents on one call', 'call-with-two-agents', 'call talked', running((world) => withAgent(world, { state: 'talking', callId: 'talked' }, { agentId: '2', legChannelId: null, state: 'reserved', callId: 'talked', dueAtMs: NOW }))],
  ['a reservation past its lease', 'reservation-overdue', 'agent 1', running((world) => withAgent(world, { state: 'reserved', callId: 'talked', dueAtMs: world.nowMs - 31_000 }))],
  ['a wrap-up past its time', 'wrap-up-overdue', 'agent 1', () => withAgent({ ...cleanWorld(), looking: 'running' }, { state: 'wrap-up', callId: 'talked', stateSinceAtMs: T0 + 65_000, dueAtMs: T0 + 95_000 })],
  ['a wrap-up without an end', 'wrap-up-unbounded', 'agent 1', () => withAgent({ ...cleanWorld(), looking: 'running' }, { state: 'wrap-up', callId: 'talked', stateSinceAtMs: NOW, dueAtMs: null })],
  ['a wrap-up longer than its campaign\'s', 'wrap-up-unbounded', 'agent 1', () => withAgent({ ...cleanWorld(), looking: 'running' }, { state: 'wrap-up', callId: 'talked', stateSinceAtMs: NOW, dueAtMs: NOW + 300_000 })],
  ['an agent on a call that is over', 'agent-stuck', 'agent 1', () => withAgent({ ...cleanWorld(), looking: 'running' }, { state: 'talking', callId: 'talked' })],
  ['an agent on a call that never was', 'agent-stuck', 'agent 1', running((world) => withAgent(world, { state: 'talking', callId: 'nowhere' }))],
  ['an agent who is not idle at rest', 'agent-not-idle', 'agent 1', clean((world) => withAgent(world, { state: 'wrap-up', callId: 'talked', stateSinceAtMs: NOW, dueAtMs: NOW + 20_000 }))],
  ['an idle agent whose leg talks', 'idle-agent-bridged', 'agent 1 with talked', running((world) => ({
    ...withAgent(world, {}), nowMs: T0 + 40_000,
  }))],
  ['a leg that is gone', 'leg-gone-unnoticed', 'agent 1', clean((world) => ({ ...world, channels: [], truth: world.truth && { ...world.truth, legs: world.truth.legs.map((leg) => ({ ...leg, endedAtMs: T0 + 100_000 })) } }))],
  ['a leg of which only the switch can tell that it is gone', 'leg-gone-unnoticed', 'agent 1', clean((world) => ({ ...world, channels: [], truth: world.truth && { ...world.truth, legs: [] } }))],

  ['a number that was forbidden before', 'do-not-call-dialed', 'call busy', clean((world) => withCall(world, BUSY, { forbidden: [{ fromMs: T0 - 10_000, untilMs: null }] }))],
  ['a number that was forbidden before, known by its row alone', 'do-not-call-dialed', 'call busy', clean((world) => ({ ...withCall(world, BUSY, { forbidden: [{ fromMs: T0 - 10_000, untilMs: null }] }), truth: null }))],
  ['a number that was forbidden at the time, and is not any more', 'do-not-call-dialed', 'call busy', clean((world) => withCall(world, BUSY, { forbidden: [{ fromMs: T0 - 10_000, untilMs: T0 + 300_000 }] }))],
  ['a contact who sleeps', 'outside-calling-hours', 'call busy', clean((world) => withCall(world, BUSY, { contactZone: 'Asia/Tokyo' }))],
  ['a contact who slept where they were then', 'outside-calling-hours', 'call busy', clean((world) => withCall(world, BUSY, { zoneBefore: 'Asia/Tokyo' }))],
  ['a contact who slept by the clock that the call was judged by', 'outside-calling-hours', 'call busy', clean((world) => withCall(world, BUSY, { judgedAtMs: T0 + 9 * 3_600_000 }))],
  ['a contact of whom nobody knows the zone', 'outside-calling-hours', 'call busy', clean((world) => withCall(world, BUSY, { contactZone: null }))],
  ['another campaign that calls a number while it is on a call', 'number-twice-at-once', `number ${BUSY.phone}`, clean((world) => withMore(longer(world), busyAfter(3_000, 'other', { phone: BUSY.phone })))],
  ['an INVITE of a campaign that is not judged to a number that is on a call', 'number-twice-at-once', `number ${BUSY.phone}`, clean((world) => withDials(world, (dials) => [...dials, dialOf({ ...BUSY, id: 'elsewhere' }, { atMs: T0 + 1_500 })]))],
  ['a call a quarter of an hour after another campaign\'s ring', 'called-too-soon', 'call again', () => withMore(withCall(longCampaign(), BUSY, { ringingAtMs: T0 + 1_100 }), elsewhere(15))],
  ['a call an hour after another campaign\'s talk', 'called-too-soon', 'call again', () => withMore(longCampaign(), elsewhere(45, { phone: TALKED.phone }))],
  ['a call to the other phone of somebody who heard a message', 'called-too-soon', 'call again', () => withMore(longCampaign(), elsewhere(45, { phone: '+14155550099', contactId: '13' }))],
  ['a fourth ring in vain', 'rung-too-often', 'call ring-240', () => withMore(longCampaign(), ...ringsAt(5, 70, 150, 240))],
  ['a contact at night, by a campaign that is open around the clock', 'outside-calling-hours', 'call busy', clean((world) => ({
    ...withCampaign(withCall(world, BUSY, { contactZone: 'Asia/Tokyo' }), { callingHours: AROUND_THE_CLOCK }),
  }))],
  ['a contact on a holiday that the campaign observes', 'outside-calling-hours', 'call busy', clean((world) => ({
    ...withCampaign(withCall(world, BUSY, { contactZone: '*MX' }), { law: { lawProfile: 'strictest', purpose: 'sales', delivery: 'agent', observesHolidays: true, countries: ['US'] } }),
    holidayChanges: [{ country: 'MX', day: new Date(T0).toISOString().slice(0, 10), isHoliday: true, name: 'Day of mourning', source: 'proclamation' }],
  }))],
  ['a person who waited for longer than the law lets them, by a limit of ours that is longer', 'met-by-silence', 'call abandoned', clean((world) => ({
    ...withDial(withCall(world, ABANDONED, { safeHarbourAtMs: T0 + 17_000 }), ABANDONED, { messagesAtMs: [T0 + 17_000] }), limits: { ...world.limits, safeHarbourAfterMs: 9_000 },
  }))],
  ['a destination that the gateway may not dial', 'destination-not-allowed', 'call busy', clean((world) => withDial(withCall(world, BUSY, { phone: '+442079460000' }), BUSY, { number: '442079460000' }))],
  ['an island that shares the code of a country that the gateway may dial', 'destination-not-allowed', 'call busy',
    clean((world) => withDial(withCall(world, BUSY, { phone: '+18765550123' }), BUSY, { number: '18765550123' }))],
  ['an agent\'s phone that is a satellite\'s', 'destination-not-allowed', 'leg leg-2', clean((world) => withLeg(world, { number: '+881612345678' }))],
  ['an agent\'s phone through a gateway that may dial nothing', 'destination-not-allowed', 'leg leg-2', clean((world) => ({
    ...withLeg(world, {}), calls: [], targets: [], totals: [], recordings: [], records: null,
    gateways: new Map([...world.gateways].map(([name, gateway]) => [name, { ...gateway, destinations: { ...gateway.destinations, prefixes: [] } }])),
    truth: withLeg(world, {}).truth && { ...withLeg(world, {}).truth, dials: [] } as World['truth'],
  }))],
  ['a call while all dialing was stopped', 'dialed-while-stopped', 'call busy', clean((world) => ({ ...world, stops: [{ fromMs: T0 - 500, untilMs: T0 + 4_000, reason: 'drill' }] }))],
  ['an agent\'s phone that was called while all dialing was stopped', 'dialed-while-stopped', 'leg leg-2', clean((world) => withLeg(world, { atMs: T0 - 45_000 }))],
  ['more calls and agents\' phones than lines', 'above-lines', 'gateway carrier',
    clean((world) => ({ ...withLeg(world, {}), gateways: new Map([...world.gateways].map(([name, gateway]) => [name, { ...gateway, maxLines: 2 }])) }))],
  ['a burst', 'above-rate', 'gateway carrier', clean((world) => withMore(world, ...several(14, 70)))],
  ['more calls than lines', 'above-lines', 'gateway carrier', clean((world) => ({ ...withMore(world, ...several(3, 250)), gateways: new Map([...world.gateways].map(([name, gateway]) => [name, { ...gateway, maxLines: 3 }])) }))],

  ['a row that lives without a channel', 'live-without-channel', 'call talked', running((world) => ({ ...withDial(world, TALKED, { endedAtMs: T0 + 10_000 }), nowMs: T0 + 10_000 + 16_000 + 30_000 + 30_001, channels: (world.channels ?? []).slice(0, 1).map((leg) => ({ ...leg, with: [] })) }))],
  ['a plan that nobody gave back', 'live-without-channel', 'call given-back', () => {
    const world = { ...cleanWorld(), looking: 'running' as const };
    return {
      ...withCall(world, GIVEN_BACK, { state: 'planned', outcome: null, endedAtMs: null, settledAtMs: null, ends: 0, targetId: '14' }),
      totals: world.totals.filter(({ outcome }) => outcome !== 'not-dialed'),
      targets: [...world.targets, { id: '14', campaignId: '1', state: 'calling', zone: 'America/New_York', attempts: 0, result: null, lastCallId: 'given-back' }],
    };
  }],
  ['a channel that no row knows', 'channel-without-call', 'channel orphan', () => ({ ...runningWorld(), channels: [...runningWorld().channels ?? [], { channelId: 'orphan', createdAtMs: T0 - 60_000, ours: true, with: [] }] })],
  ['a channel whose call has ended', 'channel-without-call', 'channel busy', () => ({ ...cleanWorld(), looking: 'running', channels: [...cleanWorld().channels ?? [], { channelId: 'busy', createdAtMs: T0 + 1_025, ours: true, with: [] }] })],
  ['a channel that is still up at rest', 'channel-left', 'channel late', clean((world) => ({ ...world, channels: [...world.channels ?? [], { channelId: 'late', createdAtMs: NOW - 1_000, ours: true, with: [] }] }))],
  ['a leg of an agent who has left', 'channel-left', 'channel leg-1', clean((world) => ({ ...withAgent(world), agents: world.agents.map((agent) => ({ ...agent, status: 'offline' as const })) }))],
  ['an agent who is missing in the live view', 'pool-differs', 'agent 1', clean((world) => withAgent(world))],

  ['a plan of an owner that was replaced', 'fence-backwards', 'call again', clean((world) => twoAttempts(withMore(world, { ...AGAIN, fence: 2n })))],
  ['a fence that no owner ever had', 'fence-backwards', 'call abandoned', clean((world) => withCall(world, ABANDONED, { fence: 9n }))],
  ['a call that was sent after its time', 'sent-too-late', 'call busy', clean((world) => withCall(world, BUSY, { notAfterMs: T0 + 1_010 }))],
  ['a command that waits for ever', 'command-overdue', 'command command', running((world) => ({ ...world, commands: [{ ...COMMAND, state: 'pending' }] }))],
  ['a command that is left at rest', 'command-overdue', 'command command', clean((world) => ({ ...world, commands: [{ ...COMMAND, state: 'pending', createdAtMs: NOW - 10 }] }))],

  ['a message that came too late', 'met-by-silence', 'call abandoned', clean((world) => withDial(world, ABANDONED, { messagesAtMs: [T0 + 16_000] }))],
  ['a person who left after silence', 'met-by-silence', 'call abandoned', clean((world) => withDial(world, ABANDONED, { messagesAtMs: [], endedBy: 'far' }))],
  ['a person who waits now, by the row alone', 'met-by-silence', 'call talked', running((world) => ({ ...withAgent(withCall(world, TALKED, WAITING), {}), talks: [], truth: null, channels: null }))],
  ['a person on whom we hung up', 'hung-up-in-silence', 'call abandoned', clean((world) => withDial(world, ABANDONED, { messagesAtMs: [], endedAtMs: T0 + 11_000 }))],
  ['a trunk that is dialed although it fails', 'sick-trunk-dialed', 'gateway carrier', clean((world) => withMore(withCongestion(world), ...refusedByTrunk(26)))],
  ['a call after the end of its campaign', 'dialed-while-not-running', 'call abandoned', clean((world) => withCampaign(world, { endedAtMs: T0 + 6_000 }))],
  ['a call before the start of its campaign', 'dialed-while-not-running', 'call talked', clean((world) => withCampaign(world, { startedAtMs: T0 + 2_900 }))],
];

/** What looks wrong and is not. */
const LAWFUL: readonly (readonly [what: string, world: () => World])[] = [...LAWFUL_INTERVIEWS,
  ['a contact who has been moved to a zone where it was night', clean((world) => withCall(world, BUSY, { contactZone: 'Asia/Tokyo', zoneBefore: 'America/New_York' }))],
  ['a call at night, judged by a clock that stood at noon', clean((world) => ({
    ...world, limits: { ...world.limits, callingOffsetMs: 9 * 3_600_000 }, calls: world.calls.map((call) => ({ ...call, judgedAtMs: T0 })),
  }))],
  ['a customer who lost an agent, and was given another', clean((world) => withTalks(world, { agentId: '2', toMs: T0 + 9_000, endedBy: 'agent-lost' }, { fromMs: T0 + 9_100 }))],
  ['a talk whose end was noticed when its agent talked to somebody else', clean((world) => ({
    ...withTalks(world, { toMs: T0 + 120_000, endedBy: 'unheard' }, { callId: 'elsewhere', channelId: null, fromMs: T0 + 70_000, toMs: T0 + 80_000 }),
    calls: world.calls.map((call) => (call.id === 'talked' ? { ...call, endedAtMs: T0 + 120_000, settledAtMs: T0 + 120_010 } : call)),
  }))],
  ['a talk whose call is over, which its next owner has not seen yet', running((world) => ({ ...withCall(world, TALKED, { state: 'connecting' }), channels: (world.channels ?? []).filter(({ channelId }) => channelId !== 'talked') }))],
  ['a talk by a leg that was not heard of', clean((world) => withTalks(world, { channelId: null }))],
  ['a person who left before the limit', clean((world) => withTotal(withDial(withCall(world, ABANDONED, { outcome: 'hung-up-waiting', endedAtMs: T0 + 11_000, safeHarbourAtMs: null }), ABANDONED, { messagesAtMs: [], endedBy: 'far', endedAtMs: T0 + 11_000 }), 'abandoned', 'hung-up-waiting'))],
  ['a person on whom somebody hung up by command', clean((world) => ({
    ...withTotal(withDial(withCall(world, ABANDONED, { outcome: 'hung-up-waiting', endedAtMs: T0 + 11_000, safeHarbourAtMs: null }), ABANDONED, { messagesAtMs: [], endedAtMs: T0 + 11_000 }), 'abandoned', 'hung-up-waiting'),
    commands: [{ ...COMMAND, kind: 'call-hangup', callId: 'abandoned' }],
  }))],
  ['a call that went down with the leg of its agent', clean((world) => withTotal(withDial(withCall(world, ABANDONED, { outcome: 'handoff-failed', endedAtMs: T0 + 10_040, safeHarbourAtMs: null, hangupCause: 'ORIGINATOR_CANCEL' }), ABANDONED, { messagesAtMs: [], cause: 'ORIGINATOR_CANCEL', endedAtMs: T0 + 10_040 }), 'abandoned', 'handoff-failed'))],
  ['a lost call that nobody recorded', clean((world) => ({ ...withTotal(withCall(world, BUSY, { outcome: 'lost', hangupCause: 'LOST' }), 'busy', 'lost'), records: new Map() }))],
  ['a call that a switch took along when it died', clean((world) => withDial(withCall(world, TALKED, { hangupCause: 'LOST' }), TALKED, { cause: 'SWITCH_GONE', endedBy: 'near' }))],
  ['a call an hour and a minute after another campaign\'s ring', () => withMore(withCall(longCampaign(), BUSY, { ringingAtMs: T0 + 1_100 }), elsewhere(62))],
  ['a call soon after a line that was busy', clean((world) => withMore(world, elsewhere(1)))],
  ['a callback that the person asked for', () => calledBack(withMore(withCall(longCampaign(), TALKED, { meaning: 'retry' }), elsewhere(45, { phone: TALKED.phone, targetId: '11', attempt: 2 })))],
  ['three rings in vain within a day, and a fourth a day after the first', () => nextDay(withMore(longCampaign(), ...ringsAt(5, 70, 150, 6 + 24 * 60)))],
  ['a second attempt when the first is over', clean((world) => twoAttempts(withMore(world, AGAIN)))],
  ['a phone that was switched off, and was called again as the same attempt', clean((world) => withMore(withMore(withNo('switched-off')(world), busyAfter(40_000, 'on')),
    busyAfter(30_000, 'off', { targetId: 'target of on', outcome: 'switched-off', hangupCause: 'NO_USER_RESPONSE' })))],
  ['a wrong number by a trunk that knows none', clean((world) => withDial(withMore(withNo('congestion')(world), busyAfter(30_000, 'unknown', { outcome: 'congestion', hangupCause: 'UNALLOCATED_NUMBER', trunkFault: true })),
    busyAfter(30_000, 'unknown'), { cause: 'UNALLOCATED_NUMBER', sip: { status: 404, reason: '' } }))],
  ['a number as its gateway wants it', clean((world) => withDial({ ...world, gateways: new Map([...world.gateways].map(([name, gateway]) =>
    [name, { ...gateway, numberFormat: { style: 'national' as const, callingCode: '1', trunkPrefix: '', internationalPrefix: '011', prefix: '77' } }])) }, BUSY, { number: `77${BUSY.phone.slice(2)}` }))],
  ['an INVITE of a campaign that is not judged', clean((world) => withDials(world, (dials) => [...dials, dialOf({ ...BUSY, id: 'elsewhere' }, { atMs: T0 + 9_000 })]))],
  ['an agent who talks for a campaign that is not judged', clean((world) => withAgent(world, { state: 'talking', callId: 'elsewhere' }))],
  ['as many calls a second as the gateway takes', clean((world) => withMore(world, ...several(20, 200)))],
  ['a sick trunk that is probed', clean((world) => withMore(withCongestion(world), ...refusedByTrunk(10), ...refusedByTrunk(1, 20_000 + 2_800 + 5_050)))],
  ['a trunk that carries a call between its failures', clean((world) => withMore(withCongestion(world), ...refusedByTrunk(9), ...several(1, 0, {}, 22_800), ...refusedByTrunk(9, 24_000)))],
  ['a number that was taken off the list before', clean((world) => withCall(world, BUSY, { forbidden: [{ fromMs: T0 - 10_000, untilMs: T0 - 5_000 }] }))],
  ['a number that was forbidden by its own call', clean((world) => withCall(world, TALKED, { forbidden: [{ fromMs: T0 + 70_000, untilMs: null }] }))],
  ['somebody else\'s channel on a switch that is shared', clean((world) => ({ ...world, channels: [...world.channels ?? [], { channelId: 'theirs', createdAtMs: T0, ours: false, with: [] }] }))],
  ['a target of a campaign that was stopped', clean((world) => ({
    ...world, campaigns: new Map([...world.campaigns].map(([id, campaign]) => [id, { ...campaign, status: 'stopped' as const }])),
    targets: [...world.targets, { id: '14', campaignId: '1', state: 'ready', zone: 'America/New_York', attempts: 0, result: null, lastCallId: null }],
  }))],
  ['a caller who went from queue to queue and was answered', clean((world) => withCaller(world, {}, { queueId: '4', fromMs: T0 + 100_015, toMs: T0 + 100_020, endedBy: 'moved' }, {}))],
  ['a caller who gave up in a queue that was deleted', clean((world) => withCaller(world, GAVE_UP, { fromMs: T0 + 10_000, endedBy: 'abandoned', longestWaitMs: null }))],
  ['a caller who waits with music, and one who waited as long as may be', running((world) => waits(withCaller(world, STILL_WAITS, { fromMs: world.nowMs - 89_000, toMs: null, endedBy: null })))],
  ['a phone that was busy, the next that was answered, and a channel of it that is up', running((world) => ({
    ...withRings(world, {}, { agentId: '3', rungAtMs: T0 + 5_060, endedAtMs: null, endedBy: null }), channels: [...world.channels ?? [], { channelId: 'ring-2', createdAtMs: T0 - 60_000, ours: true, with: [] }],
  }))],
  ['a ring of which nobody heard', clean((world) => withRings(world, { endedBy: 'unheard', bridges: [{ otherId: 'talked', atMs: T0 + 5_010, untilMs: T0 + 5_040 }] }))],
  ['a takeover', clean((world) => ({ ...withCall(withCall(world, BUSY, { fence: 2n }), TALKED, { fence: 2n }) }))],
  ['a switch of which only the rows are known', () => ({ ...cleanWorld(), truth: null, records: null, channels: null, pool: null })],
];

/** One call of the totals moves to another outcome. */
function withTotal(world: World, from: string, to: 'hung-up-waiting' | 'handoff-failed' | 'lost'): World {
  return { ...world, totals: world.totals.map((total) => (total.outcome === from ? { ...total, outcome: to } : total)) };
}

describe('the invariants', () => {
  it('hold of a campaign that is over as it should be, and of one in its middle', () => {
    expect(codes(cleanWorld())).toEqual([]);
    expect(codes(runningWorld())).toEqual([]);
  });

  it.each(PLANTS)('catch %s, and nothing else', (_what, code, subject, world) => {
    const found = violationsOf(world());
    expect(found.map((violation) => `${violation.code}: ${violation.subject}`)).toEqual([`${code}: ${subject}`]);
    expect(found[0]).toMatchObject({ rule: INVARIANTS[code].rule, invariant: INVARIANTS[code].says });
    // The evidence names whom it is about.
    expect(found[0]?.evidence).toContain(subject.split(' ')[1]);
  });

  it.each(LAWFUL)('do not mind %s', (_what, world) => {
    expect(codes(world())).toEqual([]);
  });

  it('are each caught at least once above', () => {
    expect([...new Set(PLANTS.map(([, code]) => code))].sort()).toEqual(Object.keys(INVARIANTS).sort());
  });
});
