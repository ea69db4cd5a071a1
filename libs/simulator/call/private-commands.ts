import { causeFrom } from '../core/causes';
import type { Channel, PrivateCommand } from '../core/channel';
import type { SwitchCore } from '../core/switch-core';
import { executeApplication } from './execute';
import { hangup } from './hangup';

/** Queues a command for the channel's thread, which takes it at its next frame. */
export function queueCommand(channel: Channel, command: PrivateCommand): void {
  channel.commands.push(command);
  channel.sleeper.wake('frame');
}

async function run(core: SwitchCore, channel: Channel, command: PrivateCommand): Promise<void> {
  if (command.leadMs > 0) {
    await core.clock.sleep(command.leadMs);
    if (channel.mustMove) return;
  }
  switch (command.command) {
    case 'execute': {
      for (let round = 1; command.loops < 0 || round <= command.loops; round += 1) {
        channel.variables.setAll({ current_loop: String(round), total_loops: String(command.loops) });
        const startedMs = core.clock.nowMs();
        await executeApplication(core, channel, command.application, command.argument, command.executionId);
        // A loop that plays nothing would spin: the real switch gives up below half a second too.
        if (channel.mustMove || channel.breakRequested !== 'none' || core.clock.nowMs() - startedMs < 500) break;
      }
      channel.variables.set('current_loop', undefined);
      channel.variables.set('total_loops', undefined);
      return;
    }
    case 'hangup':
      hangup(core, channel, causeFrom(command.argument));
      return;
    default:
      return;
  }
}

/** Runs the next queued command; PRIVATE_COMMAND is fired when it is done (`switch_ivr_parse_next_event`). */
export async function runNextCommand(core: SwitchCore, channel: Channel): Promise<void> {
  const command = channel.commands.shift();
  if (!command) return;
  if (command.eventLock) channel.eventLocked = true;
  await run(core, channel, command);
  if (command.eventLock) channel.eventLocked = false;
  if (channel.sounds === 0) channel.breakRequested = 'none';
  core.events.fire('PRIVATE_COMMAND', channel, { variables: false, before: command.headers });
}
