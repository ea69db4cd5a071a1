import type { PoolAgent } from '@paceline/agent-pool';
import { DEFAULT_CALLING_HOURS } from '@paceline/domain/compliance/calling-hours';
import { DEFAULT_RETRY_RULES } from '@paceline/domain/retry/retry';
import { Agent, Call, Campaign, Gateway } from '@paceline/persistence';
import { NOW_MS } from './owner.spec-helper';

/** A campaign that sells in the United States, and runs. */
export function aCampaign(columns: Partial<Campaign> = {}): Campaign {
  return Object.assign(new Campaign(), {
    id: '1', clientId: '1', name: 'spring', status: 'running', switchId: 'main', mode: 'predictive', gateways: ['carrier'], callerNumber: null, ringTimeoutSec: 30, maxCallSec: 0, wrapUpSec: 20,
    record: false, safeHarbourPrompt: null, callingHours: DEFAULT_CALLING_HOURS, retryRules: DEFAULT_RETRY_RULES, abandonTargetRatio: 0.02, lawProfile: 'strictest', purpose: 'sales', delivery: 'agent',
    observesHolidays: false, broadcast: null, machineMessage: null, countries: ['US'], maxLinesPerAgent: 3, createdAt: new Date(NOW_MS), startedAt: new Date(NOW_MS), questionnaireId: null, endedAt: null,
  } satisfies Campaign, columns);
}

/** A gateway that has carried calls, and may dial the United States. */
export function aGateway(columns: Partial<Gateway> = {}): Gateway {
  return Object.assign(new Gateway(), {
    switchId: 'main', name: 'carrier', callsPerSec: 10, maxLines: 50, linesForCallers: 0, maxMinutesPerDay: null, allowedPrefixes: [], allowedCountries: ['US'], allowedNumbers: [], shortNumbers: [], enabled: true,
    numberFormat: null, carriedAt: new Date(NOW_MS), formatDoubtedAt: null,
  } satisfies Gateway, columns);
}

/** An agent who is available, with a phone that is not called yet. */
export function anAgent(columns: Partial<Agent> = {}): Agent {
  return Object.assign(new Agent(), {
    id: '7', clientId: '1', userId: '70', switchId: 'main', legMode: 'connected', legKind: 'extension', legAddress: '1007', legGateway: null, legWebrtc: false, status: 'available', statusReason: null,
    statusAt: new Date(NOW_MS), legChannelId: null, legSince: null, legUpAt: null, legRefusal: null, legTrouble: null, legFence: '0', createdAt: new Date(NOW_MS),
  } satisfies Partial<Agent>, columns);
}

/** The row of a call that was dialed, and rings. */
export function aCallRow(columns: Partial<Call> = {}): Call {
  return Object.assign(new Call(), {
    id: 'a', clientId: '1', direction: 'outbound', state: 'ringing', switchId: 'main', line: 'campaign-1', gateway: 'carrier', campaignId: '1', targetId: '11', contactId: '12', agentId: null, callbackId: null,
    phone: '+12125550123', callerNumber: null, ringTimeoutSec: 30, notAfter: new Date(NOW_MS), plannedAt: new Date(NOW_MS), originatingAt: new Date(NOW_MS), ringingAt: null, answeredAt: null,
    connectedAt: null, safeHarbourAt: null, endedAt: null, settledAt: null, wrapUpUntil: null, fence: '1',
  } satisfies Partial<Call>, columns);
}

/** An agent as the pool has them: idle, with a leg. */
export function aPoolAgent(changes: Partial<PoolAgent> = {}): PoolAgent {
  return {
    agentId: '7', lines: ['campaign-1'], status: 'available', statusReason: null, statusSinceAtMs: NOW_MS, state: 'idle', stateSinceAtMs: NOW_MS, idleSinceAtMs: NOW_MS, callId: null, token: null,
    dueAtMs: null, legMode: 'connected', legChannelId: 'leg', signedOut: false, reservable: true, ...changes,
  };
}
