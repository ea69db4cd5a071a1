import type { CallbackRules } from '@paceline/domain/queue/queue-settings';
import { destinationsOf, type OpenCallback, type Queue, type QueueCallbacks } from '@paceline/persistence';
import { uuidv7 } from '@paceline/platform/uuid';
import { eachOf } from '../context/each-of';
import type { OwnerContext } from '../context/owner-context';
import type { CallbackGate } from '../lines/callback-gate';
import { Rounds } from '../context/rounds';
import { lineOfThisQueue } from '../lines/line-of-queue';
import type { QueueBook } from '../lines/queue-book';
import { enabledGateways } from '../trunks/any-gateway';
import type { Allocator } from './allocator';
import type { CallNews } from './call-news';
import type { CallRegistry } from './call-registry';
import { LiveCall, type OutboundCall } from './live-call';

const LOOK_EVERY_MS = 1_000;
/** Who stands in line is judged again after this; just before the call they are judged in any case. */
const JUDGE_EVERY_MS = 30_000;
/** Nothing is named for the switch's gateways: they wait until an administrator has. */
const NOTHING_ALLOWED_WAIT_MS = 60_000;
/** FreeSWITCH's timeout fires so much early: asked for one second more. */
const RING_MARGIN_SEC = 1;

export interface CallbacksInLineParts {
  readonly registry: Pick<CallRegistry, 'add' | 'remove'>;
  readonly callbacks: Pick<QueueCallbacks, 'open' | 'contactOf' | 'putOff' | 'end' | 'answeredMeanwhile'>;
  readonly queues: Pick<QueueBook, 'find'>;
  readonly gate: Pick<CallbackGate, 'judge'>;
  readonly allocator: Pick<Allocator, 'allocate'>;
}

interface Place { readonly call: OutboundCall; readonly as: string; judgedAtMs: number }
interface Callable { readonly queue: Queue; readonly rules: CallbackRules }

/**
 * Those who hung up and keep their place wait in line as others do, each by a call that is not made yet: whoever may be called now.
 * The rows say who they are; they are looked at again and again, so that whatever becomes of one elsewhere is known here.
 */
export class CallbacksInLine {
  private readonly places = new Map<string, Place>();
  private open: readonly OpenCallback[] = [];
  private readonly rounds: Rounds;

  constructor(
    private readonly owner: Pick<OwnerContext, 'clock' | 'dataSource' | 'environment' | 'lease' | 'run'>, private readonly parts: CallbacksInLineParts, calls: CallNews,
  ) {
    this.rounds = new Rounds(owner, LOOK_EVERY_MS, 'look at who is to be called back', () => this.look());
    calls.on('ended', ({ call }) => { this.forget(call); });
    calls.on('first-bridged', (call) => { this.talks(call); });
  }

  start(): void {
    this.rounds.start();
  }

  stop(): void {
    this.rounds.stop();
  }

  async look(): Promise<void> {
    this.open = await this.parts.callbacks.open(this.owner.environment.SWITCH_ID);
    const open = new Set(this.open.map(({ id }) => id));
    for (const id of this.places.keys()) if (!open.has(id)) this.leave(id);
    await eachOf(this.open.map((wish) => this.lookAt(wish)));
    this.parts.allocator.allocate();
  }

  /** It is not made after all: the wish waits on, and has its place at the next look. */
  notMade(call: LiveCall): void {
    this.forget(call);
    if (call.move('ended')) this.parts.registry.remove(call);
  }

  private async lookAt(wish: OpenCallback): Promise<void> {
    if (wish.state !== 'waiting' || this.isUnderWay(wish.id)) return;
    if (wish.isOver) await this.parts.callbacks.end(wish.id, 'expired');
    const queue = wish.isOver || !wish.isDue ? null : await this.parts.queues.find(wish.queueId);
    const rules = queue?.callback ?? null;
    if (queue === null || rules === null) { this.leave(wish.id); return; }
    await this.mayStand(wish, { queue, rules });
  }

  private async mayStand(wish: OpenCallback, { queue, rules }: Callable): Promise<void> {
    const nowMs = this.owner.clock.nowMs();
    const line = lineOfThisQueue(queue, this.owner.environment);
    const as = JSON.stringify([line, rules, wish.waitingSince, wish.points]);
    const stands = this.places.get(wish.id);
    if (stands?.as === as && nowMs - stands.judgedAtMs < JUDGE_EVERY_MS) return;
    const contactId = (await this.parts.callbacks.contactOf(wish))?.contactId ?? null;
    const mayBeCalled = await this.judge(wish, contactId, rules);
    // An agent was promised meanwhile.
    if (this.isUnderWay(wish.id)) return;
    if (mayBeCalled && stands?.as === as) { stands.judgedAtMs = nowMs; return; }
    this.leave(wish.id);
    if (!mayBeCalled || !this.owner.lease.isHeld()) return;
    const call = new LiveCall({
      callId: uuidv7(nowMs), clientId: wish.clientId, line, targetId: null, contactId, gateway: null, direction: 'outbound', phone: wish.phone,
      callerNumber: rules.callerNumber ?? wish.dialedNumber, ringTimeoutSec: rules.ringTimeoutSec + RING_MARGIN_SEC,
    });
    Object.assign(call, { callbackId: wish.id, waitingSinceMs: wish.waitingSince.getTime(), points: wish.points });
    this.places.set(wish.id, { call, as, judgedAtMs: nowMs });
    this.parts.registry.add(call);
  }

  /** Whether they may be called now. Who may later waits until then; who may not at all is not called. */
  private async judge({ id, clientId, phone }: OpenCallback, contactId: string | null, rules: CallbackRules): Promise<boolean> {
    const gateways = await enabledGateways(this.owner);
    const { decision } = await this.parts.gate.judge({ callId: '', clientId, contactId, phone }, rules, gateways.map(destinationsOf));
    if (decision.allow) return true;
    const { clock } = this.owner;
    if (decision.reason === 'nothing-allowed') await this.parts.callbacks.putOff(id, new Date(clock.nowMs() + NOTHING_ALLOWED_WAIT_MS));
    // They still hear goodbye, or call again: looked at again in a moment, so that nobody passes them meanwhile.
    else if (decision.reason === 'number-on-call') return false;
    else if (decision.untilMs !== undefined) await this.parts.callbacks.putOff(id, new Date(clock.fromCallingMs(decision.untilMs)));
    else await this.parts.callbacks.end(id, 'refused');
    return false;
  }

  private isUnderWay(id: string): boolean {
    const call = this.places.get(id)?.call;
    return call !== undefined && (call.offering || call.rung !== null || !call.keepsPlace);
  }

  private leave(id: string): void {
    const call = this.places.get(id)?.call;
    if (call !== undefined && !this.isUnderWay(id)) this.notMade(call);
  }

  private forget(call: LiveCall): void {
    const { callbackId } = call;
    if (callbackId !== null && this.places.get(callbackId)?.call === call) this.places.delete(callbackId);
  }

  /** Somebody who was to be called back has called by themselves. */
  private talks({ caller, callId, facts: { clientId, phone } }: LiveCall): void {
    if (caller === null || phone === null || !this.open.some((wish) => wish.clientId === clientId && wish.phone === phone)) return;
    this.owner.run('call somebody back no more who has called', () => this.parts.callbacks.answeredMeanwhile({ clientId }, callId, phone));
  }
}
