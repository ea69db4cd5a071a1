import type { HangupCause } from '../core/causes';
import type { Channel } from '../core/channel';
import type { SwitchCore } from '../core/switch-core';

/**
 * Hangs a leg up. CHANNEL_HANGUP is fired at once, by whoever hangs up; everything after it is done by the leg's
 * own thread when it notices. Returns false when the leg was going down already.
 */
export function hangup(core: SwitchCore, channel: Channel, cause: HangupCause, by: 'near' | 'far' = 'near'): boolean {
  if (channel.isDown) return false;
  if (by === 'near' && channel.direction === 'inbound' && !channel.isAnswered) channel.variables.set('sip_hangup_disposition', 'send_refuse');
  channel.hangupCause = cause;
  channel.answerState = 'hangup';
  channel.state = 'CS_HANGUP';
  if (channel.bridge) channel.variables.set('last_bridge_role', channel.bridge.a === channel ? 'originator' : 'originatee');
  core.events.fire('CHANNEL_HANGUP', channel);
  core.log.ended(channel, cause, by);
  channel.farEnd?.onHangup();
  channel.signals.emit('hangup');
  channel.sleeper.wake(by === 'far' ? 'now' : 'frame');
  channel.partner()?.sleeper.wake('frame');
  return true;
}

/** The far end's BYE, or a caller's CANCEL before the answer. */
export function farHangup(core: SwitchCore, channel: Channel): void {
  if (channel.isDown) return;
  if (channel.direction === 'inbound' && !channel.isAnswered) {
    channel.variables.setAll({ sip_hangup_disposition: 'recv_cancel', proto_specific_hangup_cause: 'sip:487', sip_term_status: '487' });
    hangup(core, channel, 'ORIGINATOR_CANCEL', 'far');
    return;
  }
  channel.variables.setAll({
    sip_reason: 'Q.850;cause=16;text="NORMAL_CLEARING"', sip_term_status: '200', proto_specific_hangup_cause: 'sip:200',
    sip_term_cause: '16', sip_hangup_disposition: 'recv_bye',
  });
  hangup(core, channel, 'NORMAL_CLEARING', 'far');
}
