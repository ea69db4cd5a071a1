import type { WaitingKey, WayOut } from '@paceline/domain/queue/queue-settings';
import type { StayEnd } from '@paceline/domain/queue/stays';
import type { Treatment } from '@paceline/domain/call/inbound-outcome';
import type { SentOn } from '@paceline/domain/script/script-run';
import { lineOfQueue, queueOfLine } from '@paceline/domain/routing/line';
import { entered } from '@paceline/domain/routing/line-policy';
import { priorityOf } from '@paceline/domain/routing/priority';
import type { Say } from '@paceline/domain/script/script';
import { isLost } from '@paceline/domain/call/inbound-outcome';
import { spokenFile } from '@paceline/domain/spoken/file';
import { spokenLanguageOf } from '@paceline/domain/spoken/language';
import type { SwitchChannel } from '@paceline/telephony/port/switch-port';
import type { Queue } from '@paceline/persistence';
import type { OwnerContext } from '../context/owner-context';
import { persistently } from '../context/persistently';
import type { QueueBook } from '../lines/queue-book';
import { lineOfThisQueue } from '../lines/line-of-queue';
import type { Allocator } from './allocator';
import type { Announcements } from './announcements';
import type { BackInLine } from './back-in-line';
import type { Bridging } from './bridging';
import type { CallbackTalks } from './callback-talks';
import type { CallJournal } from './call-journal';
import type { CallNews } from './call-news';
import type { CallPlan, Done } from './call-plan';
import type { CallRegistry } from './call-registry';
import type { CallerSounds } from './caller-sounds';
import type { CallerNow } from './caller-now';
import type { Invitations } from './invitations';
import type { KnownCallers } from './known-callers';
import type { LiveCall } from './live-call';
import type { LongestCall } from './longest-call';
import { LAST_MESSAGE, LongestWait } from './longest-wait';
import type { OnDemandPhones } from './on-demand-phones';
import { QueueTurns } from './queue-turns';
import type { Recordings } from './recordings';
import type { Vouching } from './vouching';

export interface QueuePlanParts {
  readonly registry: Pick<CallRegistry, 'waiting'>;
  readonly queues: Pick<QueueBook, 'find'>;
  readonly known: Pick<KnownCallers, 'of'>;
  readonly journal: Pick<CallJournal, 'record' | 'note'>;
  readonly allocator: Pick<Allocator, 'offer'>;
  readonly bridging: Pick<Bridging, 'parked' | 'bridged' | 'failed'>;
  readonly backInLine: Pick<BackInLine, 'agentLost' | 'takenBack'>;
  readonly phones: Pick<OnDemandPhones, 'callOff'>;
  readonly vouching: Pick<Vouching, 'begin' | 'end' | 'answersFor'>;
  readonly longest: Pick<LongestCall, 'watch'>;
  readonly recordings: Pick<Recordings, 'start'>;
  readonly sounds: CallerSounds;
  readonly announcements: Pick<Announcements, 'begin'>;
  readonly news: CallNews;
  readonly invitations: Pick<Invitations, 'begin' | 'isAnswer' | 'done'>;
  readonly talks: Pick<CallbackTalks, 'begin' | 'isTalking' | 'digit' | 'done' | 'forget'>;
  /** Where they go on as by a script of their own. */
  readonly script: { readonly sentOn: (call: LiveCall, caller: CallerNow, sentOn: SentOn, treatment: Treatment | null) => void };
}

/** Callers wait until an agent comes, with music or ringing, and no longer than their queue lets them. */
export class QueuePlan implements CallPlan {
  private readonly turns: QueueTurns;
  private readonly longestWait: LongestWait;

  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'environment' | 'fence' | 'known' | 'lease' | 'log' | 'run'>, private readonly parts: QueuePlanParts) {
    this.turns = new QueueTurns(owner.clock);
    this.longestWait = new LongestWait(owner, { find: (queueId) => this.find(queueId), wayOut: (...way) => { this.wayOut(...way, 'overflowed'); } });
  }

  /** From the script, or from another queue, which they leave so. */
  async enter(call: LiveCall, caller: CallerNow, queueId: string, leaving: StayEnd = 'moved'): Promise<void> {
    const [{ line }, state] = [call.facts, caller.run?.state];
    const cameAtMs = caller.inQueue ? null : this.turns.next(call); // before anything is read: rows that are read sooner give nobody another's place
    const queue = await this.find(queueId);
    const known = queue === null ? null : await this.parts.known.of(call, queue);
    // Meanwhile they hung up, went elsewhere, or somebody is being given to them.
    if (call.facts.line !== line || caller.run?.state !== state || !mayGoOn(call)) return;
    if (queue === null || known === null) { this.sentOn(call, caller, { queueId, way: LAST_MESSAGE }, leaving, 'queue-full'); return; }
    this.parts.phones.callOff(call);
    if (caller.inQueue) this.left(call, leaving);
    const nowMs = this.owner.clock.nowMs();
    const sinceMs = cameAtMs ?? this.turns.next(call);
    const refusal = this.refusalOf(queue);
    if (refusal !== null) { this.turnedAway(call, caller, queue, refusal, sinceMs); return; }
    caller.inLineSinceMs ??= nowMs;
    const { isListed, abandoned, lastAgentId, calledBy } = known;
    const standing = { isListed, abandoned, waitedElsewhereMs: nowMs - caller.inLineSinceMs };
    const priority = priorityOf(standing, { ...queue.priority, abandonedWithinMs: queue.priority.abandonedWithinSec * 1_000 });
    call.enter(entered(lineOfThisQueue(queue, this.owner.environment), line));
    call.points = priority.points;
    [call.lastAgentFirst, call.calledBy] = [lastAgentId, calledBy];
    call.waitingSinceMs = sinceMs;
    caller.inQueue = true;
    call.move('waiting');
    this.parts.journal.record(call, 'queued', { line: call.facts.line.id }, { queueId, points: call.points, reasons: priority.reasons.map(({ reason }) => reason).join(' '), lastAgentId, calledBy }, sinceMs);
    this.tellWhoCame(call, call.facts.line.id);
    this.parts.vouching.begin(call);
    this.longestWait.watch(call);
    this.parts.announcements.begin(call, queue);
    const hears = queue.whileWaiting === 'music' || call.answeredAtMs !== null;
    if (hears) this.parts.sounds.answer(call);
    const given = await this.parts.allocator.offer(call);
    if (given || !hears || call.state !== 'waiting') return;
    this.parts.sounds.wait(call, caller, queue.music, queue.greeting);
    this.parts.invitations.begin(call, caller);
  }

  /** By us, where they wait. What they hear was ordered behind it. */
  answered(): void { /* nothing follows */ }

  /** Whose agent's leg died before the bridge hears music from here on: what was ordered between the two is lost with them. */
  parked(call: LiveCall): void {
    const isBack = !call.parked && !call.lostItsAgent;
    this.parts.bridging.parked(call);
    if (isBack && !call.offering) this.hearsMusic(call);
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
    if (call.state !== 'connecting') {
      this.parts.backInLine.agentLost(call);
      this.longestWait.watch(call);
      return;
    }
    call.lostItsLeg = true;
    call.parked = false; // within 25 ms it is again: a bridge that is ordered before is lost
    this.parts.bridging.failed(call, 'the agent\'s leg is gone');
    if (call.move('waiting')) this.nobodyCame(call);
  }

  /** The bridge may have ended what they heard. */
  nobodyCame(call: LiveCall): void {
    this.owner.run('offer a caller for whom nobody came', async () => {
      const given = await this.parts.allocator.offer(call);
      if (!given) this.hearsMusic(call);
    });
  }

  /** Music that was ordered while the link was down is not played. */
  heardAgain(call: LiveCall, { application, dismissed }: SwitchChannel): void {
    // The end of a question may have been missed: its keys are those of the queue again.
    this.parts.talks.forget(call);
    if (application === 'park' && !dismissed && call.isInLine()) this.hearsMusic(call);
  }

  /** To another queue, without losing what was waited already, to leave a message, or to be called back: then keys are answers. */
  digit(call: LiveCall, digit: string, atMs: number): void {
    const { caller } = call;
    const queueId = queueOfLine(call.facts.line.id);
    if (caller === null || queueId === null || call.state !== 'waiting' || call.lostItsAgent) return;
    if (this.parts.invitations.isAnswer(call, digit)) return;
    if (this.parts.talks.isTalking(call)) { this.parts.talks.digit(call, atMs); return; }
    this.owner.run('a caller who waits presses a key', async () => {
      const way = new Map(Object.entries((await this.parts.queues.find(queueId))?.keys ?? {})).get(digit);
      if (way !== undefined && queueOfLine(call.facts.line.id) === queueId && call.isInLine()) await this.chosen(call, caller, queueId, way);
    });
  }

  beeped(): void { /* nobody listens for it */ }

  done(call: LiveCall, what: Done): void {
    this.parts.sounds.done(call, what);
    this.parts.talks.done(call, what);
    this.parts.invitations.done(call, what);
  }

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
    this.longestWait.watch(call);
    this.owner.run('go on with a caller who waits', async () => {
      const queue = await this.find(queueId);
      if (queue === null && call.wantsAgent()) { this.sentOn(call, caller, { queueId, way: LAST_MESSAGE }, 'overflowed', 'queue-full'); return; }
      if (queue !== null) this.parts.announcements.begin(call, queue);
      const given = await this.parts.allocator.offer(call);
      // What they heard goes on by itself, unless a bridge that was under way has ended it; a queue's own music is begun again by whoever began it.
      const music = queue?.music ?? null;
      if (!given && call.state === 'waiting' && call.answeredAtMs !== null && (channel.application === 'park' || music !== null)) this.parts.sounds.wait(call, caller, music, null);
    });
  }

  /** Where whoever would come into the queue now is sent instead; null: they may wait in it. */
  refusalOf({ id, longestQueue, overflow }: Queue): WayOut | null {
    const line = lineOfQueue(id);
    const waiting = this.parts.registry.waiting().filter(({ facts }) => facts.line.id === line).length;
    if (waiting >= longestQueue) return overflow.full;
    return overflow.nobodySignedIn !== null && !this.owner.known.isServed(line) ? overflow.nobodySignedIn : null;
  }

  private async chosen(call: LiveCall, caller: CallerNow, queueId: string, way: WaitingKey): Promise<void> {
    switch (way.kind) {
      case 'queue': await this.changeTo(call, caller, queueId, way.queueId); return;
      case 'voicemail':
        this.sentOn(call, caller, { queueId, way }, 'moved', null);
        return;
      case 'callback': await this.parts.talks.begin(call, caller, queueId);
    }
  }

  /** Where they would be sent on from there, they stay, with their place: as when a supervisor moves them. */
  private async changeTo(call: LiveCall, caller: CallerNow, queueId: string, otherId: string): Promise<void> {
    const other = otherId === queueId ? null : await this.find(otherId);
    if (other === null || this.refusalOf(other) !== null || queueOfLine(call.facts.line.id) !== queueId || !call.isInLine()) return;
    await this.enter(call, caller, otherId);
  }

  /** Not let in: offered to the queue all the same, and lost to it. */
  private turnedAway(call: LiveCall, caller: CallerNow, { id }: Queue, way: WayOut, sinceMs: number): void {
    // Of where they come from they have taken their leave: nobody is given to them on the way.
    caller.inQueue = false;
    call.waitingSinceMs = sinceMs;
    this.parts.journal.record(call, 'queued', {}, { queueId: id, points: 0, reasons: '' }, sinceMs);
    this.tellWhoCame(call, lineOfQueue(id));
    this.left(call, 'overflowed');
    this.wayOut(call, caller, id, way, 'queue-full');
  }

  private wayOut(call: LiveCall, caller: CallerNow, queueId: string, way: WayOut, treatment: Treatment): void {
    caller.sentOnBy.add(queueId);
    if (way.kind !== 'queue') this.sentOn(call, caller, { queueId, way }, 'overflowed', treatment);
    else if (caller.sentOnBy.has(way.queueId)) this.sentOn(call, caller, { queueId, way: LAST_MESSAGE }, 'overflowed', treatment);
    else this.owner.run('send a caller to another queue', () => this.enter(call, caller, way.queueId, 'overflowed'));
  }

  /** Their wish to be called back is written: they are told so, and hang up, or we do. */
  calledBack(call: LiveCall, caller: CallerNow, queueId: string): void {
    const language = spokenLanguageOf(caller.language) ?? 'en';
    this.sentOn(call, caller, { queueId, way: { kind: 'message', say: { [caller.language]: spokenFile(language, 'callback-set') } } }, 'callback', 'callback-requested');
  }

  /** By somebody's hand: they are told so, and the call ends. */
  takenOut(call: LiveCall, caller: CallerNow, queueId: string, say: Say | null): void {
    this.sentOn(call, caller, { queueId, way: { kind: 'message', say } }, 'closed', 'closed');
  }

  /** No agent of it is given to them any more: a phone that rings for them stops. */
  leaves(call: LiveCall, caller: CallerNow, how: StayEnd = 'moved'): void {
    this.parts.phones.callOff(call);
    for (const purpose of ['longest-wait', 'announcement', 'invitation']) call.cancel(purpose);
    if (caller.inQueue) this.left(call, how);
    caller.inQueue = false;
  }

  /** Whom a campaign has brought is none of those whom the queue forecasts. */
  private tellWhoCame(call: LiveCall, line: string): void {
    if (call.isOutbound()) this.parts.news.emit('agent-wanted', call);
    else this.parts.news.emit('queued', line);
  }

  private sentOn(call: LiveCall, caller: CallerNow, to: SentOn, how: StayEnd, treatment: Treatment | null): void {
    this.leaves(call, caller, how);
    if (call.isOutbound() && to.way.kind === 'message' && treatment !== null && isLost(treatment)) {
      call.safeHarbour = true;
      this.parts.news.emit('abandoned', call);
    }
    this.parts.script.sentOn(call, caller, to, treatment);
  }

  private left(call: LiveCall, how: StayEnd): void {
    this.parts.journal.note(call, 'left-queue', { how });
  }

  private hearsMusic(call: LiveCall): void {
    if (call.state === 'waiting' && call.parked && call.answeredAtMs !== null) this.parts.sounds.musicAgain(call);
  }

  /** A database that is away is asked until it is there: the caller waits on meanwhile. */
  private async find(queueId: string): Promise<Queue | null> {
    return await persistently(this.owner, () => this.parts.queues.find(queueId));
  }
}

/** Nobody talks with them, has talked, or is about to. */
function mayGoOn({ state, offering, lostItsAgent }: LiveCall): boolean {
  return (state === 'ringing' || state === 'answered' || state === 'waiting') && !offering && !lostItsAgent;
}
