import type { PacingSnapshot } from '@paceline/domain/pacing';
import { Books } from './books';
import { Callers, type Caller } from './callers';
import { AGENT, Crew } from './crew';
import type { Day } from './day';
import { EventHeap } from './event-heap';
import { Fates } from './fate';
import { Hearing } from './hearing';
import { placeOf, type LiveCall } from './live-call';
import type { CallEnd, DayResult } from './result';
import type { Strategy } from './strategies/strategy';

const EVENT = { agentChooses: 0, answered: 1, unanswered: 2, givenUp: 3, detected: 4, talkEnds: 5, wrapEnds: 6, callerComes: 7, callerLeaves: 8, callerTalkEnds: 9 } as const;

/** More targets than this are as good as endless. */
const TARGETS_SEEN = 10_000;

/** A day from its first minute, paced by the strategy. The same day, strategy and seed give the same result. */
export function simulateDay(day: Day, strategy: Strategy, seed: number): DayResult {
  return new DayRun(day, strategy, seed).run();
}

class DayRun {
  private nowMs = 0;
  private readonly events = new EventHeap();
  private readonly calls = new Map<number, LiveCall>();
  /** In the order of their dialing. */
  private readonly out: LiveCall[] = [];
  private readonly waiting: LiveCall[] = [];
  private readonly wrapMs: Float64Array;
  private readonly changes: Int32Array;
  private readonly crew: Crew;
  private readonly fates: Fates;
  private readonly books: Books;
  private readonly hearing = new Hearing();
  private readonly targets: number;
  private readonly callers: Callers;

  constructor(private readonly day: Day, private readonly strategy: Strategy, private readonly seed: number) {
    this.wrapMs = new Float64Array(day.agents.length);
    this.changes = new Int32Array(day.agents.length);
    this.fates = new Fates(day, seed);
    this.books = new Books(day.lengthMs);
    this.callers = new Callers(day.queues ?? [], day.agents.length, seed);
    this.crew = new Crew(day.agents.length, day.agents.map((_, agent) => this.callers.servedBy(agent).length));
    this.targets = day.list.reduce((sum, { targets }) => sum + targets, 0);
  }

  run(): DayResult {
    const { day, strategy, events } = this;
    const pacing = strategy.begin(day);
    for (const agent of day.agents.keys()) this.awaitChange(agent);
    for (const queue of this.callers.queues.keys()) this.awaitCaller(queue);
    let endsAtMs = day.lengthMs;
    for (let atMs = 0; atMs <= endsAtMs; atMs += strategy.everyMs) {
      while (events.nextAtMs <= atMs) this.happen();
      this.nowMs = atMs;
      if (this.isOver()) endsAtMs = atMs;
      this.books.sample(atMs, this.crew, this.out.length);
      const { dial, cancel } = pacing(this.snapshot(), atMs, this.callers.now(this.crew, atMs));
      if (cancel > 0) this.cancel(cancel);
      if (dial > 0) this.dial(dial);
    }
    while (events.nextAtMs <= endsAtMs) this.happen();
    this.nowMs = endsAtMs;
    for (const call of [...this.out]) this.leaveOut(call);
    for (const call of [...this.calls.values()]) {
      if (call.agent >= 0) this.books.talkMs += endsAtMs - call.connectedAtMs;
      this.end(call, 'cut-off');
    }
    return this.books.close(strategy.name, this.seed, this.crew, endsAtMs, this.callers.results(endsAtMs));
  }

  private isOver(): boolean {
    return this.day.endsWithList === true && this.books.dials >= this.targets && this.calls.size === 0;
  }

  private happen(): void {
    const { atMs, kind, subject } = this.events.take();
    this.nowMs = atMs;
    if (kind === EVENT.agentChooses) return this.agentChooses(subject);
    if (kind === EVENT.wrapEnds) return this.wrapEnds(subject);
    if (kind === EVENT.callerComes) return this.callerComes(subject);
    if (kind === EVENT.callerLeaves) return this.callers.gaveUp(subject, atMs);
    if (kind === EVENT.callerTalkEnds) return this.callerTalkEnds(subject);
    // A call that is gone has left its events behind.
    const call = this.calls.get(subject);
    if (call === undefined) return;
    switch (kind) {
      case EVENT.answered: return this.answered(call);
      case EVENT.unanswered: return this.unanswered(call);
      case EVENT.givenUp: return this.givenUp(call);
      case EVENT.detected: return this.detected(call);
      case EVENT.talkEnds: return this.talkEnds(call);
      default: throw new Error(`no such event: ${kind}`);
    }
  }

  private dial(wanted: number): void {
    const possible = Math.min(Math.floor(wanted), this.day.trunkLines - this.calls.size, this.targets - this.books.dials);
    for (let count = 0; count < possible; count++) {
      const index = this.books.dials++;
      const fate = this.fates.of(index, this.nowMs);
      const call: LiveCall = { index, fate, dialedAtMs: this.nowMs, ringsAtMs: this.nowMs + fate.setUpMs, answeredAtMs: 0, connectedAtMs: 0, agent: -1 };
      this.calls.set(index, call);
      this.out.push(call);
      const { ringTimeoutMs } = this.day;
      const isAnswered = fate.isAnswered && fate.endsAfterMs <= ringTimeoutMs;
      this.events.put(this.nowMs + Math.min(fate.endsAfterMs, ringTimeoutMs), isAnswered ? EVENT.answered : EVENT.unanswered, index);
    }
  }

  /** Those that have rung longest, but none before it has rung for the legal minimum. */
  private cancel(wanted: number): void {
    const ringing = this.out.filter((call) => this.rungForMs(call) >= this.day.minRingMs).sort((one, other) => this.rungForMs(other) - this.rungForMs(one));
    for (const call of ringing.slice(0, Math.floor(wanted))) {
      this.leaveOut(call);
      this.hearing.cancelledAfter(this.nowMs - call.dialedAtMs);
      this.end(call, 'cancelled');
    }
  }

  private unanswered(call: LiveCall): void {
    this.leaveOut(call);
    this.hearing.failedAfter(this.nowMs - call.dialedAtMs);
    this.end(call, 'failed');
  }

  private answered(call: LiveCall): void {
    this.leaveOut(call);
    this.books.answered(this.nowMs);
    this.hearing.answeredAfter(this.nowMs - call.dialedAtMs);
    call.answeredAtMs = this.nowMs;
    const { detectedAfterMs, patienceMs } = call.fate;
    if (detectedAfterMs < Number.POSITIVE_INFINITY) this.events.put(this.nowMs + detectedAfterMs, EVENT.detected, call.index);
    if (this.connect(call)) return;
    this.waiting.push(call);
    this.events.put(this.nowMs + Math.min(patienceMs, this.day.connectWithinMs), EVENT.givenUp, call.index);
  }

  private connect(call: LiveCall): boolean {
    const agent = this.crew.startTalk(this.nowMs);
    if (agent === undefined) return false;
    call.agent = agent;
    call.connectedAtMs = this.nowMs;
    this.wrapMs[agent] = call.fate.wrapMs;
    this.books.connectedAfter(this.nowMs - call.answeredAtMs);
    this.events.put(this.nowMs + call.fate.talkMs, EVENT.talkEnds, call.index);
    return true;
  }

  /** By the dialer after its limit or by a person without patience: in the law's strict figure both are abandoned. */
  private givenUp(call: LiveCall): void {
    if (call.agent >= 0) return;
    this.waiting.splice(this.waiting.indexOf(call), 1);
    this.books.abandoned(call.answeredAtMs);
    this.hearing.ofAbandoned();
    this.end(call, 'abandoned');
  }

  private detected(call: LiveCall): void {
    if (call.agent >= 0) return this.talkEnds(call);
    this.waiting.splice(this.waiting.indexOf(call), 1);
    this.machineFound(call);
    this.end(call, 'machine');
  }

  private talkEnds(call: LiveCall): void {
    const { agent } = call;
    const talkedMs = this.crew.endTalk(agent, this.nowMs);
    this.hearing.talkedFor(talkedMs);
    this.books.talkMs += talkedMs;
    if (call.fate.isMachine) this.machineFound(call);
    this.end(call, call.fate.isMachine ? 'machine' : 'talked');
    if (call.fate.isMachine) this.free(agent);
    else this.events.put(this.nowMs + (this.wrapMs[agent] ?? 0), EVENT.wrapEnds, agent);
  }

  private machineFound(call: LiveCall): void {
    this.books.wasMachine(call.answeredAtMs);
    this.hearing.ofMachine();
  }

  private wrapEnds(agent: number): void {
    this.hearing.wrappedFor(this.wrapMs[agent] ?? 0);
    this.free(agent);
  }

  private free(agent: number): void {
    this.crew.endWrap(agent, this.nowMs);
    this.serveWaiting();
  }

  private awaitCaller(queue: number): void {
    this.events.put(this.callers.nextAtMs(queue), EVENT.callerComes, queue);
  }

  private callerComes(queue: number): void {
    const caller = this.callers.comes(queue, this.nowMs);
    this.awaitCaller(queue);
    if (this.answer(caller)) return;
    this.callers.waits(caller);
    this.events.put(this.nowMs + caller.patienceMs, EVENT.callerLeaves, caller.id);
  }

  private answer(caller: Caller): boolean {
    const agent = this.crew.startTalk(this.nowMs, caller.queue.servedBy);
    if (agent === undefined) return false;
    this.wrapMs[agent] = caller.wrapMs;
    this.callers.answered(caller, agent, this.nowMs);
    this.events.put(this.nowMs + caller.talkMs, EVENT.callerTalkEnds, caller.id);
    return true;
  }

  private callerTalkEnds(id: number): void {
    const agent = this.callers.talked(id);
    this.hearing.talkedFor(this.crew.endTalk(agent, this.nowMs));
    this.events.put(this.nowMs + (this.wrapMs[agent] ?? 0), EVENT.wrapEnds, agent);
  }

  private agentChooses(agent: number): void {
    const change = this.day.agents[agent]?.[this.changes[agent] ?? 0];
    if (change !== undefined) this.crew.choose(agent, change.status, this.nowMs);
    this.changes[agent] = (this.changes[agent] ?? 0) + 1;
    this.awaitChange(agent);
    this.serveWaiting();
  }

  private awaitChange(agent: number): void {
    const change = this.day.agents[agent]?.[this.changes[agent] ?? 0];
    if (change !== undefined) this.events.put(change.atMs, EVENT.agentChooses, agent);
  }

  private serveWaiting(): void {
    if (this.strategy.callersFirst !== true) this.serveCalled();
    for (const caller of this.callers.inTurn()) {
      if (this.crew.idle.length === 0) break;
      if (this.answer(caller)) this.callers.leaves(caller);
    }
    if (this.strategy.callersFirst === true) this.serveCalled();
  }

  private serveCalled(): void {
    const call = this.waiting[0];
    if (call !== undefined && this.connect(call)) this.waiting.shift();
  }

  private leaveOut(call: LiveCall): void {
    this.out.splice(placeOf(call.index, this.out), 1);
    this.books.wasOut(this.nowMs - call.dialedAtMs);
  }

  private end(call: LiveCall, how: CallEnd): void {
    this.books.ended(how);
    this.calls.delete(call.index);
  }

  private rungForMs(call: LiveCall): number {
    return this.nowMs - call.ringsAtMs;
  }

  private snapshot(): PacingSnapshot {
    const { nowMs, crew, books } = this;
    const outForMs: number[] = [];
    const ringingForMs: number[] = [];
    for (const call of this.out) {
      outForMs.push(nowMs - call.dialedAtMs);
      const rungForMs = this.rungForMs(call);
      if (rungForMs >= 0) ringingForMs.push(rungForMs);
    }
    return {
      takenAtMs: nowMs,
      agents: { idle: crew.idle.length, reserved: 0, talkingForMs: crew.agesOf(AGENT.talking, nowMs), wrappingForMs: crew.agesOf(AGENT.wrapping, nowMs) },
      lines: { outForMs, ringingForMs, waitingForMs: this.waiting.map((call) => nowMs - call.answeredAtMs) },
      heard: this.hearing.tell(),
      budget: { answers: books.answers, abandoned: books.ends.abandoned },
      trunkLinesFree: Math.max(0, this.day.trunkLines - this.calls.size),
      targetsReady: Math.min(TARGETS_SEEN, this.targets - books.dials),
      ...this.targets - books.dials <= TARGETS_SEEN ? { targetsLeft: this.targets - books.dials } : {},
    };
  }
}
