import { NO_HISTORY } from '@paceline/domain/queue/known-caller';
import type { Queue } from '@paceline/persistence';
import { News } from '../context/news';
import { NOW_MS, OwnerBench, pass } from '../context/owner.spec-helper';
import { lineOfThisQueue } from '../lines/line-of-queue';
import { aCaller } from './call.spec-helper';
import type { SaidOfCalls } from './call-news';
import type { CallerNow } from './caller-now';
import type { KnownCaller } from './known-callers';
import { CallerSounds } from './caller-sounds';
import type { LiveCall } from './live-call';
import { QueuePlan } from './queue-plan';

export const AGENT = { agentId: '7', token: 't', legChannelId: 'leg' };
export const NAMED = { say: { en: 'late.wav' }, kind: 'message' } as const;
export const to = (queueId: string): { readonly kind: 'queue'; readonly queueId: string } => ({ kind: 'queue', queueId });

/** Where callers wait: the plan of queues, and what it does. */
export class Hall extends OwnerBench {
  readonly did: string[] = [];
  readonly rows = new Map<string, Queue>();
  /** What becomes of an offer. */
  offer: (call: LiveCall) => Promise<boolean> = () => Promise.resolve(false);
  find: (id: string) => Promise<Queue | null> = (id) => Promise.resolve(this.rows.get(id) ?? null);
  waiting: LiveCall[] = [];
  known: KnownCaller = { isListed: false, ...NO_HISTORY };
  answersFor = true;
  /** The lines that somebody was offered to. */
  readonly offered: string[] = [];
  private readonly news = new News<SaidOfCalls>().on('queued', (line) => { this.offered.push(line); })
    .on('agent-wanted', () => { this.wanted++; }).on('abandoned', () => { this.abandoned++; });
  /** Of whom a campaign had called. */
  wanted = 0;
  abandoned = 0;
  isTalking = false;
  /** So often somebody was to be invited. */
  invited = 0;
  /** By which they would accept now. */
  accepts: string | null = null;
  private readonly note = (what: string) => (): void => { this.did.push(what); };
  readonly plan: QueuePlan;

  constructor(...queues: readonly Queue[]) {
    super({ known: { isServed: (line: string) => line !== 'queue-6' } });
    for (const queue of queues) this.rows.set(queue.id, queue);
    this.plan = new QueuePlan(this.owner, {
      registry: { waiting: () => this.waiting }, queues: { find: (id) => this.find(id) }, known: { of: () => Promise.resolve(this.known) },
      journal: { record: (_call, kind, patch, data) => { this.did.push(`write ${kind} ${patch.line ?? ''} ${String(data?.['points'])}`); }, note: (_call, kind, data) => { this.did.push(`note ${kind} ${String(data?.['how'])}`); } },
      allocator: { offer: async (call) => { this.did.push('offer'); return await this.offer(call); } },
      bridging: { parked: (call) => { this.did.push('parked'); call.parked = true; }, bridged: async () => { this.did.push('confirm'); }, failed: (call) => { this.did.push('free the agent'); call.agent = null; } },
      backInLine: { agentLost: (call) => { this.did.push('back in line'); call.move('waiting'); call.lostItsAgent = true; call.waitingSinceMs = Date.now(); }, takenBack: this.note('take it back') },
      phones: { callOff: (one) => { if (one.rung !== null) this.did.push('stop ringing'); one.rung = null; } }, announcements: { begin: () => undefined },
      invitations: { begin: () => { this.invited++; }, isAnswer: (_call, key) => key === this.accepts, done: () => undefined },
      talks: { begin: async (_call, _caller, queueId) => { this.did.push(`ask for a number in ${queueId}`); }, isTalking: () => this.isTalking, digit: this.note('an answer'), done: () => undefined, forget: this.note('talk no more') }, vouching: { begin: this.note('vouch'), end: this.note('vouch no more'), answersFor: () => this.answersFor },
      longest: { watch: this.note('watch its length') },
      script: { sentOn: (_call, caller, { queueId, way }, treatment) => { this.did.push(`on from ${queueId}: ${'say' in way && way.say !== null ? 'late' : way.kind}`); caller.treatment = treatment; } }, recordings: { start: async () => { this.did.push('record'); } }, sounds: new CallerSounds(this.owner), news: this.news,
    });
  }

  /** Somebody who waits in this queue already. */
  inQueue(queue: Queue, changes: Partial<LiveCall> = {}, caller: Partial<CallerNow> = {}): LiveCall {
    const { state = 'waiting', ...rest } = changes;
    return Object.assign(aCaller(state, { line: lineOfThisQueue(queue, this.owner.environment) }, caller), { waitingSinceMs: NOW_MS, answeredAtMs: NOW_MS, parked: true, ...rest });
  }

  /** Who has come from the script. */
  async enters(call: LiveCall, queueId: string): Promise<void> {
    if (call.caller !== null) await this.plan.enter(call, call.caller, queueId);
    await pass();
  }

  get heard(): string[] {
    return this.switchPort.told;
  }
}

/** Who comes from the script. */
export const comes = (state: LiveCall['state'] = 'ringing', changes: Partial<LiveCall> = {}): LiveCall => {
  const { state: _, ...rest } = changes;
  return Object.assign(aCaller(state, {}, { inQueue: false }), rest);
};
