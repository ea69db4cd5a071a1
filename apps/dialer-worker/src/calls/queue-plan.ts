import type { Overflow, WaitingKey, WayOut } from '@paceline/domain/queue/queue-settings';
import type { StayEnd } from '@paceline/domain/queue/service-level';
import type { Treatment } from '@paceline/domain/call/inbound-outcome';
import type { SentOn } from '@paceline/domain/script/sent-on';
import { lineOfQueue, queueOfLine } from '@paceline/domain/routing/line';
import { priorityOf } from '@paceline/domain/routing/priority';
import type { SwitchChannel } from '@paceline/telephony/port/switch-port';
import type { Queue } from '@paceline/persistence';
import type { OwnerContext } from '../context/owner-context';
import type { QueueBook } from '../lines/queue-book';
import { lineOfThisQueue } from '../lines/line-of-queue';
import type { Allocator } from './allocator';
import type { BackInLine } from './back-in-line';
import type { Bridging } from './bridging';
import type { CallJournal } from './call-journal';
import type { CallPlan } from './call-plan';
import type { CallRegistry } from './call-registry';
import type { CallerSounds } from './caller-sounds';
import type { CallerNow } from './caller-now';
import type { LiveCall } from './live-call';
import type { LongestCall } from './longest-call';
import type { Recordings } from './recordings';
import type { ScriptPlan } from './script-plan';
import type { Vouching } from './vouching';

/** A database that is away is asked again: the caller waits on meanwhile. */
const ASK_AGAIN_MS = 2_000;

export interface QueuePlanParts {
  readonly registry: Pick<CallRegistry, 'waiting'>;
  readonly queues: Pick<QueueBook, 'find'>;
  readonly journal: Pick<CallJournal, 'record' | 'note'>;
  readonly allocator: Pick<Allocator, 'offer'>;
  readonly bridging: Pick<Bridging, 'parked' | 'bridged' | 'failed'>;
  readonly backInLine: Pick<BackInLine, 'agentLost' | 'takenBack'>;
  readonly vouching: Pick<Vouching, 'begin' | 'end' | 'answersFor'>;
  readonly longest: Pick<LongestCall, 'watch'>;
  readonly recordings: Pick<Recordings, 'start'>;
  readonly sounds: CallerSounds;
  readonly script: Pick<ScriptPlan, 'sentOn'>;
}

/** Callers wait until an agent comes, with music or ringing, and no longer than their queue lets them. */
export class QueuePlan implements CallPlan {
  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'environment' | 'known' | 'log' | 'run' | 'switchPort'>, private readonly parts: QueuePlanParts) {}

  /** From the script, or from another queue, which they leave so. */
  async enter(call: LiveCall, caller: CallerNow, queueId: string, leaving: StayEnd = 'moved'): Promise<void> {
    const queue = await this.parts.queues.find(queueId);
    // Over, or an agent came meanwhile.
    if (call.state === 'ended' || call.state === 'connecting' || call.state === 'talking' || call.offering) return;
    if (caller.inQueue) this.left(call, leaving);
    if (queue === null) { this.parts.script.sentOn(call, caller, { queueId, way: { kind: 'message', say: null } }, 'queue-full'); return; }
    const nowMs = this.owner.clock.nowMs();
    const refusal = this.refusalOf(queue);
    if (refusal !== null) { this.turnedAway(call, caller, queue, refusal); return; }
    const standing = { isListed: false, abandoned: null, waitedElsewhereMs: caller.inQueue ? nowMs - call.waitingSinceMs : 0 };
    const priority = priorityOf(standing, { ...queue.priority, abandonedWithinMs: queue.priority.abandonedWithinSec * 1_000 });
    call.enter(lineOfThisQueue(queue, this.owner.environment));
    call.points = priority.points;
    call.waitingSinceMs = nowMs;
    caller.inQueue = true;
    call.move('waiting');
    this.parts.journal.record(call, 'queued', { line: call.facts.line.id }, { queueId, points: call.points, reasons: priority.reasons.map(({ reason }) => reason).join(' ') }, nowMs);
    this.parts.vouching.begin(call);
    this.watchLongestWait(call, caller, queue);
    if (queue.whileWaiting === 'music') this.parts.sounds.answer(call);
    const given = await this.parts.allocator.offer(call).catch(() => false); // it stays in line
    if (!given && call.state === 'waiting') this.parts.sounds.wait(call, caller, queue.greeting);
  }

  /** By us, where they wait. What they hear was ordered behind it. */
  answered(): void { /* nothing follows */ }

  parked(call: LiveCall): void {
    this.parts.bridging.parked(call);
  }

  bridged(call: LiveCall, first: boolean): void {
    call.cancel('longest-wait');
    call.safeHarbour = false;
    this.parts.vouching.end(call);
    this.owner.run('confirm a bridge', () => this.parts.bridging.bridged(call));
    if (!first) return;
    this.left(call, 'answered');
    this.parts.longest.watch(call);
    if (call.facts.line.policy.isRecorded) this.owner.run('start a recording', () => this.parts.recordings.start(call));
  }

  agentLeft(call: LiveCall): void {
    if (call.state !== 'connecting') { this.parts.backInLine.agentLost(call); return; }
    call.lostItsLeg = true;
    call.parked = false; // within 25 ms it is again: a bridge that is ordered before is lost
    this.parts.bridging.failed(call, 'the agent\'s leg is gone');
    if (!call.move('waiting')) return;
    this.owner.run('offer a caller whose agent\'s leg is gone', async () => {
      const given = await this.parts.allocator.offer(call).catch(() => false);
      if (!given && call.state === 'waiting' && call.caller !== null) this.parts.sounds.wait(call, call.caller, null);
    });
  }

  /** To another queue, without losing what was waited already, or to leave a message. */
  digit(call: LiveCall, digit: string): void {
    const { caller } = call;
    const queueId = queueOfLine(call.facts.line.id);
    if (caller === null || queueId === null || call.state !== 'waiting' || call.lostItsAgent) return;
    this.owner.run('a caller who waits presses a key', async () => {
      const way = new Map(Object.entries((await this.parts.queues.find(queueId))?.keys ?? {})).get(digit);
      if (way !== undefined && call.state === 'waiting' && !call.offering) await this.chosen(call, caller, queueId, way);
    });
  }

  /** What is heard by those who wait goes on by itself. */
  done(): void { /* nothing follows */ }

  /** The switch's guard looked in the moment before our word for this call arrived; else we have ordered it. */
  dismissed(call: LiveCall): void {
    if (this.parts.vouching.answersFor(call)) this.parts.backInLine.takenBack(call);
    else call.safeHarbour = true;
  }

  ends(): void { /* how it left the queue is written with its end */ }

  takenOver(call: LiveCall, channel: SwitchChannel | undefined): void {
    const { caller } = call;
    const queueId = queueOfLine(call.facts.line.id);
    if (caller === null || queueId === null || channel === undefined || channel.dismissed) return;
    this.parts.longest.watch(call);
    this.parts.vouching.begin(call);
    this.parts.sounds.ringNoLonger(call);
    this.owner.run('go on with a caller who waits', async () => {
      const queue = await this.parts.queues.find(queueId);
      if (queue !== null && call.connectedAtMs === null) this.watchLongestWait(call, caller, queue);
      const given = await this.parts.allocator.offer(call).catch(() => false);
      // What they heard goes on by itself, unless a bridge that was under way has ended it.
      if (!given && call.state === 'waiting' && call.answeredAtMs !== null && channel.application === 'park') this.parts.sounds.wait(call, caller, null);
    });
  }

  private refusalOf({ id, longestQueue, overflow }: Queue): WayOut | null {
    const line = lineOfQueue(id);
    const waiting = this.parts.registry.waiting().filter(({ facts }) => facts.line.id === line).length;
    if (waiting >= longestQueue) return overflow.full;
    return overflow.nobodySignedIn !== null && !this.owner.known.isServed(line) ? overflow.nobodySignedIn : null;
  }

  private watchLongestWait(call: LiveCall, caller: CallerNow, { longestWaitSec, overflow }: Queue): void {
    const leftMs = call.waitingSinceMs + longestWaitSec * 1_000 - this.owner.clock.nowMs();
    call.after('longest-wait', leftMs, () => { this.waitedTooLong(call, caller, overflow); });
  }

  private waitedTooLong(call: LiveCall, caller: CallerNow, overflow: Overflow): void {
    if (call.state === 'connecting' || call.offering) { call.after('longest-wait', ASK_AGAIN_MS, () => { this.waitedTooLong(call, caller, overflow); }); return; }
    if (call.state !== 'waiting' || call.connectedAtMs !== null) return;
    const queueId = queueOfLine(call.facts.line.id);
    if (queueId !== null) this.wayOut(call, caller, queueId, overflow.waitedTooLong, 'overflowed');
  }

  private async chosen(call: LiveCall, caller: CallerNow, queueId: string, way: WaitingKey): Promise<void> {
    switch (way.kind) {
      case 'queue': await this.enter(call, caller, way.queueId); return;
      case 'voicemail':
        this.sentOn(call, caller, { queueId, way }, 'moved', null);
        return;
      case 'callback': return; // no queue has it yet
    }
  }

  /** Not let in: offered to the queue all the same, and lost to it. */
  private turnedAway(call: LiveCall, caller: CallerNow, { id }: Queue, way: WayOut): void {
    this.parts.journal.note(call, 'queued', { queueId: id, points: 0, reasons: '' });
    this.left(call, 'overflowed');
    this.wayOut(call, caller, id, way, 'queue-full');
  }

  private wayOut(call: LiveCall, caller: CallerNow, queueId: string, way: WayOut, treatment: Treatment): void {
    if (way.kind === 'queue') this.owner.run('send a caller to another queue', () => this.enter(call, caller, way.queueId, 'overflowed'));
    else this.sentOn(call, caller, { queueId, way }, 'overflowed', treatment);
  }

  /** No agent of it is given to them any more. */
  private sentOn(call: LiveCall, caller: CallerNow, to: SentOn, how: StayEnd, treatment: Treatment | null): void {
    call.cancel('longest-wait');
    if (caller.inQueue) this.left(call, how);
    caller.inQueue = false;
    this.parts.script.sentOn(call, caller, to, treatment);
  }

  private left(call: LiveCall, how: StayEnd): void {
    this.parts.journal.note(call, 'left-queue', { how });
  }
}
