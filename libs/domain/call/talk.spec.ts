import fc from 'fast-check';
import { talkEndOf, talksAfter, type TalkClose, type TalkEnd, type TalkStep } from './talk';

const began = (atMs: number, agentId = '1'): TalkStep => ({ kind: 'began', agentId, channelId: `leg-${agentId}`, atMs });
const ended = (atMs: number, by: TalkEnd = 'customer-hung-up', wrapUpUntilMs = atMs): TalkStep => ({ kind: 'ended', atMs, wrapUpUntilMs, by });
const close = (toMs: number, by: TalkEnd = 'customer-hung-up', wrapUpUntilMs = toMs): TalkClose => ({ toMs, wrapUpUntilMs, by });

describe('a talk that ends with its call', () => {
  it.each<[string, string, boolean, TalkEnd]>([
    ['the customer hangs up', 'NORMAL_CLEARING', false, 'customer-hung-up'],
    ['their network says no more than that', 'NORMAL_UNSPECIFIED', false, 'customer-hung-up'],
    ['the agent has it ended', 'NORMAL_CLEARING', true, 'agent-hung-up'],
    ['it has lasted long enough', 'ALLOTTED_TIMEOUT', false, 'longest-call'],
    ['no sound comes any more', 'MEDIA_TIMEOUT', false, 'connection-lost'],
    ['the switch is stopped, whoever wanted it ended', 'SYSTEM_SHUTDOWN', true, 'connection-lost'],
    ['nobody heard how', 'LOST', false, 'unheard'],
    ['somebody had it ended, and nobody heard how it did', 'LOST', true, 'unheard'],
  ])('because %s', (_why, cause, orderedHere, end) => {
    expect(talkEndOf(cause, orderedHere)).toBe(end);
  });
});

describe('what is written of a call\'s talks', () => {
  const first = { agentId: '1', channelId: 'leg-1', fromMs: 10 };

  it.each<[string, readonly TalkStep[], ReturnType<typeof talksAfter>]>([
    ['nothing of one that has none', [], { openBefore: null, begun: [] }],
    ['its beginning', [began(10)], { openBefore: null, begun: [{ ...first, end: null }] }],
    ['the end of one that was written before', [ended(20)], { openBefore: close(20), begun: [] }],
    ['one that began and ended meanwhile, at once', [began(10), ended(20, 'agent-lost')], { openBefore: null, begun: [{ ...first, end: close(20, 'agent-lost') }] }],
    ['the loss of an agent and the next one', [ended(9, 'agent-lost'), began(10)], { openBefore: close(9, 'agent-lost'), begun: [{ ...first, end: null }] }],
    ['no second end of one that was lost before the call ended', [ended(9, 'agent-lost'), ended(20)], { openBefore: close(9, 'agent-lost'), begun: [] }],
    ['the wrap-up that follows it', [began(10), ended(20, 'agent-hung-up', 50)], { openBefore: null, begun: [{ ...first, end: close(20, 'agent-hung-up', 50) }] }],
    ['no end before its beginning, by another clock', [began(10), ended(8)], { openBefore: null, begun: [{ ...first, end: close(10) }] }],
  ])('%s', (_what, steps, written) => {
    expect(talksAfter(steps)).toEqual(written);
  });

  it('is the same however the steps are gathered: each talk once, and each end once', () => {
    const turns = fc.array(fc.record({ lasts: fc.integer({ min: 0, max: 50 }), cut: fc.boolean() }), { minLength: 1, maxLength: 6 });
    fc.assert(fc.property(turns, (all) => {
      let atMs = 0;
      const steps = all.flatMap(({ lasts }, turn) => [began(atMs += 10, String(turn)), ended(atMs += lasts, 'agent-lost')]);
      const [open, closed]: [string[], string[]] = [[], []];
      for (let from = 0; from < steps.length;) {
        const upTo = from + (all[Math.floor(from / 2)]?.cut === true ? 1 : 2);
        const { openBefore, begun } = talksAfter(steps.slice(from, upTo));
        if (openBefore !== null) closed.push(`${open.pop() ?? ''} to ${openBefore.toMs}`);
        for (const { agentId, end } of begun) if (end === null) open.push(agentId); else closed.push(`${agentId} to ${end.toMs}`);
        from = upTo;
      }
      const whole = talksAfter(steps).begun.map(({ agentId, end }) => `${agentId} to ${end?.toMs ?? ''}`);
      expect([open, closed.sort()]).toEqual([[], whole.sort()]);
    }));
  });
});
