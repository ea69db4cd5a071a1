import { EXECUTED_APPLICATIONS, type CommandLine } from '../interfaces';
import { UnsafeArgumentError } from '../port/errors';
import type { Prompt } from '../port/switch-port';
import { safeVariableName } from './channel-variables';
import { LAST_MESSAGE } from './last-message';
import { promptString, recordingPath, type SoundFolders } from './prompt';
import { safe, safeLine } from './safe-argument';

/** The commands on one channel, as the switch reads them; each argument is one word without blanks or quotes. */

export function bridgeCommand(channelId: string, otherId: string): CommandLine {
  return `uuid_bridge ${safe('channelId', channelId)} ${safe('channelId', otherId)}`;
}

export function hangupCommand(channelId: string, cause: string | undefined): CommandLine {
  const kill: CommandLine = `uuid_kill ${safe('channelId', channelId)}`;
  return cause === undefined ? kill : `${kill} ${safe('cause', cause)}`;
}

export function playCommand(channelId: string, prompt: Prompt, folders: SoundFolders): CommandLine {
  return `uuid_broadcast ${safe('channelId', channelId)} ${promptString(prompt, folders)} aleg`;
}

/** 150 ms at 880 Hz; `mw`: mixed into what is written to the leg, which a later bridge leaves as it is. */
const ALERT = 'tone_stream://%(150,0,880) 0 mw';

export function alertCommand(channelId: string): CommandLine {
  return `uuid_displace ${safe('channelId', channelId)} start ${ALERT}`;
}

export function stopPlayingCommand(channelId: string): CommandLine {
  return `uuid_break ${safe('channelId', channelId)} all`;
}

export function parkCommand(channelId: string): CommandLine {
  return `uuid_transfer ${safe('channelId', channelId)} park inline`;
}

export function dismissCommand(channelId: string): CommandLine {
  return `uuid_transfer ${safe('channelId', channelId)} ${LAST_MESSAGE.extension} ${LAST_MESSAGE.dialplan} ${LAST_MESSAGE.context}`;
}

export function recordCommand(channelId: string, action: 'start' | 'stop', path: string, folders: SoundFolders): CommandLine {
  return `uuid_record ${safe('channelId', channelId)} ${action} ${recordingPath(path, folders)}`;
}

export function setVariableCommand(channelId: string, name: string, value: string): CommandLine {
  return `uuid_setvar ${safe('channelId', channelId)} ${safeVariableName(name)} ${safe('variableValue', value)}`;
}

export function existsCommand(channelId: string): CommandLine {
  return `uuid_exists ${safe('channelId', channelId)}`;
}

/** `sendmsg` and its headers. FreeSWITCH expands `${…}` in an argument, and `${system(…)}` is a program. */
export function executeMessage(channelId: string, application: string, argument: string, executionId: string): {
  readonly line: `sendmsg ${string}`;
  readonly headers: Readonly<Record<string, string>>;
} {
  if (!EXECUTED_APPLICATIONS.has(application)) throw new UnsafeArgumentError('application', 'it must be one of the known applications');
  if (argument.includes('${')) throw new UnsafeArgumentError('argument', 'it must not have ${');
  return {
    line: `sendmsg ${safe('channelId', channelId)}`,
    headers: {
      'call-command': 'execute',
      'execute-app-name': application,
      'execute-app-arg': safeLine('argument', argument),
      'Event-UUID': safe('executionId', executionId),
    },
  };
}
