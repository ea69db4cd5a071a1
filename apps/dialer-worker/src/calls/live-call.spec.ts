import { pass, useTestTime } from '../context/owner.spec-helper';
import { aCall, aCaller, aLine } from './call.spec-helper';
import type { LiveCall } from './live-call';

const AGENT = { agentId: '7', token: 't', legChannelId: 'leg' };
const inState = (state: LiveCall['state'], changes: Partial<Omit<LiveCall, 'state'>> = {}): LiveCall => Object.assign(aCall({}, state), changes);

describe('a live call', () => {
  useTestTime();

  it('moves along the life of a call, and nowhere else', () => {
    const call = aCall();
    expect([call.move('talking'), call.state]).toEqual([false, 'planned']);
    expect(['originating', 'ringing', 'answered', 'connecting', 'talking', 'waiting', 'ended', 'waiting'].map((to) => call.move(to as LiveCall['state']))).toEqual([true, true, true, true, true, true, true, false]);
    expect(call.state).toBe('ended');
  });

  it.each<[string, LiveCall, object]>([
    ['rang', inState('ringing', { ringingAtMs: 1 }), { direction: 'outbound', rang: true, answered: false, talked: false, connecting: false }],
    ['was promised an agent', inState('connecting', { answeredAtMs: 1, agent: AGENT }), { answered: true, connecting: true }],
    ['was to be connected, without an agent', inState('connecting', { answeredAtMs: 1 }), { connecting: false }],
    ['lost the agent\'s leg while it was being connected', inState('waiting', { answeredAtMs: 1, lostItsLeg: true }), { connecting: true }],
    ['talked, and waits again', inState('waiting', { answeredAtMs: 1, connectedAtMs: 2 }), { talked: true }],
    ['hears the message', inState('waiting', { answeredAtMs: 1, safeHarbour: true }), { safeHarbour: true }],
    ['came in, and waits', aCaller('waiting'), { direction: 'inbound', queued: true, talked: false, treatment: null }], ['came in, and rings', aCaller('ringing', {}, { inQueue: false }), { queued: false }],
  ])('that %s has come so far', (_what, call, progress) => {
    expect(call.progress()).toMatchObject(progress);
  });

  it.each<[boolean, string, LiveCall]>([
    [true, 'was answered just now', inState('answered')], [true, 'waits', inState('waiting')], [false, 'is being offered', inState('waiting', { offering: true })],
    [false, 'hears the message', inState('waiting', { safeHarbour: true })], [false, 'has one on the way', inState('connecting')], [false, 'rings', inState('ringing')],
  ])('could be given an agent: %s, when it %s', (wants, _when, call) => {
    expect(call.wantsAgent()).toBe(wants);
  });

  it('has begun when it was sent, or when it was answered if somebody called us', () => {
    expect([aCall().begunAtMs, inState('ringing', { originatingAtMs: 5, answeredAtMs: 9 }).begunAtMs, Object.assign(aCaller(), { answeredAtMs: 9 }).begunAtMs]).toEqual([null, 5, 9]);
  });

  it('acts once for each purpose, when it was said last', async () => {
    const call = aCall();
    const did: string[] = [];
    call.after('bridge', 1_000, () => { did.push('early'); });
    call.after('bridge', 2_000, () => { did.push('late'); });
    call.after('park', -5, () => { did.push('at once'); });
    call.after('never', 500, () => { did.push('never'); });
    call.cancel('never');
    await pass();
    expect(did).toEqual(['at once']);
    await pass(5_000);
    expect(did).toEqual(['at once', 'late']);
    call.after('bridge', 1_000, () => { did.push('over'); });
    call.cancelAll();
    await pass(5_000);
    expect(did).toEqual(['at once', 'late']);
  });

  it('waits for its park while an agent is promised and the bridge is not ordered', () => {
    const call = inState('connecting');
    expect(call.waitsForPark).toBe(false);
    call.after('park', 250, () => undefined);
    expect(call.waitsForPark).toBe(true);
    call.move('waiting');
    expect(call.waitsForPark).toBe(false);
    call.move('connecting');
    call.cancel('park');
    expect(call.waitsForPark).toBe(false);
  });

  it('that came in wants an agent in a queue only, and goes from one to another', () => {
    const call = aCaller('answered', {}, { inQueue: false });
    expect([call.wantsAgent(), call.progress()]).toEqual([false, expect.objectContaining({ queued: false })]);
    Object.assign(call.caller ?? {}, { inQueue: true, treatment: 'voicemail' });
    expect([call.wantsAgent(), call.progress()]).toEqual([true, expect.objectContaining({ queued: true, treatment: 'voicemail' })]);
    call.enter({ ...aLine(), id: 'queue-9' });
    expect(call.facts).toMatchObject({ callId: 'caller', line: { id: 'queue-9' } });
  });

  it('is written in the order in which it happened, whatever of it fails', async () => {
    const call = aCall();
    const did: string[] = [];
    let go: () => void = () => undefined;
    const first = call.write(async () => { await new Promise<void>((resolve) => { go = resolve; }); did.push('first'); });
    const second = call.write(async () => { did.push('second'); throw new Error('refused'); });
    const third = call.write(async () => { did.push('third'); return 3; });
    const refused = expect(second).rejects.toThrow('refused');
    await pass();
    expect([did, call.isBeingWritten]).toEqual([[], true]);
    go();
    await refused;
    await first;
    expect([await third, did]).toEqual([3, ['first', 'second', 'third']]);
    await pass();
    expect(call.isBeingWritten).toBe(false);
  });
});
