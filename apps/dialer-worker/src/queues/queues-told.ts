import { liveFigures } from '@paceline/domain/metrics/live-figures';
import { targetOf } from '@paceline/domain/queue/queue-settings';
import { lineOfQueue, queueOfLine } from '@paceline/domain/routing/line';
import { zoneNamed } from '@paceline/platform/zones';
import type { CallNews } from '../calls/call-news';
import type { CallRegistry } from '../calls/call-registry';
import type { LiveCall } from '../calls/live-call';
import { agentsShown } from '../campaigns/agents-now';
import type { OwnerContext } from '../context/owner-context';
import { Rounds } from '../context/rounds';
import { eachOf } from '../context/each-of';
import type { QueueBook } from '../lines/queue-book';
import type { QueueMeters } from './queue-meters';
import type { StaysBook } from './stays-book';

const TELL_EVERY_MS = 1_000;
/** What has happened is written within this, mostly: rows that are read before that are read again. */
const LOOKS_AFTER_A_CHANGE = 3;

/** Queues as the screens are told of them: each once a second, when something of it has changed. */
export class QueuesTold {
  private readonly rounds: Rounds;
  /** How often the rows of a queue are still to be read. */
  private readonly looks = new Map<string, number>();
  /** Who was where in each queue, and what the screens were told of it. */
  private readonly seen = new Map<string, string>();
  private readonly said = new Map<string, string>();

  constructor(
    private readonly owner: Pick<OwnerContext, 'clock' | 'known' | 'lease' | 'publish' | 'run'>, private readonly registry: Pick<CallRegistry, 'all'>,
    private readonly queues: Pick<QueueBook, 'find'>, private readonly stays: StaysBook, private readonly meters: QueueMeters, calls: CallNews,
  ) {
    this.rounds = new Rounds(owner, TELL_EVERY_MS, 'tell of the queues', () => this.tell());
    // Whoever came and went between two looks.
    calls.on('ended', ({ call }) => {
      const queueId = queueOfLine(call.facts.line.id);
      if (queueId !== null) this.looks.set(queueId, LOOKS_AFTER_A_CHANGE);
    });
  }

  start(): void {
    this.rounds.start();
  }

  stop(): void {
    this.rounds.stop();
    this.meters.stop();
  }

  private async tell(): Promise<void> {
    const callers = this.callers();
    const served = this.owner.known.view().agents.flatMap(({ lines }) => lines.flatMap((line) => queueOfLine(line) ?? []));
    await eachOf([...new Set([...callers.keys(), ...served, ...this.said.keys(), ...this.looks.keys()])].map((queueId) => this.tellOf(queueId, callers.get(queueId) ?? [])));
  }

  /** Those who are in a queue, keep a place in it, or talk with an agent of it. */
  private callers(): ReadonlyMap<string, LiveCall[]> {
    const callers = new Map<string, LiveCall[]>();
    for (const call of this.registry.all()) {
      const queueId = call.caller?.inQueue === true || call.callbackId !== null ? queueOfLine(call.facts.line.id) : null;
      if (queueId !== null) callers.set(queueId, [...callers.get(queueId) ?? [], call]);
    }
    return callers;
  }

  private async tellOf(queueId: string, callers: readonly LiveCall[]): Promise<void> {
    const queue = await this.queues.find(queueId);
    if (queue === null) { this.forget(queueId); return; }
    await this.lookAt(queueId, callers);
    const agents = agentsShown(lineOfQueue(queueId), this.owner.known.view());
    const nowMs = this.owner.clock.nowMs();
    const toBeCalled = callers.filter(({ callbackId, state }) => callbackId !== null && state === 'planned').map(({ waitingSinceMs }) => waitingSinceMs);
    const figures = { ...liveFigures(this.stays.of(queueId), targetOf(queue), nowMs, zoneNamed(queue.zone), toBeCalled), agents };
    this.meters.stands(queueId, figures, agents);
    this.meters.ended(queueId, this.stays.takeEnded(queueId), targetOf(queue), nowMs);
    const words = JSON.stringify(figures);
    if (words === this.said.get(queueId)) return;
    this.said.set(queueId, words);
    this.owner.publish({ type: 'queue', clientId: queue.clientId, queueId, ...figures, at: new Date(nowMs).toISOString() });
  }

  private forget(queueId: string): void {
    for (const known of [this.looks, this.seen, this.said]) known.delete(queueId);
    this.meters.forget(queueId);
  }

  /** The rows of a queue in which nothing happens are not read. */
  private async lookAt(queueId: string, callers: readonly LiveCall[]): Promise<void> {
    const now = callers.map(({ callId, state, waitingSinceMs }) => `${callId} ${state} ${waitingSinceMs}`).sort().join();
    if (now !== this.seen.get(queueId) || !this.stays.isKnown(queueId)) this.looks.set(queueId, LOOKS_AFTER_A_CHANGE);
    this.seen.set(queueId, now);
    const looks = this.looks.get(queueId) ?? 0;
    if (looks === 0) return;
    await this.stays.look(queueId);
    if (looks === 1) this.looks.delete(queueId);
    else this.looks.set(queueId, looks - 1);
  }
}
