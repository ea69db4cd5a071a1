import { News } from '../context/news';
import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aCall, aLine } from './call.spec-helper';
import type { SaidOfCalls } from './call-news';
import type { LiveCall } from './live-call';
import { SafeHarbour } from './safe-harbour';

class Bench extends OwnerBench {
  readonly did: string[] = [];
  readonly harbour = new SafeHarbour(
    this.owner, { record: (_call, kind, _patch, data) => { this.did.push(`write ${kind} by ${String(data?.['by'])}: ${String(data?.['prompt'])}`); } },
    new News<SaidOfCalls>().on('abandoned', () => { this.did.push('say that it is abandoned'); }),
  );

  /** What the switch was told, and what else was done. */
  get all(): string[] { return [...this.switchPort.told, ...this.did]; }
}

const BEGUN = ['say that it is abandoned', 'write safe-harbour by worker: sorry.wav'];
const answered = (state: LiveCall['state'] = 'answered', changes: Partial<Omit<LiveCall, 'state'>> = {}): LiveCall =>
  Object.assign(aCall({ line: aLine('1', { patienceMs: 2_000, lastMessage: 'sorry.wav' }) }, state), { answeredAtMs: NOW_MS, ...changes });

describe('whoever answered and meets no agent', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench({ environment: { SAFE_HARBOUR_MAX_SEC: 20 } }); });

  it('hears the message when the limit has passed since the answer, not a moment before', async () => {
    const call = answered('waiting', { answeredAtMs: NOW_MS - 500 }); // it took the answer half a second to be read
    bench.harbour.watch(call);
    await pass(1_499);
    expect(bench.all).toEqual([]);
    await pass(1);
    expect(bench.all).toEqual(['dismiss a', ...BEGUN]);
    expect(call).toMatchObject({ safeHarbour: true, safeHarbourAtMs: NOW_MS + 1_500 });
  });

  it.each<[string, LiveCall]>([
    ['whose agent is on the way', answered('connecting')], ['who talks', answered('talking', { connectedAtMs: NOW_MS })],
    ['who had an agent, and lost them', answered('waiting', { connectedAtMs: NOW_MS, lostItsAgent: true })], ['who hears it already', answered('waiting', { safeHarbour: true })],
    ['who did not answer yet', answered('ringing', { answeredAtMs: null })],
  ])('and nobody %s', async (_who, call) => {
    bench.harbour.watch(call);
    await pass(60_000);
    bench.harbour.reconsider(call);
    expect(bench.all).toEqual([]);
  });

  it('does not hear it from an owner who is none any more', async () => {
    bench.harbour.watch(answered());
    bench.lease.held = false;
    await pass(60_000);
    expect(bench.all).toEqual([]);
  });

  it('hears it as soon as the link is there again', async () => {
    bench.switchPort.up = false;
    bench.harbour.watch(answered());
    await pass(5_000);
    expect(bench.all).toEqual([]);
    bench.switchPort.up = true;
    await pass(100);
    expect(bench.all).toEqual(['dismiss a', ...BEGUN]);
  });

  it('is hung up on when the switch has no message for them', async () => {
    bench.switchPort.answers.dismiss = { ok: false, kind: 'refused', text: '-ERR no such prompt' };
    bench.harbour.watch(answered());
    await pass(2_000);
    expect(bench.switchPort.told).toEqual(['dismiss a', 'hangup a NORMAL_CLEARING']);
  });

  it.each([['just after the limit', 2_000, ['dismiss a', ...BEGUN]], ['just before', 1_999, []]])('hears it when the hand-off failed %s', async (_when, afterMs, all) => {
    const call = answered('waiting');
    await pass(afterMs);
    bench.harbour.reconsider(call);
    expect(bench.all).toEqual(all);
  });

  it('is hung up on when the message does not end', async () => {
    bench.harbour.watch(answered());
    await pass(2_000 + 19_999);
    expect(bench.switchPort.told).toEqual(['dismiss a']);
    bench.switchPort.up = false;
    await pass(500);
    bench.switchPort.up = true;
    await pass(100);
    expect(bench.switchPort.told).toEqual(['dismiss a', 'hangup a NORMAL_CLEARING']);
  });

  it.each<[string, LiveCall['state'], string[]]>([
    ['by the switch\'s own guard', 'waiting', ['say that it is abandoned', 'write safe-harbour by switch: sorry.wav']],
    ['but is taken out of it by the bridge that is ordered', 'connecting', []],
  ])('hears it %s', (_what, state, did) => {
    const call = answered(state);
    bench.harbour.begunBySwitch(call, NOW_MS + 1_900);
    expect([bench.did, call.safeHarbourAtMs]).toEqual([did, did.length === 0 ? null : NOW_MS + 1_900]);
  });

  it('is counted once, whoever tells of it', async () => {
    const call = answered('waiting');
    bench.harbour.watch(call);
    bench.harbour.begunBySwitch(call, NOW_MS + 1_900);
    bench.harbour.ended(call, NOW_MS + 1_900);
    await pass(3_000);
    expect(bench.all).toEqual(['say that it is abandoned', 'write safe-harbour by switch: sorry.wav']);
  });

  it('was counted by the end alone, when nobody heard that the message began', () => {
    const call = answered('answered');
    bench.harbour.ended(call, NOW_MS + 2_000);
    expect([call.safeHarbourAtMs, bench.did.length]).toEqual([NOW_MS + 2_000, 2]);
  });

  it('is ended too by an owner who finds them in the message', async () => {
    const call = answered('waiting');
    bench.harbour.found(call, NOW_MS);
    expect(call).toMatchObject({ safeHarbour: true, safeHarbourAtMs: null, safeHarbourSeenAtMs: NOW_MS });
    await pass(20_000);
    expect(bench.all).toEqual(['hangup a NORMAL_CLEARING']);
  });

  it.each<[string, Partial<LiveCall>, string[]]>([
    ['is heard anew by whom a late bridge has taken out of it, and left', { safeHarbour: true, safeHarbourSeenAtMs: NOW_MS }, ['dismiss a']],
    ['is not ordered twice for whose park was on its way when it was ordered', { safeHarbour: true }, []],
    ['is nothing for whoever parks at their answer', {}, []],
    ['is nothing for whose agent is on the way', { safeHarbourSeenAtMs: NOW_MS }, []],
  ])('%s', (_what, changes, told) => {
    bench.harbour.parked(answered('waiting', changes));
    expect(bench.switchPort.told).toEqual(told);
  });
});
