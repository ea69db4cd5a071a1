import { closeSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';

/** As FreeSWITCH records: 16-bit PCM, mono, 8 kHz. */
const SAMPLE_RATE = 8_000;
const BYTES_PER_MS = SAMPLE_RATE * 2 / 1_000;
const HEADER_BYTES = 44;

/** Where a simulated switch of this machine puts its recordings: below a scope's home, which the API shares with it. */
export function recordingsFolder(home: string): string {
  const folder = path.resolve(home, 'recordings');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** What a simulated switch has recorded: as long as the call was, and silent. Its zeros take no room on the disk. */
export function keepSilence(file: string, lengthMs: number): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const bytes = lengthMs * BYTES_PER_MS;
  const written = openSync(file, 'w');
  try {
    writeSync(written, header(bytes));
    ftruncateSync(written, HEADER_BYTES + bytes);
  } finally {
    closeSync(written);
  }
}

/** Of a WAV file with one chunk of sound. */
function header(bytes: number): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(HEADER_BYTES - 8 + bytes, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20); // PCM
  head.writeUInt16LE(1, 22); // mono
  head.writeUInt32LE(SAMPLE_RATE, 24);
  head.writeUInt32LE(SAMPLE_RATE * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(bytes, 40);
  return head;
}
