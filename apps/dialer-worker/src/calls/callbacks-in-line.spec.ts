import type { DialDecision } from '@paceline/domain/compliance/may-dial';
import type { OpenCallback, Queue } from '@paceline/persistence';
import { News } from '../context/news';
import { OwnerBench, NOW_MS, pass, useTestTime } from '../context/owner.spec-helper';
import { aQueue } from '../lines/queue.spec-helper';
import { aCaller } from './call.spec-helper';
import type { SaidOfCalls } from './call-news';
import { CallRegistry } from './call-registry';
import { CallbacksInLine } from './callbacks-in-line';
import type { LiveCall } from './live-call';

const RULES: NonNullable<Queue['callback']> = { tries: 3, retrySec: 60, expiresSec: 600, ringTimeoutSec: 30, callerNumber: null, hours: {} };
const WISH: OpenCallback = {
  id: '11', clientId: '1', queueId: '5', askedCallId: 'asked', phone: '+14155550142', language: 'en', dialedNumber: '+14155550199', waitingSince: new Date(NOW_MS - 90_000), points: 7,
  state: 'waiting', isOver: false, isDue: true,
} as unknown as OpenCallback; // as much of it as is looked at
const ALLOWED: DialDecision = { allow: true };

class Line extends OwnerBench {
  readonly did: string[] = [];
  readonly registry = new CallRegistry();
  wishes: readonly OpenCallback[] = [WISH];
  queue: Queue | null = aQueue({ callback: RULES });
  decision: DialDecision = ALLOWED;
  readonly news = new News<SaidOfCalls>();
  readonly inLine: CallbacksInLine;

  constructor() {
    super({ dataSource: { manager: { find: async () => [] } } });
    this.inLine = new CallbacksInLine(this.owner, {
      registry: this.registry, queues: { find: async () => this.queue }, allocator: { allocate: () => { this.did.push('allocate'); } },
      callbacks: {
        open: async () => [...this.wishes], contactOf: async () => null,
        putOff: async (id, until) => { this.did.push(`put off ${id} for ${(until.getTime() - Date.now()) / 1_000} s`); }, end: async (id, how) => { this.did.push(`end ${id}: ${how}`); return await Promise.resolve(true); },
        answeredMeanwhile: async (_client, callId, phone) => { this.did.push(`answered meanwhile in ${callId}: ${phone ?? ''}`); },
      },
      gate: { judge: async () => { this.did.push('judge'); return { decision: this.decision } as Awaited<ReturnType<ConstructorParameters<typeof CallbacksInLine>[1]['gate']['judge']>>; } }, // the evidence is of the call that is made
    }, this.news);
  }

  /** Who stands in line for them. */
  get standing(): LiveCall | undefined {
    return [...this.registry.all()][0];
  }

  async look(): Promise<readonly string[]> {
    this.did.splice(0);
    await this.inLine.look();
    return this.did;
  }
}

describe('those who are to be called back', () => {
  useTestTime();
  let line: Line;
  beforeEach(() => { line = new Line(); });

  it('stand in line by a call that is not made yet, since when they began to wait', async () => {
    await expect(line.look()).resolves.toEqual(['judge', 'allocate']);
    expect(line.standing).toMatchObject({
      state: 'planned', callbackId: '11', waitingSinceMs: NOW_MS - 90_000, points: 7, keepsPlace: true,
      facts: { phone: '+14155550142', callerNumber: '+14155550199', ringTimeoutSec: 31, line: { id: 'queue-5' }, gateway: null },
    });
  });

  it('are judged again after a while only, and stand where they stood', async () => {
    await line.look();
    const first = line.standing;
    await pass(29_000);
    await expect(line.look()).resolves.toEqual(['allocate']);
    await pass(1_000);
    await expect(line.look()).resolves.toEqual(['judge', 'allocate']);
    expect(line.standing).toBe(first);
  });

  it.each<[string, DialDecision, readonly string[]]>([
    ['may be called later wait until then', { allow: false, reason: 'outside-calling-hours', untilMs: NOW_MS + 60_000 }, ['judge', 'put off 11 for 60 s', 'allocate']],
    ['may not be called at all are not', { allow: false, reason: 'do-not-call' } as unknown as DialDecision, ['judge', 'end 11: refused', 'allocate']],
    ['are on a call with us are looked at again in a moment', { allow: false, reason: 'number-on-call' } as unknown as DialDecision, ['judge', 'allocate']],
    ['no gateway may call yet wait until one may', { allow: false, reason: 'nothing-allowed' } as unknown as DialDecision, ['judge', 'put off 11 for 60 s', 'allocate']],
  ])('who %s', async (_who, decision, did) => {
    line.decision = decision;
    await expect(line.look()).resolves.toEqual(did);
    expect(line.standing).toBeUndefined();
  });

  it.each<[string, (line: Line) => void, readonly string[]]>([
    ['has expired', (at) => { at.wishes = [{ ...WISH, isOver: true }]; }, ['end 11: expired', 'allocate']],
    ['is not due yet', (at) => { at.wishes = [{ ...WISH, isDue: false }]; }, ['allocate']],
    ['is open no more', (at) => { at.wishes = []; }, ['allocate']],
    ['is of a queue that calls nobody back any more', (at) => { at.queue = aQueue(); }, ['allocate']],
    ['is of a queue that was deleted', (at) => { at.queue = null; }, ['allocate']],
  ])('leave the line when their wish %s', async (_what, happens, did) => {
    await line.look();
    const call = line.standing;
    happens(line);
    await expect(line.look()).resolves.toEqual(did);
    expect([line.standing, call?.state]).toEqual([undefined, 'ended']);
  });

  it('stand anew, by a call of the new rules, when these were changed', async () => {
    await line.look();
    const first = line.standing;
    line.queue = aQueue({ callback: { ...RULES, callerNumber: '+14155550100' } });
    await line.look();
    expect([first?.state, line.standing?.facts.callerNumber]).toEqual(['ended', '+14155550100']);
  });

  it('are left alone while an agent is being given to them', async () => {
    await line.look();
    const call = line.standing;
    if (call !== undefined) call.offering = true;
    line.wishes = [];
    await line.look();
    expect(line.standing).toBe(call);
    if (call !== undefined) call.offering = false;
  });

  it.each([[WISH.phone, ['answered meanwhile in caller: +14155550142']], ['+14155550177', []]])('who have called by themselves, and talk, are called no more: %s', async (phone, did) => {
    await line.look();
    line.did.splice(0);
    line.news.emit('first-bridged', aCaller('talking', { phone }));
    await pass();
    expect(line.did).toEqual(did);
  });
});
