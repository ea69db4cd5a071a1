import type { Sentences } from '../message';
import type { PromptFaults } from '../prompt-faults';

const SAVE_AS = 'Save it as a WAV file with PCM, µ-law or A-law, mono or stereo, 8, 16 or 48 kHz.';
const MALFORMED: Readonly<Record<PromptFaults['malformed']['how'], string>> = {
  'no-format': 'The file does not say how its sound is written before it begins.',
  'two-formats': 'The file says twice how its sound is written.',
  'damaged': 'The file\'s header is damaged.',
  'contradictory': 'The file\'s header contradicts itself.',
};

/** Why the switch could not play a file. */
export const promptFaults: Sentences<PromptFaults> = {
  'empty': 'The file is empty.',
  'not-wav': `This is no WAV file. ${SAVE_AS}`,
  'unsupported-kind': ({ container }) => `This is a WAV file of the kind ${container}. ${SAVE_AS}`,
  'malformed': ({ how }) => `${MALFORMED[how]} ${SAVE_AS}`,
  'cut-short': (params) => params.where === 'in-sound'
    ? `The file says that it has ${String(params.claimedBytes)} bytes of sound, and has ${String(params.presentBytes)}: it was cut short, or never finished. Save it again.`
    : params.where === 'before-sound' ? 'The file ends before its sound begins.' : 'The file ends within its header.',
  'header-too-long': ({ maxBytes }) => `What stands before the sound is longer than ${String(maxBytes / 1024)} KB. Save it without pictures and other additions.`,
  'no-sound': 'There is no sound in the file, or its header was never finished. Save it again.',
  'unsupported-encoding': (params) => 'format' in params
    ? `Its sound is written in a way that is not taken here (format ${String(params.format)}). ${SAVE_AS}`
    : `Its samples have ${String(params.bitsPerSample)} bits. ${SAVE_AS}`,
  'unsupported-channels': ({ channels }) => `The file has ${String(channels)} channels; one or two can be played.`,
  'unsupported-sample-rate': ({ sampleRate }) => `The file has ${String(sampleRate)} samples a second; 8000, 16000 or 48000 can be played.`,
};
