import type { Prompt } from '../port/sounds';
import { safe, safeNumber } from './safe-argument';

/** Where the switch finds sounds and keeps recordings. */
export interface SoundFolders {
  /** Folder of the prompts as the switch sees it: absolute, or relative to its sounds folder. */
  readonly promptsDir: string;
  /** Folder of the recordings as the switch sees it. */
  readonly recordingsDir: string;
  /** The local stream that waiting callers hear: `local_stream://<name>`. */
  readonly musicStream: string;
}

/** Refuses folders and names that could not stand in a command, once, at start-up. */
export function safeFolders(folders: SoundFolders): SoundFolders {
  safe('folder', folders.promptsDir);
  safe('folder', folders.recordingsDir);
  safe('stream', folders.musicStream);
  return folders;
}

/** FreeSWITCH's file string of a prompt. A file that is missing answers `+OK` and plays nothing. */
function promptString(prompt: Prompt, folders: SoundFolders): string {
  switch (prompt.kind) {
    case 'file': return `${folders.promptsDir}/${safe('promptName', prompt.name)}`;
    case 'tone': return `tone_stream://${safe('tone', prompt.tone)}`;
    case 'silence': return `silence_stream://${safeNumber('silenceMs', prompt.ms, 1, 60_000)}`;
  }
}

/** One file string for all of them: several executions would be heard the last one first. */
export function promptsString(prompts: readonly Prompt[], folders: SoundFolders): string {
  const sounds = prompts.map((prompt) => promptString(prompt, folders)).join('!');
  return prompts.length === 1 ? sounds : `file_string://${sounds}`;
}

/** The switch's path of a recording. */
export function recordingPath(path: string, folders: SoundFolders): string {
  return `${folders.recordingsDir}/${safe('recording', path)}`;
}
