import type { ChannelEvent } from '@paceline/domain/call/switch-event';
import fc from 'fast-check';
import { SwitchClock } from './switch-clock';

const answered = (atMs: number): ChannelEvent => ({ type: 'channel-answered', channelId: 'c', atMs, sequence: 0 });

describe('the switch\'s instants in our time', () => {
  it('are right to within the quickest event\'s way, however far the clocks are apart', () => {
    fc.assert(fc.property(fc.integer({ min: -600_000, max: 600_000 }), fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 50 }), (apartMs, lagsMs) => {
      const clock = new SwitchClock();
      const least: number[] = [];
      lagsMs.forEach((lagMs, i) => {
        const happenedAtMs = 1_700_000_000_000 + i * 100;
        least.push(lagMs);
        const { atMs } = clock.inOurTime(answered(happenedAtMs - apartMs), happenedAtMs + lagMs);
        expect(atMs).toBe(happenedAtMs + Math.min(...least));
        expect(atMs).toBeLessThanOrEqual(happenedAtMs + lagMs);
      });
    }));
  });

  it('follow a clock that was set, within two minutes', () => {
    const clock = new SwitchClock();
    clock.inOurTime(answered(1_000_000), 1_000_010);
    const late = [0, 70_000, 140_000].map((passedMs) => clock.inOurTime(answered(900_000 + passedMs), 1_000_010 + passedMs).atMs - passedMs);
    expect(late).toEqual([900_010, 900_010, 1_000_010]);
  });

  it('keep 0 for what never happened, and forget with the connection', () => {
    const clock = new SwitchClock();
    const ended: ChannelEvent = { type: 'channel-ended', channelId: 'c', sequence: 0, atMs: 5_000, cause: 'USER_BUSY', sipStatus: 486, createdAtMs: 4_000, ringingAtMs: 0, answeredAtMs: 0, endedAtMs: 4_990 };
    expect(clock.inOurTime(ended, 6_000)).toMatchObject({ atMs: 6_000, createdAtMs: 5_000, ringingAtMs: 0, answeredAtMs: 0, endedAtMs: 5_990 });
    clock.forget();
    expect(clock.inOurTime(answered(5_000), 9_000).atMs).toBe(9_000);
  });
});
