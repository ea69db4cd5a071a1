export interface WavSettings { readonly sampleRate?: number; readonly channels?: number; /** Every byte of the sound. */ readonly fill?: number; readonly claimedBytes?: number }

/** A WAV file of 16-bit PCM. */
export function wav(lengthMs: number, { sampleRate = 8000, channels = 1, fill = 0, claimedBytes }: WavSettings = {}): Buffer {
  const bytes = Math.round(lengthMs * sampleRate / 1000) * channels * 2;
  const file = Buffer.alloc(44 + bytes, fill);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(36 + bytes, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(channels, 22);
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(sampleRate * channels * 2, 28);
  file.writeUInt16LE(channels * 2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(claimedBytes ?? bytes, 40);
  return file;
}
