import type { Channel } from '../core/channel';
import type { SwitchCore } from '../core/switch-core';

/** After its answer an outbound leg is shown from our side: the callee becomes the caller (`switch_channel_flip_cid`). */
export function flipCallerId(core: SwitchCore, channel: Channel): void {
  const { profile, variables } = channel;
  variables.set('pre_transfer_caller_id_name', profile.callerName);
  variables.set('pre_transfer_caller_id_number', profile.callerNumber);
  variables.set('channel_cid_flipped', 'yes');
  channel.profile = {
    ...profile, callerName: profile.calleeName, callerNumber: profile.calleeNumber, calleeName: profile.callerName, calleeNumber: profile.callerNumber,
  };
  channel.hitDialplan = true;
  channel.shown.calleeDirection = 'RECV';
  core.events.fire('CALL_UPDATE', channel, { before: [['Direction', 'RECV']] });
}
