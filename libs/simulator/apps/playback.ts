import type { Application } from './application';
import { playFile, type PlayEnd } from './play-file';

const RESPONSES: Readonly<Record<PlayEnd, string>> = {
  played: 'FILE PLAYED', broken: 'FILE PLAYED', cut: 'PLAYBACK ERROR', 'not-found': 'FILE NOT FOUND',
};

/** `playback FILE`. A digit of `playback_terminators` (`*` unless set) ends it. */
export const playback: Application = async (core, channel, argument) => {
  const terminators = channel.variables.get('playback_terminators') ?? '*';
  const end = await playFile(core, channel, argument.split('@@')[0] ?? '', (digit) => {
    if (terminators === 'none' || (terminators !== 'any' && !terminators.includes(digit))) return false;
    channel.variables.set('playback_terminator_used', digit);
    return true;
  });
  channel.variables.set('current_application_response', RESPONSES[end]);
};
