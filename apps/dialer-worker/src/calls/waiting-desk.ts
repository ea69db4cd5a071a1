import { pointsToBeFirst } from '@paceline/domain/routing/by-hand';
import { lineOfQueue, queueOfLine } from '@paceline/domain/routing/line';
import type { Queue } from '@paceline/persistence';
import { PacelineError } from '@paceline/platform/errors';
import type { OwnerContext } from '../context/owner-context';
import type { QueueBook } from '../lines/queue-book';
import type { Allocator } from './allocator';
import type { CallJournal } from './call-journal';
import type { CallRegistry } from './call-registry';
import type { CallerNow } from './caller-now';
import type { LiveCall } from './live-call';
import type { QueuePlan } from './queue-plan';

/** A promise that is on its way to the pool has its answer by then. */
const OFFERED_WITHIN_MS = 1_000;
const LOOK_EVERY_MS = 10;

export interface WaitingDeskParts {
  readonly registry: Pick<CallRegistry, 'get' | 'waiting'>;
  readonly queues: Pick<QueueBook, 'find'>;
  readonly plan: Pick<QueuePlan, 'enter' | 'refusalOf' | 'takenOut'>;
  readonly journal: Pick<CallJournal, 'note'>;
  readonly allocator: Pick<Allocator, 'allocate'>;
}

type Waiting = LiveCall & { readonly caller: CallerNow };

/** What a supervisor does with somebody who waits in a queue. All of it in the tick in which they are seen to wait. */
export class WaitingDesk {
  constructor(private readonly owner: Pick<OwnerContext, 'clock'>, private readonly parts: WaitingDeskParts) {}

  /** With what they have waited already. Where they would be sent on from there, they stay. */
  async move(callId: string, queueId: string, byUserId: string): Promise<void> {
    const queue = await this.parts.queues.find(queueId);
    if (queue === null) throw new PacelineError('not-found', 'id', { what: 'queue', id: queueId });
    const call = await this.waiting(callId);
    if (call.lostItsAgent) throw new PacelineError('wrong-state', 'call-lost-its-agent');
    const line = lineOfQueue(queueId);
    if (call.facts.line.id === line) return;
    if (this.parts.plan.refusalOf(queue) !== null) throw this.refusal(queue);
    this.parts.journal.note(call, 'moved', { queueId, byUserId });
    await this.parts.plan.enter(call, call.caller, queueId);
    if (call.facts.line.id !== line) throw notWaiting(call);
  }

  async answerNext(callId: string, byUserId: string): Promise<void> {
    const call = await this.waiting(callId);
    const { facts: { line: { id } } } = call;
    const points = pointsToBeFirst(call, this.parts.registry.waiting().filter((other) => other !== call && other.facts.line.id === id));
    if (points === call.points) return;
    call.points = points;
    this.parts.journal.note(call, 'put-first', { points, byUserId });
    this.parts.allocator.allocate();
  }

  /** @param prompt null: the installation's last message */
  async takeOut(callId: string, prompt: string | null, byUserId: string): Promise<void> {
    const call = await this.waiting(callId);
    const { caller, facts: { line } } = call;
    this.parts.journal.note(call, 'taken-out', { byUserId });
    this.parts.plan.takenOut(call, caller, queueOfLine(line.id) ?? '', prompt === null ? null : { [caller.language]: prompt });
    this.parts.allocator.allocate();
  }

  /** Somebody who waits, and whom no agent is being given. */
  private async waiting(callId: string): Promise<Waiting> {
    for (const untilMs = this.owner.clock.monotonicMs() + OFFERED_WITHIN_MS; ;) {
      const call = this.parts.registry.get(callId);
      if (call === undefined) throw new PacelineError('wrong-state', 'call-over');
      if (isWaiting(call)) return call;
      if (!call.offering || this.owner.clock.monotonicMs() > untilMs) throw notWaiting(call);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  private refusal({ name, longestQueue, id }: Queue): PacelineError {
    const line = lineOfQueue(id);
    const waiting = this.parts.registry.waiting().filter(({ facts }) => facts.line.id === line).length;
    if (waiting >= longestQueue) return new PacelineError('wrong-state', 'queue-is-full', { queue: name, most: longestQueue });
    return new PacelineError('wrong-state', 'queue-nobody-there', { queue: name });
  }
}

function isWaiting(call: LiveCall): call is Waiting {
  return call.caller?.inQueue === true && call.state === 'waiting' && call.isInLine();
}

function notWaiting({ state, offering }: LiveCall): PacelineError {
  return new PacelineError('wrong-state', offering || state === 'connecting' ? 'call-being-connected' : 'call-not-waiting');
}
