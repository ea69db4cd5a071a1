import { randomUUID } from 'node:crypto';
import type { Channel } from '../core/channel';
import { otherLegHeaders } from '../core/channel-headers';
import type { SwitchCore } from '../core/switch-core';
import { flipCallerId } from './flip-cid';

function remember(channel: Channel, other: Channel): void {
  channel.variables.setAll({
    bridge_channel: other.name, bridge_uuid: other.uuid, signal_bond: other.uuid,
    original_destination_number: channel.profile.destination,
    original_caller_id_name: channel.profile.callerName, original_caller_id_number: channel.profile.callerNumber,
  });
}

function stepProfile(core: SwitchCore, channel: Channel, other: Channel): void {
  const source = `${Math.floor(core.clock.nowMs() / 1000)}:${randomUUID()}:uuid_br:${other.uuid}`;
  channel.profile = { ...channel.profile, index: channel.profile.index + 1, createdUs: core.clock.stampUs(), transferSource: source };
  channel.variables.push('transfer_history', source);
  channel.variables.set('transfer_source', source);
}

/**
 * `uuid_bridge`: sends both legs towards each other and returns at once. Whether a bridge comes of it is decided
 * later, by the originator's thread: between here and there either leg can be lost, which is the hand-off race.
 * False when one is gone, or neither has media.
 */
export function uuidBridge(core: SwitchCore, originatorId: string, originateeId: string): boolean {
  let a = core.locate(originatorId);
  let b = core.locate(originateeId);
  for (const leg of [a, b]) if (leg) core.log.bridgeOrdered(leg);
  if (!a || !b || a === b) return false;
  if (a.direction === 'outbound' && !a.hitDialplan) flipCallerId(core, a);
  if (a.isDown) return false;
  if (!a.hasMedia) {
    if (!b.hasMedia) return false;
    [a, b] = [b, a];
  }
  if (b.direction === 'outbound') b.hitDialplan = false;
  a.variables.set('uuid_bridge', b.uuid);
  remember(a, b);
  remember(b, a);
  stepProfile(core, b, a);
  stepProfile(core, a, b);
  if (a.direction === 'outbound') a.profile = { ...a.profile, logicalDirection: 'inbound' };
  b.otherLeg = { uuid: a.uuid, headers: otherLegHeaders(a, 'originator') };
  a.otherLeg = { uuid: b.uuid, headers: otherLegHeaders(b, 'originatee') };
  a.profile = { ...a.profile, calleeName: b.profile.calleeName, calleeNumber: b.profile.calleeNumber };
  b.profile = { ...b.profile, callerName: a.profile.callerName, callerNumber: a.profile.callerNumber };
  for (const leg of [a, b]) {
    leg.breakRequested = 'stop';
    leg.transferring = true;
    leg.times.bridged = 0;
    if (leg.bridge) leg.bridge.over = true;
  }
  a.bridgeOriginator = true;
  b.bridgeOriginator = false;
  // Which of two threads sees the next frame first is chance; mostly it is the one that was told first.
  const order = core.chance(0.8) ? [a, b] : [b, a];
  for (const leg of order) leg.setState(leg.state === 'CS_HIBERNATE' ? 'CS_CONSUME_MEDIA' : 'CS_HIBERNATE');
  return true;
}
