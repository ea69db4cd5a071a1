import type { HangupCause } from '../core/causes';
import type { Channel } from '../core/channel';
import type { Cancellable } from '../core/switch-clock';
import type { SwitchCore } from '../core/switch-core';
import type { LegSpec, OriginateCommand, OriginateSpec } from '../grammar/dial-string';
import { isTrue } from '../core/variables';
import { flipCallerId } from './flip-cid';
import { hangup } from './hangup';
import { createOutboundLeg, type CallerId } from './outbound-leg';
import { sessionTransfer } from './transfer';

export type OriginateResult = { readonly channel: Channel } | { readonly cause: HangupCause };

/** FreeSWITCH counts whole seconds of its clock: a timeout of 4 fires 3 to 4 s after the start (recorded: 3.85). */
function timeoutMs(core: SwitchCore, timeoutSec: number): number {
  const nowMs = core.clock.nowMs();
  return (Math.floor(nowMs / 1000) + timeoutSec) * 1000 - nowMs;
}

/** When the caller of originate learns of a failure relative to the leg's own last events: no fixed order (recorded). */
function failureNotice(core: SwitchCore): 'hangup' | 'reported' | 'destroyed' {
  const roll = core.rng();
  return roll < 0.25 ? 'hangup' : roll < 0.85 ? 'reported' : 'destroyed';
}

/** So long the answered leg is kept at most when a bridge is to overtake its originate: a client may be on a busy machine. */
const HELD_MS = 1000;

/** Rings the legs of a group together; the first one up wins, the others are hung up. */
function ringGroup(core: SwitchCore, legs: readonly Channel[], timeoutSec: number, earlyMedia: boolean): Promise<OriginateResult> {
  return new Promise((resolve) => {
    let down = 0;
    let settled = false;
    const timers: Cancellable[] = [];
    const finish = (result: OriginateResult): void => {
      if (settled) return;
      settled = true;
      for (const timer of timers) timer.cancel();
      for (const leg of legs) if (!('channel' in result) || result.channel !== leg) hangup(core, leg, 'LOSE_RACE');
      resolve(result);
    };
    const won = (leg: Channel): void => {
      const notice = (): void => {
        leg.originating = null;
        finish(leg.isDown ? { cause: leg.hangupCause ?? 'NORMAL_CLEARING' } : { channel: leg });
      };
      // The thread of originate looks around once in a while: at once, or a frame later (more often so when it never rang).
      const held = core.faults.handOff.originatesHold;
      if (!held && core.chance(leg.times.progress > 0 ? 0.85 : 0.3)) notice();
      else {
        const hurry = (): boolean => {
          const overtaken = core.faults.handOff.overtakes(leg, notice);
          if (!overtaken) notice();
          return overtaken;
        };
        leg.originating = { hurry };
        timers.push(core.clock.afterMs(held ? HELD_MS : 0, notice));
      }
    };
    const lost = (leg: Channel): void => {
      down += 1;
      if (down === legs.length) finish({ cause: leg.hangupCause ?? 'NORMAL_CLEARING' });
    };
    const notice = failureNotice(core);
    for (const leg of legs) {
      leg.signals.once('answered', () => { won(leg); });
      if (earlyMedia) leg.signals.once('early-media', () => { won(leg); });
      leg.signals.once(notice, () => { lost(leg); });
      const own = Number(leg.variables.get('leg_timeout'));
      if (own > 0) timers.push(core.clock.afterMs(timeoutMs(core, own + 1), () => { hangup(core, leg, 'NO_ANSWER'); }));
    }
    timers.push(core.clock.afterMs(timeoutMs(core, timeoutSec), () => { for (const leg of legs) hangup(core, leg, 'NO_ANSWER'); }));
  });
}

async function dialGroup(core: SwitchCore, group: readonly LegSpec[], spec: OriginateSpec, callerId: CallerId, timeoutSec: number): Promise<OriginateResult> {
  const legs: Channel[] = [];
  let refusal: HangupCause = 'NORMAL_CLEARING';
  for (const leg of group) {
    const created = createOutboundLeg(core, leg, { ...spec.variables, ...leg.variables }, callerId);
    if (typeof created === 'string') refusal = created;
    else legs.push(created);
  }
  if (legs.length === 0) return { cause: refusal };
  return ringGroup(core, legs, timeoutSec, !isTrue(spec.variables['ignore_early_media']));
}

async function dial(core: SwitchCore, spec: OriginateSpec, callerId: CallerId, timeoutSec: number): Promise<OriginateResult> {
  const wanted = Number(spec.variables['originate_timeout']) || timeoutSec;
  let result: OriginateResult = { cause: 'DESTINATION_OUT_OF_ORDER' };
  for (const group of spec.groups) {
    result = await dialGroup(core, group, spec, callerId, wanted);
    if ('channel' in result) return result;
  }
  return result;
}

/** Sends the answered leg where the command wants it. */
function arrive(core: SwitchCore, channel: Channel, command: OriginateCommand): void {
  const { target } = command;
  channel.variables.set('endpoint_disposition', channel.isAnswered ? 'ANSWER' : 'EARLY MEDIA');
  flipCallerId(core, channel);
  if (target.kind === 'extension') sessionTransfer(core, channel, target.extension, 'XML', 'default');
  else {
    channel.extension = [{ application: target.name, argument: target.argument }];
    channel.setState('CS_EXECUTE');
  }
}

/** The whole of `originate`: dials, waits for the answer, and puts the leg to its application. */
export async function originate(core: SwitchCore, command: OriginateCommand): Promise<OriginateResult> {
  const callerId = { name: command.callerName, number: command.callerNumber };
  const results = await Promise.all(command.originates.map((spec) => dial(core, spec, callerId, command.timeoutSec)));
  const up = results.find((result) => 'channel' in result);
  if (up && 'channel' in up) {
    if (up.channel.isDown) return { cause: up.channel.hangupCause ?? 'NORMAL_CLEARING' };
    arrive(core, up.channel, command);
    return up;
  }
  return results.at(-1) ?? { cause: 'DESTINATION_OUT_OF_ORDER' };
}
