import { randomUUID } from 'node:crypto';
import type { RestoredAgent } from '@paceline/agent-pool';
import type { Line } from '@paceline/domain/routing/line-policy';
import { STRATEGIES } from '@paceline/domain/routing/strategy';
import { DEFAULT_RETRY_RULES } from '@paceline/domain/retry/retry';
import type { AgentFacts } from '../../apps/dialer-worker/src/context/known-agents';
import { LiveCall } from '../../apps/dialer-worker/src/calls/live-call';

export const AGENTS = 500;
export const LINES_PER_AGENT = 20;
const LINES = 50;
const SKILLS = ['fa', 'ar', 'zh'];
/** Which nobody has: whoever needs it waits. */
const UNKNOWN_SKILL = 'tok';

/** Queues of every strategy; of three one asks for a skill, and for less of it the longer somebody waits. */
const QUEUES: readonly Line[] = Array.from({ length: LINES }, (_, nth) => queue(nth, nth % 3 === 0 ? [{ skill: nthOf(SKILLS, nth), level: 1 + nth % 5 }] : []));
const HOPELESS: readonly Line[] = Array.from({ length: LINES }, (_, nth) => queue(nth, [{ skill: UNKNOWN_SKILL, level: 1 }]));

function queue(nth: number, required: Line['policy']['routing']['required']): Line {
  const routing = { strategy: nthOf(STRATEGIES, nth), required, relaxation: { everyMs: 10_000, waives: false }, lastAgentFirstMs: 0 };
  return {
    id: `queue-${nth + 1}`, campaignId: null,
    policy: {
      patienceMs: 2_000, longestWaitMs: 600_000, routing, lastMessage: 'safe-harbour-en', isRecorded: false, longestCallMs: null, wrapUpMs: 0,
      retryRules: DEFAULT_RETRY_RULES, automatic: null, machineMessage: null,
    },
  };
}

/** All of them idle, each serving twenty queues that nobody else serves all of. */
export const FLOOR: readonly RestoredAgent[] = Array.from({ length: AGENTS }, (_, nth) => ({
  agentId: String(nth + 1), lines: linesOf(nth), status: 'available', legMode: 'connected', legChannelId: randomUUID(), state: 'idle',
}));

function linesOf(nth: number): string[] {
  return Array.from({ length: LINES_PER_AGENT }, (_, at) => nthOf(QUEUES, nth * 7 + at * (1 + nth % 2 * 2)).id);
}

/** Three tiers, and every skill at some level. */
export function factsOf(nth: number): AgentFacts {
  const places = new Map(linesOf(nth).map((line, at) => [line, { level: 1 + at % 3, position: nth }]));
  return { places, skills: new Map(SKILLS.map((skill, at) => [skill, 1 + (nth + at) % 10])) };
}

/** A caller of the nth queue, in turn; hopeless: of whom nobody can take. */
export function caller(nth: number, hopeless = false): LiveCall {
  const call = new LiveCall({
    callId: randomUUID(), clientId: '1', line: nthOf(hopeless ? HOPELESS : QUEUES, nth), targetId: null, contactId: null, gateway: 'carrier',
    direction: 'inbound', phone: null, callerNumber: null, ringTimeoutSec: null,
  }, 'waiting');
  call.waitingSinceMs = Date.now();
  call.points = nth % 60;
  return call;
}

function nthOf<T>(list: readonly T[], nth: number): T {
  const one = list[nth % list.length];
  if (one === undefined) throw new Error('an empty list has no nth');
  return one;
}
