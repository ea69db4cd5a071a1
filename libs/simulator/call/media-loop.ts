import type { Channel } from '../core/channel';
import type { SleepMode } from '../core/sleeper';
import type { SwitchCore } from '../core/switch-core';
import { runNextCommand } from './private-commands';

export interface MediaLoopOptions {
  /** Ends the loop after so long; without it only the other reasons do. */
  readonly forMs?: number;
  readonly mode?: SleepMode;
  /** Whether `uuid_break` ends this loop. */
  readonly breakable?: boolean;
  /** Told of every digit as it is taken; true ends the loop. */
  readonly onDigit?: (digit: string) => boolean;
  /** Ends the loop when true; looked at on every wake. */
  readonly until?: () => boolean;
}

export type MediaLoopEnd = 'elapsed' | 'moved' | 'broken' | 'digit' | 'until';

/** Takes the next digit off the queue; DTMF is fired when it is taken, not when it arrives. */
function takeDigit(core: SwitchCore, channel: Channel): string | undefined {
  const next = channel.digits.shift();
  if (!next) return undefined;
  channel.digitsDialed += next.digit;
  core.events.fire('DTMF', channel, {
    variables: false,
    after: [['DTMF-Digit', next.digit], ['DTMF-Duration', next.source === 'RTP' ? '1600' : '2000'], ['DTMF-Source', next.source]],
  });
  return next.digit;
}

/**
 * What every session thread does while audio runs: frame after frame it looks for a change of state, for digits
 * and for queued commands (which it runs in place). Wakes only when there is something to see.
 */
export async function mediaLoop(core: SwitchCore, channel: Channel, options: MediaLoopOptions = {}): Promise<MediaLoopEnd> {
  let deadlineMs = options.forMs === undefined ? Infinity : core.clock.nowMs() + options.forMs;
  for (;;) {
    if (channel.mustMove) return 'moved';
    if (options.until?.()) return 'until';
    if (channel.breakRequested !== 'none') {
      if (options.breakable === true) return 'broken';
      channel.breakRequested = 'none';
    }
    for (let digit = takeDigit(core, channel); digit !== undefined; digit = takeDigit(core, channel)) {
      if (options.onDigit?.(digit)) return 'digit';
    }
    if (channel.commands.length > 0 && !channel.eventLocked) {
      const startedMs = core.clock.nowMs();
      await runNextCommand(core, channel);
      deadlineMs += core.clock.nowMs() - startedMs;
      continue;
    }
    const leftMs = deadlineMs - core.clock.nowMs();
    if (leftMs < 2) return 'elapsed';
    await channel.sleeper.sleep(options.mode ?? 'media', Number.isFinite(leftMs) ? leftMs : undefined);
  }
}
