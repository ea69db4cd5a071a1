import type { Bridge, Channel } from '../core/channel';
import type { SwitchCore } from '../core/switch-core';
import { hangup } from './hangup';
import { answerInbound } from './inbound-signals';
import { mediaLoop } from './media-loop';
import { parkSession } from './park';
import { sessionTransfer } from './transfer';

const AFTER_BRIDGE = {
  park: 'park_after_bridge', transfer: 'transfer_after_bridge', hangup: 'hangup_after_bridge', cancelled: 'uuid_bridge_park_on_cancel',
} as const;

/** Park or transfer, if the leg asked for it. */
function keepAfterBridge(core: SwitchCore, channel: Channel): boolean {
  if (channel.variables.isTrue(AFTER_BRIDGE.park)) {
    parkSession(channel);
    return true;
  }
  const target = channel.variables.get(AFTER_BRIDGE.transfer);
  if (target === undefined) return false;
  const [extension, dialplan, context] = target.split(':');
  sessionTransfer(core, channel, extension ?? '', dialplan, context);
  return true;
}

/**
 * Waits, frame by frame, until the originatee has come to rest (`uuid_bridge_on_soft_execute`). If either leg goes
 * down in these 40 ms there will be no bridge: the originatee is left where it is, without an event, and an
 * originator that lost its partner is hung up whatever `park_after_bridge` says, unless it has
 * `uuid_bridge_park_on_cancel`. All are recorded. Who only rings cannot be bridged, and goes down too.
 */
async function meet(core: SwitchCore, a: Channel, b: Channel): Promise<boolean> {
  // Two threads leave their parks in the same frame; mostly the originator's first look comes too early.
  if (core.chance(0.6)) await core.clock.sleep(0);
  while (!a.isDown && !b.isDown) {
    core.faults.handOff.looked(a);
    if (b.state === b.running) {
      if (b.running === 'CS_SOFT_EXECUTE') break;
      if (b.running === 'CS_RESET') b.setState('CS_SOFT_EXECUTE');
    }
    await core.clock.sleep(0);
  }
  // The one that was named second was put there for want of media (`uuidBridge`).
  if (!a.isDown && !b.hasMedia) hangup(core, b, 'DESTINATION_OUT_OF_ORDER');
  if (!a.isDown && !b.isDown) return true;
  if (!a.isDown) {
    a.variables.set('last_bridge_hangup_cause', b.hangupCause ?? 'NORMAL_CLEARING');
    if (a.variables.isTrue(AFTER_BRIDGE.cancelled)) parkSession(a);
    else hangup(core, a, 'ORIGINATOR_CANCEL');
  }
  return false;
}

function sentCalleeUpdate(core: SwitchCore, channel: Channel, to: Channel): void {
  const { calleeName, calleeNumber, callerNumber } = to.profile;
  const asCaller = channel.bridge?.b === channel;
  const number = asCaller ? callerNumber : calleeNumber;
  const name = asCaller ? callerNumber : calleeName === '' ? calleeNumber : calleeName;
  channel.variables.setAll({ last_sent_callee_id_name: name, last_sent_callee_id_number: number });
  Object.assign(channel.shown, { calleeDirection: 'SEND', sentCalleeName: name, sentCalleeNumber: number });
  core.events.fire('CALL_UPDATE', channel, {
    from: { file: 'mod_sofia.c', fn: 'sofia_receive_message', line: 2374 },
    before: [['Direction', 'SEND'], ['Sent-Callee-ID-Name', name], ['Sent-Callee-ID-Number', number], ['Bridged-To', to.uuid]],
  });
}

async function connect(core: SwitchCore, a: Channel, b: Channel): Promise<Bridge> {
  // A caller who hears early media is answered by the bridge.
  if (a.direction === 'inbound') answerInbound(core, a);
  for (const [leg, other] of [[a, b], [b, a]] as const) {
    leg.shown.application = 'uuid_bridge';
    leg.shown.argument = other.uuid;
    core.events.fire('CHANNEL_EXECUTE', leg, {
      from: { file: 'switch_ivr_bridge.c', fn: 'uuid_bridge_on_soft_execute', line: 1157 },
      after: [['Application', 'uuid_bridge'], ['Application-Data', other.uuid]],
    });
  }
  const bridge: Bridge = { a, b, over: false };
  b.setState('CS_CONSUME_MEDIA');
  b.variables.set('call_uuid', a.uuid);
  b.callUuid = a.uuid;
  const nowUs = core.clock.stampUs();
  a.times.bridged = nowUs;
  b.times.bridged = nowUs;
  for (const leg of [a, b]) leg.firstBridgedUs ||= nowUs;
  // The originatee's thread shows CS_CONSUME_MEDIA on its way in about half of the recordings.
  if (core.chance(0.5)) await new Promise((resolve) => setImmediate(resolve));
  a.bridge = bridge;
  b.bridge = bridge;
  for (const leg of [a, b]) leg.transferring = false;
  a.shown.bridgedAtSec = b.shown.bridgedAtSec = Math.floor(core.clock.nowMs() / 1000);
  core.events.fire('CHANNEL_BRIDGE', a, { before: [['Bridge-A-Unique-ID', a.uuid], ['Bridge-B-Unique-ID', b.uuid]] });
  core.log.bridged(a, b);
  for (const [leg, other] of [[a, b], [b, a]] as const) {
    leg.variables.setAll({ bridge_to: other.uuid, last_bridge_to: other.uuid });
    leg.farEnd?.onBridged();
  }
  b.setState('CS_EXCHANGE_MEDIA');
  const updates = core.chance(0.5) ? [[a, b], [b, a]] as const : [[b, a], [a, b]] as const;
  setImmediate(() => {
    for (const [leg, other] of updates) if (!leg.isDown && !bridge.over) sentCalleeUpdate(core, leg, other);
  });
  return bridge;
}

function unbridge(core: SwitchCore, bridge: Bridge): void {
  const { a, b } = bridge;
  core.log.unbridged(a, b);
  for (const leg of [a, b]) {
    leg.variables.set('bridge_to', undefined);
    leg.farEnd?.onUnbridged();
  }
  if (a.hangupCause) b.variables.setAll({ last_bridge_hangup_cause: a.hangupCause, bridge_hangup_cause: a.hangupCause });
  if (b.hangupCause) a.variables.setAll({ last_bridge_hangup_cause: b.hangupCause, bridge_hangup_cause: b.hangupCause });
  b.callUuid = b.uuid;
  b.variables.set('call_uuid', b.uuid);
  core.events.fire('CHANNEL_UNBRIDGE', a, { before: [['Bridge-A-Unique-ID', a.uuid], ['Bridge-B-Unique-ID', b.uuid]] });
  a.bridge = null;
  if (b.bridge === bridge) b.bridge = null;
}

/** The originator's side of the conversation, from CHANNEL_BRIDGE to CHANNEL_UNBRIDGE. */
async function converse(core: SwitchCore, bridge: Bridge): Promise<void> {
  const { a, b } = bridge;
  await mediaLoop(core, a, { mode: 'bridge', until: () => bridge.over || b.state !== 'CS_EXCHANGE_MEDIA' });
  bridge.over = true;
  b.sleeper.wake('frame');
  await new Promise((resolve) => { setImmediate(resolve); });
  // The originatee leaves first: its PARK or HANGUP comes before the originator's UNBRIDGE (recorded).
  while (b.running === 'CS_EXCHANGE_MEDIA' && core.alive) await core.clock.sleep(0);
  unbridge(core, bridge);
  a.bridgeOriginator = false;
  if (a.isDown || a.transferring || a.mustMove) return;
  const cause = b.hangupCause ?? 'NORMAL_CLEARING';
  if (keepAfterBridge(core, a)) return;
  if (a.variables.isTrue(AFTER_BRIDGE.hangup)) hangup(core, a, cause);
}

/** CS_SOFT_EXECUTE of the leg that builds the bridge. The other one just waits in it. */
export async function softExecute(core: SwitchCore, a: Channel): Promise<void> {
  if (!a.bridgeOriginator) return;
  const otherId = a.variables.get('uuid_bridge');
  const b = otherId === undefined ? undefined : core.locate(otherId);
  if (!b) {
    a.bridgeOriginator = false;
    if (!keepAfterBridge(core, a)) hangup(core, a, 'DESTINATION_OUT_OF_ORDER');
    return;
  }
  a.variables.set('uuid_bridge', undefined);
  if (!await meet(core, a, b)) {
    a.bridgeOriginator = false;
    return;
  }
  if (a.mustMove) {
    // Somebody else moved the originator meanwhile: it is "not ready", and FreeSWITCH then drops the other leg.
    a.bridgeOriginator = false;
    hangup(core, b, 'DESTINATION_OUT_OF_ORDER');
    return;
  }
  await converse(core, await connect(core, a, b));
  // Nothing holds it any more: back to its dialplan, which is at its end.
  if (!a.mustMove) a.setState('CS_EXECUTE');
}

/** CS_EXCHANGE_MEDIA: the originatee's side. */
export async function exchangeMedia(core: SwitchCore, b: Channel): Promise<void> {
  const { bridge } = b;
  if (!bridge) {
    hangup(core, b, 'DESTINATION_OUT_OF_ORDER');
    return;
  }
  await mediaLoop(core, b, { mode: 'bridge', until: () => bridge.over || bridge.a.mustMove });
  bridge.over = true;
  bridge.a.sleeper.wake('frame');
  b.variables.set('bridge_to', undefined);
  if (b.mustMove || b.transferring) return;
  b.variables.set('last_bridge_hangup_cause', bridge.a.hangupCause ?? 'NORMAL_CLEARING');
  b.variables.set('last_bridge_proto_specific_hangup_cause', bridge.a.variables.get('proto_specific_hangup_cause'));
  b.variables.set('sip_reason', bridge.a.variables.get('sip_reason'));
  if (!keepAfterBridge(core, b)) hangup(core, b, 'NORMAL_CLEARING');
}
