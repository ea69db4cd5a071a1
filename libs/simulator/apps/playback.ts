import type { Application } from './application';
import { endingKey } from './ending-key';
import { playFile, type PlayEnd } from './play-file';

const RESPONSES: Readonly<Record<PlayEnd, string>> = {
  played: 'FILE PLAYED', broken: 'FILE PLAYED', cut: 'PLAYBACK ERROR', 'not-found': 'FILE NOT FOUND',
};

/** `playback FILE`. */
export const playback: Application = async (core, channel, argument) => {
  const end = await playFile(core, channel, argument.split('@@')[0] ?? '', endingKey(channel));
  channel.variables.set('current_application_response', RESPONSES[end]);
};
