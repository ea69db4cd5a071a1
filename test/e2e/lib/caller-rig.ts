import { randomUUID } from 'node:crypto';
import { setTimeout as lasts } from 'node:timers/promises';
import { DEFAULT_STRATEGY } from '@paceline/domain/routing/strategy';
import { lineOfQueue } from '@paceline/domain/routing/line';
import { TOO_SOON_MS } from '@paceline/domain/script/question';
import type { Script } from '@paceline/domain/script/script';
import { Agent, AgentLine, AgentRing, Call, Flow, FlowVersion, InboundNumber, Queue, User, Wait } from '@paceline/persistence';
import { waitFor } from '@paceline/testing/wait-for';
import type { DialerRig } from './dialer-rig';

export const DID = '+12125550199';

/** A queue as a manager may set one up: music, and nobody waits for more than a minute. */
export async function addQueue(rig: DialerRig, settings: Partial<Queue> = {}): Promise<Queue> {
  const message = { kind: 'message', say: null } as const;
  return await rig.dataSource.manager.save(Queue, {
    clientId: '1', name: `queue ${randomUUID()}`, switchId: 'main', zone: 'UTC', strategy: DEFAULT_STRATEGY, required: [], relaxation: null, lastAgentFirstSec: 0,
    priority: { queuePoints: 0, listedPoints: 0, abandonedPoints: 0, abandonedWithinSec: 0, lists: [] }, serviceLevelRatio: 0.8, serviceLevelSec: 20, shortAbandonSec: 0,
    longestWaitSec: 60, longestQueue: 100, greeting: null, whileWaiting: 'music' as const, music: null, announcements: null, keys: {}, wrapUpSec: 0, maxCallSec: null, record: false,
    overflow: { waitedTooLong: message, full: message, nobodySignedIn: null }, callback: null, createdAt: new Date(), ...settings,
  });
}

/** A number of ours that runs a script; one that leads to a queue at once when none is given. */
export async function addNumber(rig: DialerRig, script: Script, settings: Partial<InboundNumber> = {}): Promise<InboundNumber> {
  const { manager } = rig.dataSource;
  const flow = await manager.save(Flow, { clientId: '1', name: `flow ${randomUUID()}`, draft: script, draftChangedAt: new Date(), publishedVersionId: null, createdAt: new Date() });
  const version = await manager.save(FlowVersion, { flowId: flow.id, version: 1, script, copyOf: null, publishedAt: new Date(), publishedBy: 'a manager' });
  await manager.update(Flow, { id: flow.id }, { publishedVersionId: version.id });
  return await manager.save(InboundNumber, { clientId: '1', switchId: 'main', number: DID, name: 'desk', flowId: flow.id, maxCalls: 100, maxCallsPerCaller: 5, createdAt: new Date(), ...settings });
}

/** To the queue without a word. */
export function toQueue(queueId: string): Script {
  return { languages: ['en'], start: 'queue', emergency: 'closed', nodes: { queue: { kind: 'queue', queueId }, closed: { kind: 'end', say: { en: 'closed.wav' } } } };
}

/** Agents of the rig serve these queues, too: from their next sign-in on. */
export async function serve(rig: DialerRig, agents: readonly Agent[], queues: readonly Queue[]): Promise<void> {
  for (const agent of agents) {
    for (const queue of queues) await rig.dataSource.manager.insert(AgentLine, { agentId: agent.id, line: lineOfQueue(queue.id) });
    await rig.command('agent-lines', { agentId: agent.id, byUserId: agent.userId });
  }
}

export async function callers(rig: DialerRig): Promise<Call[]> {
  return await rig.dataSource.manager.find(Call, { where: { direction: 'inbound' }, order: { plannedAt: 'ASC' } });
}

export async function caller(rig: DialerRig, callId: string, what: string, holds: (call: Call) => boolean): Promise<Call> {
  return await waitFor(`a caller who ${what}`, async () => {
    const call = await rig.dataSource.manager.findOneBy(Call, { id: callId });
    return call !== null && holds(call) ? call : null;
  });
}

export async function waitsOf(rig: DialerRig, callId: string): Promise<readonly Pick<Wait, 'queueId' | 'endedBy'>[]> {
  return (await rig.dataSource.manager.find(Wait, { where: { callId }, order: { fromAt: 'ASC' } })).map(({ queueId, endedBy }) => ({ queueId, endedBy }));
}

/** An agent of this queue whose phone, 1001 and on, is rung for each caller. */
export async function onDemand(rig: DialerRig, extension: string, queue: Queue, position = 1): Promise<Agent> {
  const { manager } = rig.dataSource;
  const user = await manager.save(User, { username: `on-demand-${extension}`, passwordHash: 'none', role: 'agent', active: true });
  const agent = await manager.save(Agent, {
    userId: user.id, name: `Agent ${extension}`, switchId: 'main', legMode: 'on-demand', legKind: 'extension', legAddress: extension, legGateway: null, legWebrtc: false,
    status: 'available', statusReason: null, statusAt: new Date(), legChannelId: null, legSince: null,
  });
  await manager.insert(AgentLine, { agentId: agent.id, line: lineOfQueue(queue.id), position });
  await rig.command('agent-sign-in', { agentId: agent.id, status: 'available', reason: null, byUserId: user.id });
  return agent;
}

/** How each ring of an agent's phone ended; null while it goes on. */
export async function ringsOf(rig: DialerRig, agent: Agent): Promise<(string | null)[]> {
  return (await rig.dataSource.manager.find(AgentRing, { where: { agentId: agent.id }, order: { rungAt: 'ASC' } })).map(({ endedBy }) => endedBy);
}

/** Of a question that has just begun: before that a key was meant for the one before it. */
export async function untilAKeyCounts(): Promise<void> {
  await lasts(TOO_SOON_MS + 200);
}
