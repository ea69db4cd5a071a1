import fc from 'fast-check';
import { YOUNG_MS, isOver, unansweredUntilMs, type UnseenCall } from './unseen';

const BEGUN = 1_000_000;
const GRACE = 10_000;
const OUTBOUND: UnseenCall = { begunAtMs: BEGUN, hadChannel: false, ringTimeoutSec: 30 };
const INBOUND: UnseenCall = { begunAtMs: BEGUN, hadChannel: true, ringTimeoutSec: null };

const after = (ms: number, startedAtMs = 0): Parameters<typeof isOver>[1] => ({ listedAtMs: BEGUN + ms, startedAtMs, lostGraceMs: GRACE });

describe('a call that the switch shows no channel of', () => {
  it.each<[string, UnseenCall, number, boolean]>([
    ['was sent, and its originate may still be on its way', OUTBOUND, 39_999, false],
    ['was sent, and its ring timeout and grace are over', OUTBOUND, 40_000, true],
    ['had a channel a moment ago', { ...OUTBOUND, hadChannel: true }, YOUNG_MS, false],
    ['had a channel', { ...OUTBOUND, hadChannel: true }, YOUNG_MS + 1, true],
    ['came in a moment ago', INBOUND, YOUNG_MS, false],
    ['came in', INBOUND, YOUNG_MS + 1, true],
    ['was not sent yet', { ...OUTBOUND, begunAtMs: null }, 3_600_000, false],
  ])('that %s', (_what, call, ms, over) => {
    expect(isOver(call, after(ms))).toBe(over);
  });

  it('is over at once when the switch was started after it began', () => {
    for (const call of [OUTBOUND, INBOUND]) expect(isOver(call, after(1, BEGUN + 1))).toBe(true);
  });

  it('is over some day, whichever way it went, and stays so', () => {
    const anyCall = fc.record({ begunAtMs: fc.constant(BEGUN), hadChannel: fc.boolean(), ringTimeoutSec: fc.option(fc.integer({ min: 1, max: 120 })) });
    fc.assert(fc.property(anyCall, fc.nat(600_000), fc.nat(600_000), (call, ms, more) => {
      if (isOver(call, after(ms))) expect(isOver(call, after(ms + more))).toBe(true);
      expect(isOver(call, after(120_000 + GRACE))).toBe(true);
    }));
  });
});

describe('a call that nobody has answered', () => {
  it('must have ended by its ring timeout and the grace', () => {
    expect(unansweredUntilMs(OUTBOUND, 0, GRACE)).toBe(BEGUN + 40_000);
    expect(unansweredUntilMs({ ...OUTBOUND, begunAtMs: null }, 7, GRACE)).toBe(40_007);
  });

  it('is as long as its caller likes when it came in', () => {
    expect(unansweredUntilMs(INBOUND, 0, GRACE)).toBeNull();
  });
});
