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
  'no-known-sound': 'This is no sound that is known here: upload WAV, MP3, M4A, WebM, Ogg or FLAC.',
  'needs-converter': ({ kind, program }) => `This is ${kind}, and only WAV files are taken here: the program that converts others (${program}) is not installed. `
    + 'Save it as a WAV file, or ask an administrator to install the program.',
  'unconvertible': ({ kind, said }) => `No sound could be made of this ${kind} file: it is damaged, or has none.${said === '' ? '' : ` The converter says: ${said}`}`,
  'conversion-too-slow': ({ maxSec }) => `To convert the file took longer than ${String(maxSec)} seconds, and was given up. Upload a shorter one, or a WAV file.`,
  'converted-too-large': ({ maxBytes }) => `The sound is too long: converted it has more than ${String(Math.floor(maxBytes / 1024 / 1024))} MB.`,
};
