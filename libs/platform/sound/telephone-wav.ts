import type { WavReading } from './wav-header';
import { findSound, NO_SOUND, readWavHeader, WAV_HEAD_BYTES } from './wav-header';
import { resample } from './resample';
import { samplesOf } from './wav-samples';

/** Of a phone line: the switch plays it as it is, on every call. */
export const LINE_HZ = 8_000;
const HEADER_BYTES = 44;

/** Such a file as the switch plays it: one channel of 16 bits at 8 kHz; or why none can be made of it. */
export async function telephoneWav(file: Uint8Array): Promise<{ readonly wav: Buffer } | Extract<WavReading, { playable: false }>> {
  const sound = findSound(file, file.length);
  if ('fault' in sound) return sound;
  const samples = samplesOf(file, sound);
  if (samples?.length === 0) return NO_SOUND;
  if (samples !== null) return { wav: wavOf(await resample(samples, sound.format.sampleRate, LINE_HZ)) };
  const reading = readWavHeader(file.subarray(0, WAV_HEAD_BYTES), file.length);
  return reading.playable ? { wav: Buffer.from(file) } : reading;
}

/** Of a file that was made here. */
export function soundMs(wav: Uint8Array): number {
  return Math.round((wav.length - HEADER_BYTES) / 2 / LINE_HZ * 1_000);
}

/** @param samples from −1 to 1, at `LINE_HZ` */
export function wavOf(samples: Float32Array): Buffer {
  const wav = Buffer.alloc(HEADER_BYTES + samples.length * 2);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20); // PCM
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(LINE_HZ, 24);
  wav.writeUInt32LE(LINE_HZ * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, at) => { wav.writeInt16LE(Math.round(Math.min(1, Math.max(-1, sample)) * 0x7fff), HEADER_BYTES + at * 2); });
  return wav;
}
