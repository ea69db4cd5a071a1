import { languageNamed, type Environment } from '../environment';
import { inTurn } from './in-turn';
import { commandLine, outputOf, type ProgramFault } from './program';
import { telephoneWav } from './telephone-wav';

/** Why a text is not spoken. */
export type SpeechFault = ProgramFault | { readonly kind: 'no-sound' };

export interface SpokenText { readonly text: string; /** BCP 47. */ readonly language: string }

/** Each takes a core for a moment. */
const AT_ONCE = 2;

/** Speaks by the program that the administrator names; a file as the switch plays it comes of it. */
export class Speech {
  private readonly turn = inTurn(AT_ONCE);

  constructor(private readonly environment: Pick<Environment, 'SPEECH_COMMAND' | 'SPEECH_LANGUAGES' | 'SOUND_PROGRAM_MAX_SEC' | 'PROMPT_MAX_BYTES'>) {}

  /** What is said of it when it is not there. */
  get program(): string {
    return commandLine(this.environment.SPEECH_COMMAND)[0];
  }

  async speak({ text, language }: SpokenText): Promise<{ readonly wav: Buffer } | SpeechFault> {
    const { SPEECH_COMMAND, SPEECH_LANGUAGES, SOUND_PROGRAM_MAX_SEC: maxSec, PROMPT_MAX_BYTES: maxBytes } = this.environment;
    const command = commandLine(SPEECH_COMMAND, { language: languageNamed(SPEECH_LANGUAGES, language) });
    const said = await this.turn(() => outputOf(command, text, { maxSec, maxBytes }));
    if (!('output' in said)) return said;
    const made = await telephoneWav(said.output);
    return 'fault' in made ? { kind: 'no-sound' } : made;
  }
}
