import { firstFor, type Moment } from './agent-order';
import type { Allotment } from './allocate';
import type { FreeAgent } from './free-agent';
import { orderOfService } from './order-of-service';
import { sameUntilMs, type WaitingCall } from './waiting-call';

/** A line, as far as anybody is free for it or waits in it. */
interface Room {
  readonly free: Map<string, FreeAgent>;
  /** Of the free, those of whom it was told since the last decision. */
  readonly fresh: Map<string, FreeAgent>;
  readonly waiting: Map<string, WaitingCall>;
}

/**
 * Who is free and who waits, told one by one as it changes, and the decision of `allocate` over all of them. It looks at nobody
 * for whom nothing has changed since the decision before, which left nobody free for whom somebody waited: of a call only those
 * agents matter who have become free since, until it is relaxed or kept for nobody any more. It keeps nothing but what it is
 * told: of the same agents and calls, told in any order, it decides as `allocate` does.
 */
export class Distributor {
  private readonly agents = new Map<string, FreeAgent>();
  private readonly calls = new Map<string, WaitingCall>();
  private readonly rooms = new Map<string, Room>();
  /** Of the rooms, those with agents and calls. */
  private readonly meeting = new Set<Room>();
  /** Of the calls that some decision looked at, until when none of those can take it who were free and not chosen. */
  private readonly nobodyUntilMs = new Map<WaitingCall, number>();

  /** They can be given a call, or are otherwise than they were known. */
  agentIsFree(agent: FreeAgent): void {
    this.agentIsGone(agent.agentId);
    this.agents.set(agent.agentId, agent);
    for (const lineId of agent.serves.keys()) {
      const room = this.roomOf(lineId);
      room.free.set(agent.agentId, agent);
      room.fresh.set(agent.agentId, agent);
      if (room.waiting.size > 0) this.meeting.add(room);
    }
  }

  /** They can be given no call; perhaps they could not before, either. */
  agentIsGone(agentId: string): void {
    for (const lineId of this.agents.get(agentId)?.serves.keys() ?? []) {
      const room = this.roomOf(lineId);
      room.free.delete(agentId);
      room.fresh.delete(agentId);
      if (room.free.size === 0) this.meeting.delete(room);
    }
    this.agents.delete(agentId);
  }

  /** It waits, or waits otherwise than it was known. */
  callWaits(call: WaitingCall): void {
    this.callIsGone(call.callId);
    this.calls.set(call.callId, call);
    const room = this.roomOf(call.lineId);
    room.waiting.set(call.callId, call);
    if (room.free.size > 0) this.meeting.add(room);
  }

  /** It waits no more; perhaps it did not before, either. */
  callIsGone(callId: string): void {
    const call = this.calls.get(callId);
    if (call === undefined) return;
    const room = this.roomOf(call.lineId);
    room.waiting.delete(callId);
    if (room.waiting.size === 0) this.meeting.delete(room);
    this.calls.delete(callId);
    this.nobodyUntilMs.delete(call);
  }

  /** Who is promised to which call; none of them is free, or waits, any more. */
  allot(moment: Moment): readonly Allotment[] {
    const { nowMs } = moment;
    const allotments: Allotment[] = [];
    const rooms = [...this.meeting];
    const candidates = rooms.flatMap(({ waiting, fresh }) => [...waiting.values()].filter((call) => fresh.size > 0 || !this.isHopeless(call, nowMs)));
    for (const { call, turn } of orderOfService(candidates, (agentId) => this.agents.has(agentId), nowMs)) {
      const { free, fresh } = this.roomOf(call.lineId);
      const agent = firstFor(call, this.isHopeless(call, nowMs) ? fresh.values() : free.values(), moment);
      if (agent === null) { this.nobodyUntilMs.set(call, sameUntilMs(call, nowMs)); continue; }
      this.agentIsGone(agent.agentId);
      this.callIsGone(call.callId);
      allotments.push({ callId: call.callId, agentId: agent.agentId, turn });
    }
    for (const { fresh } of rooms) fresh.clear();
    return allotments;
  }

  /** When to decide again though nobody has come: a call is then kept for nobody, or less is asked for. Infinity: not by the clock. */
  decidesAgainAtMs(): number {
    let atMs = Infinity;
    for (const { waiting } of this.meeting) for (const call of waiting.values()) atMs = Math.min(atMs, this.nobodyUntilMs.get(call) ?? Infinity);
    return atMs;
  }

  private isHopeless(call: WaitingCall, nowMs: number): boolean {
    return nowMs < (this.nobodyUntilMs.get(call) ?? 0);
  }

  private roomOf(lineId: string): Room {
    const known = this.rooms.get(lineId);
    if (known !== undefined) return known;
    const room: Room = { free: new Map(), fresh: new Map(), waiting: new Map() };
    this.rooms.set(lineId, room);
    return room;
  }
}
