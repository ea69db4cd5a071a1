import type { Queue } from '@paceline/persistence';
import { OwnerBench, NOW_MS, pass, useTestTime } from '../context/owner.spec-helper';
import { aCall, aCaller, aLine } from './call.spec-helper';
import { CallRegistry } from './call-registry';
import type { LiveCall } from './live-call';
import { WaitingDesk } from './waiting-desk';

const queueLine = (id: string): LiveCall['facts']['line'] => ({ ...aLine(), id: `queue-${id}`, campaignId: null });

class Bench extends OwnerBench {
  readonly registry = new CallRegistry();
  readonly did: string[] = [];
  /** Where the other queue sends whoever would come into it. */
  sentOn = false;
  /** The queue to which somebody is moved, or who comes before them. */
  enters: (call: LiveCall, queueId: string) => void = (call, queueId) => { call.enter(queueLine(queueId)); };
  readonly desk = new WaitingDesk(this.owner, {
    registry: this.registry, queues: { find: async (id) => id === '9' ? null : { id, name: 'Support', longestQueue: 2 } as Queue }, // as much of it as is used
    plan: {
      enter: async (call, _caller, queueId) => { this.did.push(`enter ${queueId}`); this.enters(call, queueId); },
      takenOut: (_call, caller, queueId, say) => { caller.inQueue = false; this.did.push(`out of ${queueId}: ${JSON.stringify(say)}`); },
      refusalOf: () => this.sentOn ? { kind: 'message', say: null } : null,
    },
    journal: { note: (_call, kind, data) => { this.did.push(`note ${kind} ${JSON.stringify(data)}`); } },
    allocator: { allocate: () => { this.did.push('allocate'); } },
  });

  waits(callId: string, waitedSec: number, changes: Partial<LiveCall> = {}): LiveCall {
    const call = Object.assign(aCaller('waiting', { callId, line: queueLine('7') }), { waitingSinceMs: NOW_MS - waitedSec * 1_000, ...changes });
    this.registry.add(call);
    return call;
  }
}

describe('a caller who waits', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });

  it('is moved to another queue, and to the same one not at all', async () => {
    bench.waits('a', 5);
    await bench.desk.move('a', '7', '3');
    expect(bench.did).toEqual([]);
    await bench.desk.move('a', '8', '3');
    expect(bench.did).toEqual(['note moved {"queueId":"8","byUserId":"3"}', 'enter 8']);
  });

  it.each<[string, (bench: Bench) => void, string, object]>([
    ['to a queue that is gone', (on) => { on.waits('a', 5); }, '9', { code: 'not-found', reason: 'id' }],
    ['that is full', (on) => { on.waits('a', 5); on.waits('b', 5).enter(queueLine('8')); on.waits('c', 5).enter(queueLine('8')); on.sentOn = true; }, '8', { reason: 'queue-is-full', params: { queue: 'Support', most: 2 } }],
    ['that would send them on', (on) => { on.waits('a', 5); on.sentOn = true; }, '8', { reason: 'queue-nobody-there', params: { queue: 'Support' } }],
    ['when they have lost an agent', (on) => { on.waits('a', 5, { lostItsAgent: true }); }, '8', { reason: 'call-lost-its-agent' }],
    ['when an agent has come meanwhile', (on) => { const call = on.waits('a', 5); on.enters = () => { call.move('connecting'); }; }, '8', { reason: 'call-being-connected' }],
  ])('is not moved %s', async (_when, given, queueId, error) => {
    given(bench);
    await expect(bench.desk.move('a', queueId, '3')).rejects.toMatchObject(error);
  });

  it('is put before all others of the queue, once', async () => {
    const [call] = [bench.waits('a', 5), bench.waits('b', 60, { points: 10 }), bench.waits('c', 900)];
    bench.registry.get('c')?.enter(queueLine('8'));
    await bench.desk.answerNext('a', '3');
    await bench.desk.answerNext('a', '3');
    expect(call?.points).toBe(66);
    expect(bench.did).toEqual(['note put-first {"points":66,"byUserId":"3"}', 'allocate']);
  });

  it.each([['calm-en.wav', '{"en":"calm-en.wav"}'], [null, 'null']])('is taken out with %p', async (prompt, said) => {
    bench.waits('a', 5);
    await bench.desk.takeOut('a', prompt, '3');
    expect(bench.did).toEqual(['note taken-out {"byUserId":"3"}', `out of 7: ${said}`, 'allocate']);
    await expect(bench.desk.takeOut('a', prompt, '3')).rejects.toMatchObject({ reason: 'call-not-waiting' });
  });

  it.each<[string, (bench: Bench) => void, string]>([
    ['is over', () => undefined, 'call-over'], ['talks', (on) => { const call = on.waits('a', 5); call.move('connecting'); call.move('talking'); }, 'call-not-waiting'],
    ['is being connected', (on) => { on.waits('a', 5).move('connecting'); }, 'call-being-connected'],
    ['is still in the menu', (on) => { on.registry.add(aCaller('answered', { callId: 'a' }, { inQueue: false })); }, 'call-not-waiting'],
    ['was called by us', (on) => { on.registry.add(aCall({ callId: 'a' }, 'waiting')); }, 'call-not-waiting'],
  ])('is nobody whose call %s', async (_what, given, reason) => {
    given(bench);
    await expect(bench.desk.answerNext('a', '3')).rejects.toMatchObject({ code: 'wrong-state', reason });
    expect(bench.did).toEqual([]);
  });

  it.each([['came to nothing', false, null], ['goes on for long', true, 'call-being-connected']])('is waited for while a promise is on its way, which %s', async (_how, stays, reason) => {
    const call = bench.waits('a', 5, { offering: true });
    const answered = bench.desk.takeOut('a', null, '3').then(() => null, (thrown: { reason: string }) => thrown.reason);
    await pass(50);
    call.offering = stays;
    await pass(1_100);
    await expect(answered).resolves.toBe(reason);
  });
});
