import type { Channel } from '../core/channel';
import { reportVariables } from '../core/report-variables';
import type { SwitchCore } from '../core/switch-core';
import { recordOf } from '../records/record-of';
import { exchangeMedia, softExecute } from './bridge';
import { executeApplication } from './execute';
import { flipCallerId } from './flip-cid';
import { hangup } from './hangup';
import { park } from './park';
import { routeSteps } from './transfer';

const hop = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

/** CS_EXECUTE: the steps of its dialplan one after the other; at their end the call is over. */
async function runExtension(core: SwitchCore, channel: Channel): Promise<void> {
  for (let step = channel.extension.shift(); step; step = channel.extension.shift()) {
    await executeApplication(core, channel, step.application, step.argument, null);
    if (channel.mustMove) return;
  }
  hangup(core, channel, 'NORMAL_CLEARING');
}

/** CS_ROUTING of a leg that was transferred. */
function route(core: SwitchCore, channel: Channel): void {
  if (channel.direction === 'outbound' && !channel.hitDialplan) flipCallerId(core, channel);
  // The switch's table is written now: it keeps what was asked for, while the inline dialplan restores the profile.
  Object.assign(channel.shown, { destination: channel.profile.destination, networkAddr: channel.profile.networkAddr });
  channel.extension = [...routeSteps(core, channel)];
  channel.transferring = false;
  if (channel.extension.length === 0) hangup(core, channel, 'NO_ROUTE_DESTINATION');
  else channel.setState('CS_EXECUTE');
}

async function report(core: SwitchCore, channel: Channel): Promise<void> {
  core.events.running(channel, 'CS_HANGUP');
  channel.times.hangup = core.clock.stampUs();
  // A CANCEL takes its time: the rest of a killed ringing leg was recorded one frame later.
  if (channel.direction === 'outbound' && !channel.isAnswered && channel.hangupCause === 'ORIGINATOR_CANCEL') await core.clock.sleep(0);
  for (const endBug of channel.mediaBugs.splice(0)) endBug();
  core.events.callState(channel, 'HANGUP');
  channel.state = 'CS_REPORTING';
  core.events.running(channel, 'CS_REPORTING');
  channel.variables.setAll(reportVariables(channel));
  core.records?.take(channel.uuid, recordOf(channel, core.coreId, core.options.hostname));
  core.events.fire('CHANNEL_HANGUP_COMPLETE', channel);
  channel.signals.emit('reported');
  await hop();
  channel.state = 'CS_DESTROY';
  core.forget(channel);
  core.events.fire('CHANNEL_DESTROY', channel);
  core.events.running(channel, 'CS_DESTROY');
  channel.signals.emit('destroyed');
}

/** Runs the handler of the state that the channel has just entered. */
async function enter(core: SwitchCore, channel: Channel): Promise<void> {
  switch (channel.running) {
    case 'CS_ROUTING': {
      const { firstRoute } = channel;
      channel.firstRoute = null;
      if (firstRoute) firstRoute();
      else route(core, channel);
      return;
    }
    case 'CS_EXECUTE': return runExtension(core, channel);
    case 'CS_PARK':
      channel.transferring = false;
      return park(core, channel);
    case 'CS_SOFT_EXECUTE': return softExecute(core, channel);
    case 'CS_EXCHANGE_MEDIA': return exchangeMedia(core, channel);
    case 'CS_HIBERNATE':
      channel.setState('CS_RESET');
      return;
    case 'CS_CONSUME_MEDIA':
      // uuid_bridge on a leg that hibernates already comes this way.
      if (channel.bridgeOriginator) channel.setState('CS_RESET');
      return;
    case 'CS_RESET':
      if (channel.bridgeOriginator) channel.setState('CS_SOFT_EXECUTE');
      return;
    case 'CS_NONE': case 'CS_NEW': case 'CS_INIT': case 'CS_HANGUP': case 'CS_REPORTING': case 'CS_DESTROY':
      return;
  }
}

/**
 * A leg's own thread: follows its state until it is destroyed. Everything that happens to a leg after its creation
 * happens here; commands and the far end only set its state or queue work, and wake it.
 */
export async function runSession(core: SwitchCore, channel: Channel): Promise<void> {
  while (core.alive && !channel.isDown) {
    if (!channel.mustMove) {
      await channel.sleeper.sleep('signal');
      continue;
    }
    core.events.running(channel, channel.state);
    await enter(core, channel);
  }
  if (core.alive) await report(core, channel);
}
