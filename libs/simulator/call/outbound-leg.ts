import type { CalleeBehaviour } from '../callees/behaviour';
import { Callee } from '../callees/callee';
import { UNALLOCATED } from '../callees/numbering-plan';
import type { GatewaySettings } from '../options';
import { causeFrom, type HangupCause } from '../core/causes';
import type { CallerProfile, Channel } from '../core/channel';
import { isTrue } from '../core/variables';
import { dialedVariables, invitedVariables } from '../core/sip-variables';
import type { SwitchCore } from '../core/switch-core';
import type { LegSpec } from '../grammar/dial-string';
import { hangup } from './hangup';
import { startSession } from './start-session';

/** Who is dialed, as far as the switch itself can tell. */
interface Dialable {
  readonly name: string;
  readonly destination: string;
  readonly host: string;
  readonly gateway: string | null;
  /** As the call log calls it. */
  readonly logged: string;
  /** Null: nobody listens there. Asked once, when the INVITE leaves. */
  readonly behaviour: () => CalleeBehaviour | null;
}

const understands = ({ accepts }: GatewaySettings, dialed: string): boolean => accepts === undefined || new RegExp(accepts).test(dialed);

type Resolution = { readonly dialable: Dialable } | { readonly cause: HangupCause; readonly loneDestroy?: boolean };

/** The SIP profiles of this switch: trunks and phones. */
const PROFILES: readonly string[] = ['external', 'internal'];

function resolveSofia(core: SwitchCore, data: string): Resolution {
  const gateway = /^gateway\/([^/]*)(?:\/(.*))?$/s.exec(data);
  if (!gateway) {
    const slash = data.indexOf('/');
    if (!PROFILES.includes(data.slice(0, slash))) return { cause: 'INVALID_PROFILE', loneDestroy: true };
    const address = data.slice(slash + 1);
    const [number = '', host] = address.split('@');
    if (host === undefined) return { cause: 'USER_NOT_REGISTERED', loneDestroy: true };
    return { dialable: { name: `sofia/${data}`, destination: number, host, gateway: null, logged: address, behaviour: () => null } };
  }
  const [, name = '', number] = gateway;
  if (number === undefined) return { cause: 'INVALID_URL', loneDestroy: true };
  const settings = core.options.gateways.find((candidate) => candidate.name === name);
  if (!settings) return { cause: 'INVALID_GATEWAY', loneDestroy: true };
  return {
    dialable: {
      name: `sofia/external/${number}`, destination: number.slice(number.lastIndexOf('/') + 1), host: '127.0.0.1:6060', gateway: name, logged: number,
      behaviour: () => (settings.reachable === false ? null : core.faults.gateways.behaviour(name, () => (understands(settings, number) ? core.callees.behaviourOf(number) : UNALLOCATED))),
    },
  };
}

function resolveUser(core: SwitchCore, data: string): Resolution {
  const [extension = '', domain] = data.split('@');
  const phone = domain === core.options.domain ? core.phones.find(extension) : undefined;
  if (!phone) return { cause: 'SUBSCRIBER_ABSENT' };
  if (!phone.registered) return { cause: 'USER_NOT_REGISTERED' };
  return {
    dialable: {
      name: `sofia/internal/${extension}@127.0.0.1:5070`, destination: extension, host: '127.0.0.1:5070', gateway: null,
      logged: `user/${extension}@${domain}`, behaviour: () => phone.behaviour,
    },
  };
}

function resolve(core: SwitchCore, leg: LegSpec): Resolution {
  switch (leg.endpoint.toLowerCase()) {
    case 'sofia': return resolveSofia(core, leg.data);
    case 'user': return resolveUser(core, leg.data);
    case 'error': return { cause: causeFrom(leg.data) };
    default: return { cause: 'CHAN_NOT_IMPLEMENTED' };
  }
}

function profileOf(core: SwitchCore, destination: string, callerName: string, callerNumber: string): CallerProfile {
  return {
    logicalDirection: 'outbound', username: '', dialplan: '', callerName, callerNumber, origCallerName: callerName, origCallerNumber: callerNumber,
    calleeName: 'Outbound Call', calleeNumber: destination, networkAddr: '', ani: callerNumber, destination, rdnis: '',
    source: 'src/switch_ivr_originate.c', context: 'default', transferSource: '', index: 1, createdUs: core.clock.stampUs(), hidesNumber: false,
  };
}

/** A channel that was never one: an unknown gateway leaves a CHANNEL_DESTROY and nothing else. */
function destroyAtBirth(core: SwitchCore, uuid: string | undefined): HangupCause | null {
  const channel = core.requestSession('outbound', uuid, 'N/A', profileOf(core, '', '', ''));
  if (!channel) return 'DESTINATION_OUT_OF_ORDER';
  channel.variables.setAll({ direction: 'outbound', is_outbound: 'true', uuid: channel.uuid, call_uuid: channel.uuid, session_id: String(channel.sessionId) });
  core.forget(channel);
  core.events.fire('CHANNEL_DESTROY', channel);
  core.events.running(channel, 'CS_DESTROY');
  return null;
}

export interface CallerId { readonly name: string | null; readonly number: string | null }

/**
 * Creates an outbound leg and sends its INVITE. A cause instead of a channel: the switch itself refused, and
 * nobody was dialed.
 */
export function createOutboundLeg(core: SwitchCore, leg: LegSpec, variables: Readonly<Record<string, string>>, callerId: CallerId): Channel | HangupCause {
  const uuid = variables['origination_uuid'];
  const resolution = resolve(core, leg);
  if ('cause' in resolution) {
    return (resolution.loneDestroy === true ? destroyAtBirth(core, uuid) : null) ?? resolution.cause;
  }
  const { name, destination, host, gateway, logged, behaviour } = resolution.dialable;
  const callerName = callerId.name ?? variables['origination_caller_id_name'] ?? '';
  const callerNumber = callerId.number ?? variables['origination_caller_id_number'] ?? '0000000000';
  const channel = core.requestSession('outbound', uuid, name, profileOf(core, destination, callerName, callerNumber));
  if (!channel) return 'DESTINATION_OUT_OF_ORDER';
  channel.state = 'CS_INIT';
  core.events.fire('CHANNEL_OUTGOING', channel, { variables: false });
  core.events.running(channel, 'CS_INIT');
  channel.state = 'CS_ROUTING';
  channel.variables.setAll({
    ...invitedVariables(channel, gateway, logged, host), ...variables,
    originate_early_media: String(!isTrue(variables['ignore_early_media'])), ...dialedVariables(channel, gateway, logged, host),
  });
  core.events.fire('CHANNEL_CREATE', channel);
  core.events.fire('CHANNEL_ORIGINATE', channel);
  core.log.invite(channel, gateway ?? '', logged);
  channel.firstRoute = () => {
    const plays = behaviour();
    if (plays === null) {
      core.clock.afterMs(0, () => {
        channel.variables.setAll({ proto_specific_hangup_cause: 'sip:503', sip_hangup_disposition: 'send_cancel' });
        hangup(core, channel, 'NORMAL_TEMPORARY_FAILURE', 'far');
      });
      return;
    }
    const callee = new Callee(core, channel, plays, { number: logged, host });
    channel.farEnd = callee;
    const lateMs = core.faults.gateways.delayMs(gateway);
    if (lateMs === 0) callee.invited();
    else core.clock.afterMs(lateMs, () => { callee.invited(); });
    channel.setState('CS_CONSUME_MEDIA');
  };
  startSession(core, channel);
  return channel;
}
