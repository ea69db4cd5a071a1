import { EXECUTED_APPLICATIONS, type CommandLine } from '../interfaces';
import { UnsafeArgumentError } from '../port/errors';
import type { Message, Prompt, Question } from '../port/sounds';
import type { Refusal } from '../port/switch-port';
import { safeVariableName } from './channel-variables';
import { LAST_MESSAGE } from './last-message';
import { keysVariable } from './keys';
import { promptsString, recordingPath, type SoundFolders } from './prompt';
import { safe, safeLine, safeNumber, safeSeconds } from './safe-argument';

/** The commands on one channel, as the switch reads them; each argument is one word without blanks or quotes. */

export function bridgeCommand(channelId: string, otherId: string): CommandLine {
  return `uuid_bridge ${safe('channelId', channelId)} ${safe('channelId', otherId)}`;
}

export function hangupCommand(channelId: string, cause: string | undefined): CommandLine {
  const kill: CommandLine = `uuid_kill ${safe('channelId', channelId)}`;
  return cause === undefined ? kill : `${kill} ${safe('cause', cause)}`;
}

export function answerCommand(channelId: string): CommandLine {
  return `uuid_answer ${safe('channelId', channelId)}`;
}

/** What FreeSWITCH makes 486 and 503 of. */
const REFUSALS: Readonly<Record<Refusal, string>> = { busy: 'USER_BUSY', congested: 'NORMAL_CIRCUIT_CONGESTION' };

export function refuseCommand(channelId: string, answer: Refusal): CommandLine {
  return hangupCommand(channelId, REFUSALS[answer]);
}

/** Which keys end what is played or recorded from now on. FreeSWITCH's own is `*`. */
export function endingKeysCommand(channelId: string, keys: 'none' | '#'): CommandLine {
  return `uuid_setvar ${safe('channelId', channelId)} playback_terminators ${keys}`;
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

export interface ExecuteMessage {
  readonly line: `sendmsg ${string}`;
  readonly headers: Readonly<Record<string, string>>;
}

/** In an execution, not by `uuid_broadcast`: what that has queued survives a bridge, and is heard in place of the agent. */
export function musicMessage(channelId: string, folders: SoundFolders): ExecuteMessage {
  return executeMessage(channelId, 'playback', `local_stream://${folders.musicStream}`, 'music');
}

export function announceMessage(channelId: string, prompts: readonly Prompt[], executionId: string, folders: SoundFolders): ExecuteMessage {
  if (prompts.length === 0) throw new UnsafeArgumentError('prompts', 'there must be one');
  return executeMessage(channelId, 'playback', promptsString(prompts, folders), executionId);
}

/**
 * `play_and_get_digits MIN MAX TRIES TIMEOUT TERMINATORS PROMPT INVALID_PROMPT VARIABLE PATTERN DIGIT_TIMEOUT` (mod_dptools). One try,
 * any key. `+#` appends the `#` to what it closes, so that a `#` alone is not taken for silence; FreeSWITCH forgets it where one key
 * is wanted, which therefore is closed by nothing. The sound for an invalid answer follows silence too, and cannot be left out.
 */
export function askMessage(channelId: string, question: Question, executionId: string, folders: SoundFolders): ExecuteMessage {
  const max = safeNumber('maxKeys', question.maxKeys, 1, 32);
  const prompt = question.prompts.length === 0 ? 'silence' : promptsString(question.prompts, folders);
  return executeMessage(channelId, 'play_and_get_digits', [
    1, max, 1, safeNumber('timeoutMs', question.timeoutMs, 1, 120_000), max === 1 ? '-' : '+#', prompt, 'silence_stream://10',
    keysVariable(safe('executionId', executionId)), '.+', safeNumber('nextKeyMs', question.nextKeyMs, 1, 120_000),
  ].join(' '), executionId);
}

/** Below this level (of 32,767) it is silent. */
const SILENCE = 200;

/** `record PATH LIMIT THRESHOLD SILENCE`, in seconds. */
export function recordMessage(channelId: string, message: Message, executionId: string, folders: SoundFolders): ExecuteMessage {
  const path = recordingPath(safe('messageName', message.name), folders);
  const [maxSec, silenceSec] = [safeSeconds('maxSec', message.maxSec), safeSeconds('silenceSec', message.silenceSec)];
  return executeMessage(channelId, 'record', `${path} ${maxSec} ${SILENCE} ${silenceSec}`, executionId);
}

/** `sendmsg` and its headers. FreeSWITCH expands `${…}` in an argument, and `${system(…)}` is a program. */
export function executeMessage(channelId: string, application: string, argument: string, executionId: string): ExecuteMessage {
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
