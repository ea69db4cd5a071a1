import type { ChannelEvent } from '@paceline/domain/call/switch-event';
import fc from 'fast-check';
import { SwitchClock } from './switch-clock';

const answered = (atMs: number): ChannelEvent => ({ type: 'channel-answered', channelId: 'c', atMs, sequence: 0 });

describe('the switch\'s clock beside ours', () => {
  let nowMs: number;
  let clock: SwitchClock;
  beforeEach(() => {
    nowMs = 1_700_000_000_000;
    clock = new SwitchClock({ nowMs: () => nowMs });
  });
  /** Read so much later than it happened, by a switch whose clock shows so much less. */
  const read = (lagMs: number, behindMs: number): number => {
    const event = answered(nowMs - behindMs);
    nowMs += lagMs;
    return clock.inOurTime(event).atMs;
  };

  it('is right to within the quickest event\'s way, however far the two are apart', () => {
    fc.assert(fc.property(fc.integer({ min: -600_000, max: 600_000 }), fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 50 }), (behindMs, lagsMs) => {
      clock.forget();
      let leastMs = Number.POSITIVE_INFINITY;
      for (const lagMs of lagsMs) {
        const happenedAtMs = nowMs;
        leastMs = Math.min(leastMs, lagMs);
        expect(read(lagMs, behindMs)).toBe(happenedAtMs + leastMs);
        expect(clock.nowMs()).toBe(nowMs - behindMs - leastMs);
      }
    }));
  });

  it('follows one that was set, within two minutes', () => {
    read(10, 0);
    const ahead = [0, 1, 2].map(() => {
      nowMs += 70_000;
      const happenedAtMs = nowMs;
      return read(10, 100_000) - happenedAtMs;
    });
    expect(ahead).toEqual([-99_990, 10, 10]);
  });

  it('keeps 0 for what never happened, and is ours again with another connection', () => {
    const ended: ChannelEvent = {
      type: 'channel-ended', channelId: 'c', sequence: 0, atMs: nowMs - 1_000, cause: 'USER_BUSY', sip: { status: 486, reason: '' }, createdAtMs: nowMs - 2_000,
      ringingAtMs: 0, answeredAtMs: 0, bridgedAtMs: 0, endedAtMs: nowMs - 1_010, dismissedAtMs: 0, beeped: false,
    };
    expect(clock.inOurTime(ended)).toMatchObject({ atMs: nowMs, createdAtMs: nowMs - 1_000, ringingAtMs: 0, answeredAtMs: 0, endedAtMs: nowMs - 10, dismissedAtMs: 0 });
    expect(clock.nowMs()).toBe(nowMs - 1_000);
    clock.forget();
    expect(clock.nowMs()).toBe(nowMs);
  });
});
