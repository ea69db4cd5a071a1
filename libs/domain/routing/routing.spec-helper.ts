import fc from 'fast-check';
import type { FreeAgent, Tier } from './free-agent';
import { PLAIN_ROUTING, type LineRouting } from './line-policy';
import { STRATEGIES } from './strategy';
import { takersOf, type WaitingCall } from './waiting-call';

export const NOW = 100_000;
export const MOMENT = { nowMs: NOW, seed: 1 };

type AgentChanges = Partial<Omit<FreeAgent, 'serves' | 'skills'>> & { serves?: Record<string, Partial<Tier>>; skills?: Record<string, number> };

export function agent(agentId: string, { serves = { sales: {} }, skills = {}, ...changes }: AgentChanges = {}): FreeAgent {
  const tiers = Object.entries(serves).map(([line, tier]): [string, Tier] => [line, { level: 1, position: 1, lastCallAtMs: null, ...tier }]);
  return { agentId, queuesServed: 0, idleSinceMs: NOW - 10_000, callsToday: 0, talkMsToday: 0, ...changes, serves: new Map(tiers), skills: new Map(Object.entries(skills)) };
}

type CallChanges = Partial<Omit<WaitingCall, 'routing'>> & { routing?: Partial<LineRouting> };

export function call(callId: string, { routing = {}, ...changes }: CallChanges = {}): WaitingCall {
  return {
    callId, lineId: 'sales', points: 0, waitingSinceMs: NOW - 1_000, dueAtMs: null, longestWaitMs: null, lostItsAgent: false, lastAgentId: null, calledByLine: null,
    ...changes, routing: { ...PLAIN_ROUTING, ...routing },
  };
}

/** Whether this agent could be given this call. */
export function mayTake(one: FreeAgent, waits: WaitingCall, nowMs: number): boolean {
  return one.serves.has(waits.lineId) && takersOf(waits, nowMs)(one);
}

const LINES = ['sales', 'support', 'survey', 'campaign-7'] as const;
const SKILLS = ['fa', 'ar'] as const;
const instant = fc.integer({ min: 0, max: NOW });
const level = fc.integer({ min: 1, max: 10 });
const agentId = fc.integer({ min: 1, max: 30 }).map(String);

export const anyStrategy = fc.constantFrom(...STRATEGIES);
export const anyRequired = fc.uniqueArray(fc.record({ skill: fc.constantFrom(...SKILLS), level }), { selector: ({ skill }) => skill });
export const anyRelaxation = fc.option(fc.record({ everyMs: fc.integer({ min: 1, max: NOW / 4 }), waives: fc.boolean() }));
const anyRouting: fc.Arbitrary<LineRouting> = fc.record({
  strategy: anyStrategy, required: anyRequired, relaxation: anyRelaxation, lastAgentFirstMs: fc.constantFrom(0, 20_000, NOW * 2),
});

const oneToThree = fc.integer({ min: 1, max: 3 });
const anyTier: fc.Arbitrary<Tier> = fc.record({ level: oneToThree, position: oneToThree, lastCallAtMs: fc.option(instant) });
const anyAgent: fc.Arbitrary<FreeAgent> = fc.record({
  agentId, queuesServed: fc.integer({ min: 0, max: 2 }), idleSinceMs: instant, callsToday: fc.integer({ min: 0, max: 5 }), talkMsToday: fc.integer({ min: 0, max: 5 }).map((minutes) => minutes * 60_000),
  serves: fc.uniqueArray(fc.tuple(fc.constantFrom(...LINES), anyTier), { selector: ([line]) => line }).map((tiers) => new Map(tiers)),
  skills: fc.uniqueArray(fc.tuple(fc.constantFrom(...SKILLS), level), { selector: ([skill]) => skill }).map((skills) => new Map(skills)),
});
export const anyAgents = fc.uniqueArray(anyAgent, { selector: (one) => one.agentId, maxLength: 12 });

export const anyCall: fc.Arbitrary<WaitingCall> = fc.record({
  callId: fc.integer({ min: 1, max: 60 }).map((n) => `c${n}`), lineId: fc.constantFrom(...LINES), routing: anyRouting, points: fc.integer({ min: 0, max: 60 }),
  waitingSinceMs: instant, dueAtMs: fc.option(fc.integer({ min: NOW - 1_000, max: NOW + 2_000 })),
  longestWaitMs: fc.option(fc.integer({ min: 1, max: NOW })), lostItsAgent: fc.boolean(), lastAgentId: fc.option(agentId), calledByLine: fc.option(fc.constantFrom(...LINES)),
});
export const anyCalls = fc.uniqueArray(anyCall, { selector: ({ callId }) => callId, maxLength: 20 });
export const anyMoment = fc.record({ nowMs: fc.constant(NOW), seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }) });
