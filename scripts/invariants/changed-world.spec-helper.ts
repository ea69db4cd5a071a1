import type { PoolAgent } from '@paceline/agent-pool';
import { countsAsAttempt } from '@paceline/domain/call/outcome';
import { BUSY, IDLE, T0, TALK, dialOf } from './clean-world.spec-helper';
import type { CallFact, Dial, OutboundFact, RingFact, StayFact, TalkFact, World } from './world';

/** The world with one call changed. */
export function withCall(world: World, call: CallFact, change: Partial<CallFact>): World {
  return { ...world, calls: world.calls.map((one) => (one.id === call.id ? { ...one, ...change } : one)) };
}
export function withDials(world: World, change: (dials: readonly Dial[]) => readonly Dial[]): World {
  return { ...world, truth: world.truth && { ...world.truth, dials: change(world.truth.dials) } };
}
export function withDial(world: World, call: CallFact, change: Partial<Dial>): World {
  return withDials(world, (dials) => dials.map((dial) => (dial.channelId === call.id ? { ...dial, ...change } : dial)));
}
export function withAgent(world: World, ...agents: readonly Partial<PoolAgent>[]): World {
  return { ...world, pool: world.pool && { ...world.pool, agents: agents.map((agent) => ({ ...IDLE, ...agent })) } };
}
/** What agent 1 did on the call that talked, and others after that. */
export function withTalks(world: World, change: Partial<TalkFact>, ...more: readonly Partial<TalkFact>[]): World {
  return { ...world, talks: [{ ...TALK, ...change }, ...more.map((talk) => ({ ...TALK, ...talk }))] };
}
/** With a caller more, who waited in queue 5 and talked with agent 1 later. */
export function withCaller(world: World, change: Partial<CallFact>, ...stays: readonly Partial<StayFact>[]): World {
  const caller: CallFact = {
    ...BUSY, id: 'caller', direction: 'inbound', outcome: 'answered', campaignId: null, targetId: null, contactId: null, gateway: 'trunk', phone: '+14155550077', ringTimeoutSec: null, notAfterMs: null, originatingAtMs: null,
    agentId: '1', plannedAtMs: T0 + 100_000, answeredAtMs: T0 + 100_010, connectedAtMs: T0 + 130_000, endedAtMs: T0 + 150_000, hangupCause: 'NORMAL_CLEARING', settledAtMs: T0 + 150_010, ...change,
  };
  const stay: StayFact = { callId: 'caller', queueId: '5', fromMs: T0 + 100_020, toMs: T0 + 130_000, endedBy: 'answered', longestWaitMs: 60_000 };
  const talk: TalkFact = { ...TALK, callId: 'caller', fromMs: T0 + 130_000, toMs: T0 + 150_000 };
  return {
    ...world, calls: [...world.calls, caller], stays: [...world.stays, ...stays.map((one) => ({ ...stay, ...one }))],
    ...caller.connectedAtMs !== null && {
      talks: [...world.talks, talk],
      truth: world.truth && { ...world.truth, legs: world.truth.legs.map((leg) => ({ ...leg, bridges: [...leg.bridges, { otherId: 'caller', atMs: talk.fromMs, untilMs: talk.toMs }] })) },
    },
  };
}
/** With phones of on-demand agents that were rung: of agent 2 for the call that talked, who missed it, unless it says otherwise. */
export function withRings(world: World, ...rings: readonly (Partial<RingFact> & { readonly bridges?: Dial['bridges'] })[]): World {
  const told = rings.map(({ bridges = [], ...ring }, index) => ({
    ring: { channelId: `ring-${index + 1}`, agentId: '2', callId: 'talked', rungAtMs: T0 + 5_000, endedAtMs: T0 + 5_050, endedBy: 'busy' as const, ...ring }, bridges,
  }));
  const legs = told.map(({ ring, bridges }): Dial => ({
    ...dialOf(BUSY), channelId: ring.channelId, gateway: '', number: 'user/1002@paceline.local', atMs: ring.rungAtMs, answeredAtMs: null, endedAtMs: ring.endedAtMs, bridges,
  }));
  return { ...world, rings: told.map(({ ring }) => ring), truth: world.truth && { ...world.truth, legs: [...world.truth.legs, ...legs] } };
}
/** With an agent's phone more, behind the gateway. */
export function withLeg(world: World, change: Partial<Dial>): World {
  const leg = { ...dialOf(BUSY), channelId: 'leg-2', number: '+14155551002', atMs: T0 - 60_000, endedAtMs: T0 + 90_000, ringingAtMs: null, answeredAtMs: T0 - 59_000, cause: 'NORMAL_CLEARING', ...change };
  return { ...world, truth: world.truth && { ...world.truth, legs: [...world.truth.legs, leg] } };
}
/** With a call more, its INVITE, its target and its share of the totals. */
export function withMore(world: World, ...more: readonly OutboundFact[]): World {
  return {
    ...withDials(world, (dials) => [...dials, ...more.filter(({ originatingAtMs }) => originatingAtMs !== null).map((call) => dialOf(call))]),
    calls: [...world.calls, ...more],
    targets: [...world.targets, ...more.filter(({ targetId }) => !world.targets.some(({ id }) => id === targetId)).map((call) => ({
      id: call.targetId ?? '', campaignId: '1', state: 'done' as const, zone: 'America/New_York', attempts: call.outcome !== null && countsAsAttempt(call.outcome) ? 1 : 0, result: 'x', lastCallId: call.id,
    }))],
    totals: world.totals.map((total) => ({ ...total, calls: total.calls + more.filter(({ outcome }) => outcome === total.outcome).length })),
  };
}
/** A busy call of a target and a number of its own, so much later. */
export function busyAfter(ms: number, name: string, change: Partial<OutboundFact> = {}): OutboundFact {
  return {
    ...BUSY, id: name, targetId: `target of ${name}`, contactId: name, phone: `+1416${String(5_550_000 + Math.round(ms / 10))}`, plannedAtMs: T0 + ms, originatingAtMs: T0 + ms + 20, notAfterMs: T0 + ms + 10_000, endedAtMs: T0 + ms + 1_000,
    settledAtMs: T0 + ms + 1_010, ...change,
  };
}
