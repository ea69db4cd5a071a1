import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import type { Message } from '@paceline/contracts/messages/message';
import type { PromptFaults } from '@paceline/contracts/messages/prompt-faults';
import type { Environment } from '@paceline/platform/environment';
import { PacelineError } from '@paceline/platform/errors';
import { inTurn } from '@paceline/platform/sound/in-turn';
import { commandLine, outputOf, type ProgramFault } from '@paceline/platform/sound/program';
import { soundKindOf } from '@paceline/platform/sound/sound-kind';
import { Speech, type SpeechFault, type SpokenText } from '@paceline/platform/sound/speech';
import { telephoneWav } from '@paceline/platform/sound/telephone-wav';
import type { WavReading } from '@paceline/platform/sound/wav-header';
import { InjectEnvironment } from '../infrastructure/tokens';
import { PromptFolder, type Upload } from './prompt-folder';

/** Whole files are held in memory meanwhile. */
const CONVERTED_AT_ONCE = 2;

/** Makes files as the switch plays them of what is uploaded, and of what is written. */
@Injectable()
export class PromptMaker {
  private readonly speech: Speech;
  private readonly turn = inTurn(CONVERTED_AT_ONCE);

  constructor(private readonly folder: PromptFolder, @InjectEnvironment() private readonly environment: Environment) {
    this.speech = new Speech(environment);
  }

  async spoken(text: SpokenText): Promise<Buffer> {
    const spoken = await this.speech.speak(text);
    if ('wav' in spoken) return spoken.wav;
    throw notSpoken(spoken, text.language, this.speech.program);
  }

  /** What the switch plays as it is stays as it is. Throws `prompt-unplayable`. */
  async makePlayable(upload: Upload): Promise<void> {
    const reading = await this.folder.judge(upload);
    if (reading.playable) return;
    if (!CONVERTIBLE.includes(reading.fault.code)) throw unplayable(reading.fault);
    await this.turn(async () => { await this.folder.rewrite(upload, await this.converted(upload, reading.fault)); });
  }

  private async converted({ file }: Upload, fault: Message<PromptFaults>): Promise<Buffer> {
    const content = await readFile(file);
    const kind = soundKindOf(content);
    if (kind === null) throw unplayable(fault.code === 'not-wav' ? { code: 'no-known-sound', params: {} } : fault);
    if (kind === 'WAV') {
      const made = await telephoneWav(content);
      if ('wav' in made) return made.wav;
    }
    const { SOUND_CONVERTER, SOUND_PROGRAM_MAX_SEC: maxSec, PROMPT_MAX_BYTES: maxBytes } = this.environment;
    const command = commandLine(SOUND_CONVERTER, { file });
    const converted = await outputOf(command, '', { maxSec, maxBytes });
    if (!('output' in converted)) throw unplayable(kind === 'WAV' && converted.kind === 'missing' ? fault : notConverted(converted, kind, command[0]));
    const made: { readonly wav: Buffer } | WavReading = await telephoneWav(converted.output);
    if ('wav' in made) return made.wav;
    throw unplayable({ code: 'unconvertible', params: { kind, said: '' } });
  }
}

/** The sound is there, and written in a way that the switch does not know. */
const CONVERTIBLE: readonly Message<PromptFaults>['code'][] = ['not-wav', 'unsupported-kind', 'unsupported-encoding', 'unsupported-channels', 'unsupported-sample-rate'];

function unplayable(fault: Message<PromptFaults>): PacelineError {
  return PacelineError.because('prompt-unplayable', fault);
}

function notConverted(fault: ProgramFault, kind: string, program: string): Message<PromptFaults> {
  switch (fault.kind) {
    case 'missing': return { code: 'needs-converter', params: { kind, program } };
    case 'failed': return { code: 'unconvertible', params: { kind, said: fault.said } };
    case 'too-slow': return { code: 'conversion-too-slow', params: { maxSec: fault.maxSec } };
    case 'too-much': return { code: 'converted-too-large', params: { maxBytes: fault.maxBytes } };
  }
}

function notSpoken(fault: SpeechFault, language: string, program: string): PacelineError {
  switch (fault.kind) {
    case 'missing': return new PacelineError('not-set-up', 'speech-program', { program });
    case 'failed': return new PacelineError('not-spoken', 'failed', { language, program, said: fault.said });
    case 'too-slow': return new PacelineError('not-spoken', 'too-slow', { maxSec: fault.maxSec });
    case 'too-much': return new PacelineError('not-spoken', 'too-much', { maxBytes: fault.maxBytes });
    case 'no-sound': return new PacelineError('not-spoken', 'no-sound', { program });
  }
}
