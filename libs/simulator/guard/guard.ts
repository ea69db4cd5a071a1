import { sessionTransfer } from '../call/transfer';
import type { Channel } from '../core/channel';
import type { Cancellable } from '../core/switch-clock';
import type { SwitchCore } from '../core/switch-core';
import { PACELINE_CONTEXT } from './paceline-dialplan';

/**
 * The guard of freeswitch-conf/dialplan/paceline.xml, armed: a task of the switch's scheduler that lives as long as
 * its channel. The scheduler counts whole seconds and looks at its tasks twice a second, at an instant of the second
 * that is its own: so the first look comes 1 s earlier to 0.5 s later than the interval (measured: 2.06 to 3.24 s
 * after the answer for an interval of 3 s), the others at the interval. Returns what `sched_api` answers.
 */
export function armGuard(core: SwitchCore, channel: Channel): string {
  const intervalSec = Number(channel.variables.get('paceline_guard_sec') ?? core.options.guardSec);
  let task: Cancellable;
  const look = (): void => {
    if (isParked(channel) && isLate(core, channel)) sessionTransfer(core, channel, 'nobody-acted', 'XML', PACELINE_CONTEXT);
    task = core.clock.afterMs(intervalSec * 1000, look);
  };
  task = core.clock.afterMs(firstLookMs(core, intervalSec), look);
  channel.signals.once('destroyed', () => { task.cancel(); });
  return '+OK Added: 1\n';
}

/** The task of `ring-guard`: one look at a caller whom nobody has answered for so long. */
export function armRingGuard(core: SwitchCore, channel: Channel): string {
  const task = core.clock.afterMs(firstLookMs(core, core.options.ringSec), () => {
    if (!channel.isAnswered) sessionTransfer(core, channel, 'nobody-acted', 'XML', PACELINE_CONTEXT);
  });
  channel.signals.once('destroyed', () => { task.cancel(); });
  return '+OK Added: 1\n';
}

function firstLookMs(core: SwitchCore, intervalSec: number): number {
  const nowMs = core.clock.nowMs();
  return (Math.floor(nowMs / 1000) + intervalSec) * 1000 + schedulerPhaseMs(core) - nowMs;
}

/** The same for the whole life of a switch. */
function schedulerPhaseMs(core: SwitchCore): number {
  return (Number.parseInt(core.coreId.slice(0, 4), 16) / 0xffff) * 500;
}

/** Neither bridged nor on its way to a bridge, nor in a conference; whatever it hears. */
function isParked(channel: Channel): boolean {
  return channel.running === 'CS_PARK' || (channel.running === 'CS_EXECUTE' && channel.variables.get('current_application') !== 'conference');
}

function isLate(core: SwitchCore, channel: Channel): boolean {
  return Math.floor(core.clock.nowMs() / 1000) > Number(channel.variables.get('paceline_until') ?? 0);
}
