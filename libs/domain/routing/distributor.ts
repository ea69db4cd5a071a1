import { firstFor, type Moment, type Placed } from './agent-order';
import type { Allotment } from './allocate';
import type { FreeAgent, Tier } from './free-agent';
import { Heap } from './heap';
import { inOrder, turnOf, type Served, type Turn } from './order-of-service';
import { sameUntilMs, takersOf, type WaitingCall } from './waiting-call';

/** A line: who serves it and who waits in it. */
interface Room {
  readonly seats: Set<Seat>;
  /** How many of those who serve it are free. */
  free: number;
  readonly waiting: Map<string, Waiter>;
}

/** An agent, free or not, in each of the lines that they serve. */
interface Person { agent: FreeAgent; isFree: boolean; readonly seats: readonly Seat[] }
interface Seat extends Placed { readonly lineId: string; readonly room: Room; readonly person: Person; agent: FreeAgent; tier: Tier }

/** A call. Until `untilMs` nobody may take it of those who were free at the decision before; -Infinity: it has seen none. */
interface Waiter extends Served { turn: Turn; readonly room: Room; mayTake: (agent: FreeAgent) => boolean; untilMs: number }

/**
 * Who is free and who waits, told one by one as it changes, and the decision of `allocate` over all of them. It looks at nobody
 * for whom nothing has changed since the decision before, which left nobody free for whom somebody waited: of a call only those
 * agents matter who have become free since, until it is relaxed or kept for nobody any more. It keeps nothing but what it is
 * told: of the same agents and calls, told in any order, it decides as `allocate` does.
 */
export class Distributor {
  private readonly people = new Map<string, Person>();
  private readonly waiters = new Map<string, Waiter>();
  private readonly rooms = new Map<string, Room>();
  private free = 0;
  /** What has changed since the last decision: who has become free, and the lines of theirs and of calls that came. */
  private readonly fresh = new Set<Person>();
  private readonly changed = new Set<Room>();
  private againAtMs = Infinity;

  /** They can be given a call, or are otherwise than they were known. */
  agentIsFree(agent: FreeAgent): void {
    this.agentIsGone(agent.agentId);
    const person = this.personOf(agent);
    person.isFree = true;
    this.free++;
    this.fresh.add(person);
    for (const { room } of person.seats) {
      room.free++;
      if (room.waiting.size > 0) this.changed.add(room);
    }
  }

  /** They can be given no call; perhaps they could not before, either. */
  agentIsGone(agentId: string): void {
    const person = this.people.get(agentId);
    if (person?.isFree !== true) return;
    person.isFree = false;
    this.free--;
    this.fresh.delete(person);
    for (const { room } of person.seats) room.free--;
  }

  /** It waits, or waits otherwise than it was known. */
  callWaits(call: WaitingCall): void {
    const room = this.roomOf(call.lineId);
    this.callIsGone(call.callId);
    const waiter: Waiter = { call, turn: 'longest-wait', room, mayTake: () => true, untilMs: -Infinity };
    this.waiters.set(call.callId, waiter);
    room.waiting.set(call.callId, waiter);
    this.changed.add(room);
  }

  /** It waits no more; perhaps it did not before, either. */
  callIsGone(callId: string): void {
    this.waiters.get(callId)?.room.waiting.delete(callId);
    this.waiters.delete(callId);
  }

  /** Who is promised to which call; none of them is free, or waits, any more. */
  allot(moment: Moment): readonly Allotment[] {
    const allotments: Allotment[] = [];
    const inTurn = new Heap(this.candidates(moment.nowMs), inOrder);
    for (let next = inTurn.pop(); next !== undefined && this.free > 0; next = inTurn.pop()) {
      const { call: { callId }, turn } = next;
      const agent = firstFor(next.call, this.placesFor(next, moment.nowMs), moment);
      if (agent === null) { this.noteNobody(next, moment.nowMs); continue; }
      this.agentIsGone(agent.agentId);
      this.callIsGone(callId);
      allotments.push({ callId, agentId: agent.agentId, turn });
    }
    this.fresh.clear();
    this.changed.clear();
    return allotments;
  }

  /** When to decide again at the latest though nobody has come: a call is then kept for nobody, or less is asked for. Infinity: never. */
  decidesAgainAtMs(): number {
    return this.againAtMs;
  }

  /** Calls that somebody who is free may take, and perhaps some that nobody may. */
  private candidates(nowMs: number): Waiter[] {
    const isTime = nowMs >= this.againAtMs;
    if (isTime) this.againAtMs = Infinity;
    const candidates: Waiter[] = [];
    for (const { free, waiting } of isTime ? this.rooms.values() : this.changed) {
      if (free === 0) continue;
      for (const waiter of waiting.values()) {
        if (nowMs >= waiter.untilMs || this.hasFresh(waiter)) candidates.push(waiter);
        else this.againAtMs = Math.min(this.againAtMs, waiter.untilMs);
      }
    }
    const isFree = (agentId: string): boolean => this.people.get(agentId)?.isFree === true;
    for (const waiter of candidates) waiter.turn = turnOf(waiter.call, isFree, nowMs);
    return candidates;
  }

  private hasFresh({ call: { lineId }, mayTake }: Waiter): boolean {
    for (const { agent } of this.fresh) if (agent.serves.has(lineId) && mayTake(agent)) return true;
    return false;
  }

  private *placesFor({ room, untilMs }: Waiter, nowMs: number): Generator<Placed> {
    const onlyFresh = nowMs < untilMs;
    for (const seat of room.seats) if (seat.person.isFree && (!onlyFresh || this.fresh.has(seat.person))) yield seat;
  }

  private noteNobody(waiter: Waiter, nowMs: number): void {
    waiter.mayTake = takersOf(waiter.call, nowMs);
    waiter.untilMs = sameUntilMs(waiter.call, nowMs);
    this.againAtMs = Math.min(this.againAtMs, waiter.untilMs);
  }

  private personOf(agent: FreeAgent): Person {
    const known = this.people.get(agent.agentId);
    if (known !== undefined && known.seats.length === agent.serves.size && known.seats.every(({ lineId }) => agent.serves.has(lineId))) {
      known.agent = agent;
      for (const seat of known.seats) {
        seat.agent = agent;
        seat.tier = agent.serves.get(seat.lineId) ?? seat.tier;
      }
      return known;
    }
    for (const seat of known?.seats ?? []) seat.room.seats.delete(seat);
    const seats: Seat[] = [];
    const person: Person = { agent, isFree: false, seats };
    for (const [lineId, tier] of agent.serves) {
      const seat: Seat = { lineId, room: this.roomOf(lineId), person, agent, tier };
      seats.push(seat);
      seat.room.seats.add(seat);
    }
    this.people.set(agent.agentId, person);
    return person;
  }

  private roomOf(lineId: string): Room {
    const known = this.rooms.get(lineId);
    if (known !== undefined) return known;
    const room: Room = { seats: new Set(), free: 0, waiting: new Map() };
    this.rooms.set(lineId, room);
    return room;
  }
}
