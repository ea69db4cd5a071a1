import { randomUUID } from 'node:crypto';
import type { Channel } from '../core/channel';
import type { DialplanStep } from '../core/dialplan-step';
import type { SwitchCore } from '../core/switch-core';
import { separateString } from '../grammar/separate-string';
import { PACELINE_CONTEXT, pacelineSteps } from '../guard/paceline-dialplan';

/** `app:arg,app:arg`: commas separate, and nothing protects one inside an argument but a quote or `m:^:`. */
export function inlineSteps(text: string): DialplanStep[] {
  const custom = /^m:(.):/s.exec(text);
  const list = custom ? text.slice(4) : text;
  return separateString(list, custom?.[1] ?? ',', 128).map((step) => {
    const colon = step.indexOf(':');
    return colon < 0 ? { application: step.trimStart(), argument: '' } : { application: step.slice(0, colon).trimStart(), argument: step.slice(colon + 1) };
  });
}

/** `switch_ivr_session_transfer`: the leg goes to ROUTING and from there to what the dialplan says. */
export function sessionTransfer(core: SwitchCore, channel: Channel, destination: string, dialplan: string | undefined, context: string | undefined): void {
  const { variables, profile } = channel;
  const useDialplan = dialplan ?? 'XML';
  const useContext = context ?? (profile.context === '' ? 'default' : profile.context);
  variables.set('max_forwards', String((Number(variables.get('max_forwards') ?? 71)) - 1));
  variables.set('signal_bond', undefined);
  const partner = channel.partner();
  if (partner) partner.variables.set('signal_bond', undefined);
  const source = `${Math.floor(core.clock.nowMs() / 1000)}:${randomUUID()}:bl_xfer:${destination}/${useContext}/${useDialplan}`;
  channel.profile = {
    ...profile, logicalDirection: channel.hitDialplan ? 'inbound' : profile.logicalDirection,
    dialplan: useDialplan, context: useContext, rdnis: profile.destination, destination,
    transferSource: source, index: profile.index + 1, createdUs: core.clock.stampUs(),
  };
  channel.times.bridged = 0;
  channel.transferring = true;
  channel.otherLeg = null;
  channel.setState('CS_ROUTING');
  variables.push('transfer_history', source);
  variables.set('transfer_source', source);
}

/** Ends the routing of a transferred leg: the steps, and the profile as the inline dialplan leaves it. */
export function routeSteps(core: SwitchCore, channel: Channel): readonly DialplanStep[] {
  const { profile } = channel;
  if (profile.dialplan.toLowerCase() !== 'inline') {
    const { dialplan, promptsDir } = core.options;
    return profile.context === PACELINE_CONTEXT ? pacelineSteps(channel, profile.destination, promptsDir) : dialplan(profile.destination);
  }
  const steps = inlineSteps(profile.destination);
  channel.profile = { ...profile, destination: profile.rdnis, rdnis: '' };
  return steps;
}
