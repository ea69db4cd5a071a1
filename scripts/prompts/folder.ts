import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SpokenLanguage } from '@paceline/domain/spoken/language';
import type { SpokenText } from '@paceline/domain/spoken/piece';
import type { Voice } from './voices';

/** The folder of the switch's prompts in a checkout. */
export const PROMPTS = path.resolve(__dirname, '../../freeswitch-conf/prompts');

/** What stands beside the files (`texts/fa.json`), by piece: of which text each was made, and which bytes it is. */
export interface Recorded {
  readonly text: string;
  /** What the voice was given. */
  readonly say: string;
  readonly sha256: string;
}
export interface RecordedVoice {
  readonly voice: string;
  readonly pieces: Readonly<Record<string, Recorded>>;
}

export function recordFile(language: SpokenLanguage): string {
  return path.join(PROMPTS, 'texts', `${language}.json`);
}

export function recordedOf(language: SpokenLanguage): RecordedVoice {
  const file = recordFile(language);
  // Written by write.ts, in this type.
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as RecordedVoice : { voice: '', pieces: {} };
}

/** The record of a file as it is now. */
export function record({ text, say = text }: SpokenText, voice: Voice, file: Uint8Array): Recorded {
  return { text, say: voice.prepare(say), sha256: createHash('sha256').update(file).digest('hex') };
}
