import type { PoolAgent } from '@paceline/agent-pool';
import { NO_SIP_ANSWER } from '@paceline/domain/call/sip-answer';
import { DEFAULT_CALLING_HOURS } from '@paceline/domain/compliance/calling-hours';
import type { AgentFact, CallFact, ChannelFact, CommandFact, Dial, OutboundFact, TalkFact, TargetFact, World } from './world';

/** A Wednesday, 14:00 in New York. */
export const T0 = Date.parse('2026-01-07T19:00:00Z');
/** Long after everything. */
export const NOW = T0 + 60 * 60_000;

/** Attempt by attempt: one person talked with agent 1, one line was busy, nobody was dialed for the third at first. */
export const TALKED: OutboundFact = {
  id: 'talked', direction: 'outbound', state: 'ended', outcome: 'connected', campaignId: '1', targetId: '11', contactId: '11', callbackId: null, meaning: 'final', agentId: '1', gateway: 'carrier', phone: '+14155550011',
  attempt: 1, ringTimeoutSec: 16, notAfterMs: T0 + 10_000, plannedAtMs: T0, originatingAtMs: T0 + 20, judgedAtMs: null, ringingAtMs: T0 + 100, answeredAtMs: T0 + 5_000,
  connectedAtMs: T0 + 5_060, safeHarbourAtMs: null, endedAtMs: T0 + 65_000, hangupCause: 'NORMAL_CLEARING', trunkFault: false, wrapUpUntilMs: null, settledAtMs: T0 + 70_000,
  fence: 3n, contactZone: 'America/New_York', zoneBefore: null, forbidden: [], ends: 1, movedAfterEnd: null,
};
export const BUSY: OutboundFact = {
  ...TALKED, id: 'busy', outcome: 'busy', targetId: '12', contactId: '12', meaning: null, agentId: null, phone: '+14155550012', plannedAtMs: T0 + 1_000, originatingAtMs: T0 + 1_020,
  answeredAtMs: null, ringingAtMs: null, connectedAtMs: null, endedAtMs: T0 + 2_000, hangupCause: 'USER_BUSY', settledAtMs: T0 + 2_010,
};
export const GIVEN_BACK: OutboundFact = {
  ...BUSY, id: 'given-back', outcome: 'not-dialed', targetId: '13', contactId: '13', phone: '+14155550013', plannedAtMs: T0 + 2_000, originatingAtMs: null, endedAtMs: T0 + 2_500,
  hangupCause: 'GATEWAY_BUSY', settledAtMs: T0 + 2_510,
};
export const ABANDONED: OutboundFact = {
  ...TALKED, id: 'abandoned', outcome: 'abandoned', targetId: '13', contactId: '13', meaning: null, agentId: null, phone: '+14155550013', plannedAtMs: T0 + 8_000, originatingAtMs: T0 + 8_020,
  ringingAtMs: T0 + 8_100, answeredAtMs: T0 + 10_000, connectedAtMs: null, safeHarbourAtMs: T0 + 12_000, endedAtMs: T0 + 17_000, settledAtMs: T0 + 17_010, notAfterMs: T0 + 18_000,
};

export const TALK: TalkFact = { callId: TALKED.id, agentId: '1', channelId: 'leg-1', fromMs: T0 + 5_060, toMs: T0 + 65_000, endedBy: 'customer-hung-up' };

/** The INVITE of a call, as the switch has it when the row is right. */
export function dialOf(call: OutboundFact, change: Partial<Dial> = {}): Dial {
  return {
    channelId: call.id, gateway: 'carrier', number: call.phone, atMs: (call.originatingAtMs ?? call.plannedAtMs) + 5, ringingAtMs: call.ringingAtMs, answeredAtMs: call.answeredAtMs,
    endedAtMs: call.endedAtMs, cause: call.hangupCause, sip: NO_SIP_ANSWER, endedBy: call.outcome === 'abandoned' ? 'near' : 'far',
    bridges: call.connectedAtMs === null ? [] : [{ otherId: 'leg-1', atMs: call.connectedAtMs, untilMs: call.endedAtMs }],
    messagesAtMs: call.safeHarbourAtMs === null ? [] : [call.safeHarbourAtMs], ...change,
  };
}

const LEG: Dial = {
  channelId: 'leg-1', gateway: '', number: 'user/1001@paceline.local', atMs: T0 - 60_000, ringingAtMs: null, answeredAtMs: T0 - 59_000, endedAtMs: null, cause: null,
  sip: NO_SIP_ANSWER, endedBy: null, bridges: [{ otherId: 'talked', atMs: T0 + 5_060, untilMs: T0 + 65_000 }], messagesAtMs: [],
};
export const IDLE: PoolAgent = {
  agentId: '1', lines: ['campaign-1'], status: 'available', statusReason: null, statusSinceAtMs: T0 - 60_000, state: 'idle', stateSinceAtMs: T0 + 70_000,
  idleSinceAtMs: T0 + 70_000, callId: null, token: null, dueAtMs: null, legMode: 'connected', legChannelId: 'leg-1', signedOut: false, reservable: true,
};
const LEG_CHANNEL: ChannelFact = { channelId: 'leg-1', createdAtMs: T0 - 60_000, ours: true, with: [] };
const AGENT: AgentFact = { id: '1', status: 'available', legChannelId: 'leg-1', legNumber: null, legGateway: null };
export const COMMAND: CommandFact = { id: 'command', kind: 'agent-sign-in', state: 'done', createdAtMs: T0 - 60_000, callId: null };

function targetOf(id: string, calls: readonly CallFact[], result: string): TargetFact {
  const counted = calls.filter(({ outcome }) => outcome !== 'not-dialed').length;
  return { id, campaignId: '1', state: 'done', zone: 'America/New_York', attempts: counted, result, lastCallId: calls.at(-1)?.id ?? null };
}

const LAW = { lawProfile: 'strictest', purpose: 'sales', delivery: 'agent', observesHolidays: false, countries: ['US'] } as const;

/** A campaign that is over, of which everything holds. */
export function cleanWorld(): World {
  const calls = [TALKED, BUSY, GIVEN_BACK, ABANDONED];
  return {
    looking: 'at-rest', nowMs: NOW,
    limits: { safeHarbourAfterMs: 2_000, bridgeDeadlineMs: 2_000, lostGraceMs: 30_000, graceMs: 30_000, slackMs: 1_000, callingOffsetMs: 0 },
    truth: { complete: true, coversSinceMs: Number.NEGATIVE_INFINITY, dials: [TALKED, BUSY, ABANDONED].map((call) => dialOf(call)), legs: [LEG] },
    records: new Map([[BUSY.id, dialOf(BUSY)]]),
    campaigns: new Map([['1', { id: '1', status: 'completed', wrapUpSec: 30, callingHours: DEFAULT_CALLING_HOURS, law: LAW, recallLockHours: 72, startedAtMs: T0 - 5_000, endedAtMs: T0 + 80_000 }]]),
    holidayChanges: [],
    gateways: new Map([['carrier', { name: 'carrier', callsPerSec: 5, maxLines: 20, destinations: { countries: [], prefixes: ['+1'], numbers: [], shortNumbers: [] }, numberFormat: { style: 'e164-plus' } }]]),
    stops: [{ fromMs: T0 - 50_000, untilMs: T0 - 40_000, reason: 'drill' }],
    calls, talks: [TALK], stays: [], rings: [], otherCallIds: new Set(['elsewhere']),
    targets: [targetOf('11', [TALKED], 'interested'), targetOf('12', [BUSY], 'busy'), targetOf('13', [GIVEN_BACK, ABANDONED], 'abandoned')],
    totals: calls.map(({ outcome }) => ({ campaignId: '1', day: '2026-01-07', outcome: outcome ?? 'failed', calls: 1 })),
    recordings: [{ callId: TALKED.id, path: '2026/01/07/talked.wav', stoppedAtMs: TALKED.endedAtMs }],
    interviews: [], quotas: [], agents: [AGENT], commands: [COMMAND], ownerFence: 3n,
    pool: { builtAtMs: T0 - 70_000, takenAtMs: NOW, agents: [IDLE] },
    channels: [LEG_CHANNEL],
  };
}

/** The same campaign in the middle: one person talks with agent 1 now. */
export function runningWorld(): World {
  const world = cleanWorld();
  const talking: OutboundFact = { ...TALKED, state: 'talking', outcome: null, endedAtMs: null, hangupCause: null, settledAtMs: null, ends: 0 };
  const nowMs = T0 + 30_000;
  return {
    ...world, looking: 'running', nowMs, calls: [talking, BUSY, GIVEN_BACK, ABANDONED], talks: [{ ...TALK, toMs: null, endedBy: null }],
    truth: world.truth && {
      ...world.truth, dials: [dialOf(talking, { endedBy: null }), dialOf(BUSY), dialOf(ABANDONED)],
      legs: [{ ...LEG, bridges: [{ otherId: 'talked', atMs: T0 + 5_060, untilMs: null }] }],
    },
    campaigns: new Map([...world.campaigns].map(([id, campaign]) => [id, { ...campaign, status: 'running' as const, endedAtMs: null }])),
    targets: world.targets.map((target) => (target.id === '11' ? { ...target, state: 'calling' as const, attempts: 0, result: null } : target)),
    totals: world.totals.filter(({ outcome }) => outcome !== 'connected'),
    recordings: [{ callId: TALKED.id, path: '2026/01/07/talked.wav', stoppedAtMs: null }],
    pool: { builtAtMs: T0 - 70_000, takenAtMs: nowMs, agents: [{ ...IDLE, state: 'talking', callId: 'talked', token: 'token', stateSinceAtMs: T0 + 5_060, reservable: false }] },
    channels: [{ ...LEG_CHANNEL, with: ['talked'] }, { channelId: 'talked', createdAtMs: T0 + 25, ours: true, with: ['leg-1'] }],
  };
}
