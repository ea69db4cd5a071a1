import { hangup } from '../call/hangup';
import { answerInbound, ringInbound } from '../call/inbound-signals';
import { mediaLoop } from '../call/media-loop';
import { park } from '../call/park';
import { sessionTransfer } from '../call/transfer';
import { causeFrom } from '../core/causes';
import { readDialString } from '../grammar/dial-string';
import { separateString } from '../grammar/separate-string';
import type { Application } from './application';

export const parkApp: Application = (core, channel) => park(core, channel);

/** An inbound leg's 200. */
export const answer: Application = async (core, channel) => { answerInbound(core, channel); };

/** An inbound leg's 180. */
export const ringReady: Application = async (core, channel) => { ringInbound(core, channel); };

export const set: Application = async (_core, channel, argument) => {
  const equals = argument.indexOf('=');
  if (equals > 0) channel.variables.set(argument.slice(0, equals), argument.slice(equals + 1));
};

export const unset: Application = async (_core, channel, argument) => {
  channel.variables.set(argument, undefined);
};

export const hangupApp: Application = async (core, channel, argument) => {
  hangup(core, channel, argument === '' ? 'NORMAL_CLEARING' : causeFrom(argument));
};

export const sleep: Application = async (core, channel, argument) => {
  await mediaLoop(core, channel, { forMs: Math.max(20, Number.parseInt(argument, 10) || 0), breakable: true });
};

export const echo: Application = async (core, channel) => {
  await mediaLoop(core, channel, { breakable: true });
};

export const transfer: Application = async (core, channel, argument) => {
  const [destination = '', dialplan, context] = separateString(argument, ' ', 3);
  sessionTransfer(core, channel, destination, dialplan, context);
};

/**
 * `bridge` from a dialplan is not modelled; only its failure is. A dial string that a comma has cut in two cannot
 * be read, and its other half is then no application that exists: the call dies (recorded: inline_transfer_with_comma).
 */
export const bridge: Application = async (core, channel, argument) => {
  core.events.callState(channel, 'RING_WAIT');
  core.events.callState(channel, 'ACTIVE');
  channel.variables.setAll({ originate_disposition: 'ORIGINATOR_CANCEL', DIALSTATUS: 'CANCEL', originate_failed_cause: 'ORIGINATOR_CANCEL' });
  if (readDialString(argument) !== null) hangup(core, channel, 'CHAN_NOT_IMPLEMENTED');
};
