import { farHangup } from './hangup';
import { legDigit } from './leg-signals';
import type { CallerProfile, Channel, FarEnd } from '../core/channel';
import { receivedVariables } from '../core/sip-variables';
import type { Cancellable } from '../core/switch-clock';
import type { SwitchCore } from '../core/switch-core';
import { startSession } from './start-session';

/** A person who calls us. */
export interface InboundCall {
  readonly from: string;
  /** The number dialed (DID). */
  readonly to: string;
  readonly callerName?: string;
  /** Asks that the number is shown to nobody. */
  readonly withheld?: boolean;
  /** The gateway of ours that the call comes by; undefined: a trunk that is none of them. */
  readonly gateway?: string;
  /** Hangs up after so long without anybody to talk to; undefined: waits for ever. */
  readonly patienceMs?: number;
  /** Hangs up so long after being connected; undefined: stays until we hang up. */
  readonly talkMs?: number;
  readonly keys?: ReadonlyArray<{ readonly atMs: number; readonly digit: string }>;
}

class Caller implements FarEnd {
  readonly speaks = true;
  private leaving: Cancellable | undefined;
  private readonly keys: Cancellable[];

  constructor(private readonly core: SwitchCore, private readonly leg: Channel, private readonly call: InboundCall) {
    this.leaveAfter(call.patienceMs);
    this.keys = (call.keys ?? []).map(({ atMs, digit }) => core.clock.afterMs(atMs, () => { callerPresses(leg, digit); }));
  }

  onBridged(): void { this.leaveAfter(this.call.talkMs); }
  onUnbridged(): void { this.leaveAfter(this.call.patienceMs); }
  onHangup(): void {
    this.leaving?.cancel();
    for (const key of this.keys) key.cancel();
  }

  private leaveAfter(ms: number | undefined): void {
    this.leaving?.cancel();
    if (ms !== undefined) this.leaving = this.core.clock.afterMs(ms, () => { farHangup(this.core, this.leg); });
  }
}

function profileOf(core: SwitchCore, call: InboundCall): CallerProfile {
  const name = call.callerName ?? 'Caller';
  return {
    logicalDirection: 'inbound', username: call.from, dialplan: 'XML', callerName: name, callerNumber: call.from, origCallerName: name,
    origCallerNumber: call.from, calleeName: '', calleeNumber: '', networkAddr: '127.0.0.1', ani: call.from, destination: call.to, rdnis: '',
    source: 'mod_sofia', context: 'public', transferSource: '', index: 1, createdUs: core.clock.stampUs(), hidesNumber: call.withheld === true,
  };
}

/** Before the answer no key is heard, unless there is sound already. */
export function callerPresses(leg: Channel, digit: string): void {
  if (leg.hasMedia) legDigit(leg, digit);
}

/** The far end's INVITE. Null: the switch is paused or over its limits and answered 503 without an event. */
export function createInboundLeg(core: SwitchCore, call: InboundCall): Channel | null {
  const channel = core.requestSession('inbound', undefined, `sofia/external/${call.from}@127.0.0.1`, profileOf(core, call));
  if (!channel) return null;
  channel.hitDialplan = true;
  core.events.running(channel, 'CS_NEW');
  channel.codec = 'PCMU';
  channel.codecReady = true;
  for (const fn of ['switch_core_session_set_real_read_codec', 'switch_core_session_set_write_codec']) {
    core.events.fire('CODEC', channel, { variables: false, from: { file: 'switch_core_codec.c', fn, line: 168 } });
  }
  channel.state = 'CS_INIT';
  core.events.running(channel, 'CS_INIT');
  channel.state = 'CS_ROUTING';
  channel.variables.setAll(receivedVariables(channel, call.from, call.to));
  core.log.invite(channel, call.gateway ?? '', call.to);
  core.events.fire('CHANNEL_CREATE', channel);
  channel.running = 'CS_ROUTING';
  core.events.callState(channel, 'RINGING');
  channel.running = 'CS_INIT';
  channel.farEnd = new Caller(core, channel, call);
  channel.firstRoute = () => {
    channel.extension = [...core.options.inboundDialplan(call.to, call.gateway)];
    channel.setState('CS_EXECUTE');
  };
  startSession(core, channel);
  return channel;
}
