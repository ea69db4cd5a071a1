import type { Message } from '@paceline/contracts/messages/message';
import type { PromptFaults } from '@paceline/contracts/messages/prompt-faults';

/** As much of a file's beginning as `readWavHeader` wants to see: far more than any header that only describes a prompt. */
export const WAV_HEAD_BYTES = 64 * 1024;

export type WavEncoding = 'pcm' | 'mu-law' | 'a-law';

export type WavReading =
  | { readonly playable: true; readonly encoding: WavEncoding; readonly channels: number; readonly sampleRate: number; readonly bitsPerSample: number; readonly lengthMs: number }
  | { readonly playable: false; readonly fault: Message<PromptFaults> };

type Playable = Extract<WavReading, { playable: true }>;
export type Unplayable = Extract<WavReading, { playable: false }>;

const SAMPLE_RATES: readonly number[] = [8_000, 16_000, 48_000];
const PCM_BITS: readonly number[] = [8, 16, 24, 32];
const EXTENSIBLE = 0xfffe;
/**
 * From here on a length is none: whoever writes into a pipe cannot come back to fill it in, and puts the greatest one instead.
 * sox and espeak-ng 0x7ffff000, arecord 0x7fffff00 or 0x80000000, others 0x7fffffff, ffmpeg 0xffffffff; or those less the header.
 */
const UNTOLD_BYTES = 0x7ffff000;
/** The container's length in the header with which libsndfile begins; the recordings of a killed switch keep it, and it plays them. */
const UNFINISHED_CONTAINER = 8;
/** What follows the two bytes of the encoding in the GUID of an extensible format. */
const GUID_TAIL = '000000001000800000aa00389b71';
const ENCODINGS: Readonly<Record<number, WavEncoding>> = { 1: 'pcm', 6: 'a-law', 7: 'mu-law' };

/** As the file says it. */
export interface WavFormat { readonly given: number; readonly tag: number; readonly channels: number; readonly sampleRate: number; readonly bitsPerSample: number; readonly frameBytes: number }
/** Where in a file its sound lies. */
export interface WavSound { readonly format: WavFormat; readonly at: number; readonly bytes: number }

/**
 * Judges a WAV file by its header: whether mod_sndfile plays it on a call, and how long it sounds. Nothing that the
 * header says is believed beyond what the file has. The length of the RIFF chunk is no bound, as for libsndfile.
 * @param head the file's first `WAV_HEAD_BYTES`, or all of a shorter one
 */
export function readWavHeader(head: Uint8Array, fileBytes: number): WavReading {
  const found = findSound(head, fileBytes);
  if ('fault' in found) return found;
  const format = playableFormat(found.format);
  if ('fault' in format) return format;
  const frames = Math.floor(found.bytes / found.format.frameBytes);
  return frames === 0 ? NO_SOUND : { playable: true, ...format, lengthMs: Math.round(frames * 1000 / format.sampleRate) };
}

/** The sound of a WAV file, however it is written; there may be none. Parameters as of `readWavHeader`. */
export function findSound(head: Uint8Array, fileBytes: number): WavSound | Unplayable {
  if (fileBytes === 0) return unplayable({ code: 'empty', params: {} });
  const bytes = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const container = textAt(bytes, 0);
  if (container === 'RF64' || container === 'BW64' || container === 'RIFX') return unplayable({ code: 'unsupported-kind', params: { container } });
  if (container !== 'RIFF' || textAt(bytes, 8) !== 'WAVE') return unplayable({ code: 'not-wav', params: {} });

  let format: WavFormat | null = null;
  for (let at = 12; ;) {
    if (at + 8 > fileBytes) return unplayable({ code: 'cut-short', params: { where: 'before-sound' } });
    if (at + 8 > bytes.byteLength) return tooLong();
    const [chunk, size] = [textAt(bytes, at), bytes.getUint32(at + 4, true)];
    const start = at + 8;
    if (chunk === 'data') {
      if (format === null) return malformed('no-format');
      const untold = size >= UNTOLD_BYTES || (size === 0 && bytes.getUint32(4, true) === UNFINISHED_CONTAINER);
      return soundAt(format, start, untold ? 'untold' : size, fileBytes - start);
    }
    if (chunk === 'fmt ') {
      if (format !== null) return malformed('two-formats');
      if (start + size > fileBytes) return unplayable({ code: 'cut-short', params: { where: 'in-header' } });
      if (start + size > bytes.byteLength) return tooLong();
      const read = readFormat(new DataView(bytes.buffer, bytes.byteOffset + start, size));
      if ('fault' in read) return read;
      format = read;
    }
    // Chunks begin at even places. The numbers stay far below 2^53, and each turn goes on by eight at least.
    at = start + size + size % 2;
  }
}

function readFormat(chunk: DataView): WavFormat | Unplayable {
  if (chunk.byteLength < 16) return malformed('damaged');
  const given = chunk.getUint16(0, true);
  const [channels, sampleRate, frameBytes, bitsPerSample] = [chunk.getUint16(2, true), chunk.getUint32(4, true), chunk.getUint16(12, true), chunk.getUint16(14, true)];
  return { given, tag: given === EXTENSIBLE ? extensibleTag(chunk) : given, channels, sampleRate, bitsPerSample, frameBytes };
}

function playableFormat({ given, tag, channels, sampleRate, bitsPerSample, frameBytes }: WavFormat): Omit<Playable, 'playable' | 'lengthMs'> | Unplayable {
  const encoding = ENCODINGS[tag];
  if (encoding === undefined) return unplayable({ code: 'unsupported-encoding', params: { format: given } });
  if (channels !== 1 && channels !== 2) return unplayable({ code: 'unsupported-channels', params: { channels } });
  if (!SAMPLE_RATES.includes(sampleRate)) return unplayable({ code: 'unsupported-sample-rate', params: { sampleRate } });
  if (!(encoding === 'pcm' ? PCM_BITS : [8]).includes(bitsPerSample)) return unplayable({ code: 'unsupported-encoding', params: { bitsPerSample } });
  if (frameBytes !== channels * bitsPerSample / 8) return malformed('contradictory');
  return { encoding, channels, sampleRate, bitsPerSample };
}

/** 0, which is no encoding, when the GUID is not one of those that stand for a plain encoding. */
function extensibleTag(chunk: DataView): number {
  if (chunk.byteLength < 40) return 0;
  const tail = Array.from({ length: 14 }, (_, index) => chunk.getUint8(26 + index).toString(16).padStart(2, '0')).join('');
  return tail === GUID_TAIL ? chunk.getUint16(24, true) : 0;
}

/** Sound of an untold length is all that follows. */
function soundAt(format: WavFormat, at: number, claimed: number | 'untold', presentBytes: number): WavSound | Unplayable {
  const claimedBytes = claimed === 'untold' ? presentBytes : claimed;
  if (claimedBytes > presentBytes) return unplayable({ code: 'cut-short', params: { where: 'in-sound', claimedBytes, presentBytes } });
  return { format, at, bytes: claimedBytes };
}

function textAt(bytes: DataView, at: number): string {
  if (at + 4 > bytes.byteLength) return '';
  return String.fromCharCode(bytes.getUint8(at), bytes.getUint8(at + 1), bytes.getUint8(at + 2), bytes.getUint8(at + 3));
}

export const NO_SOUND = unplayable({ code: 'no-sound', params: {} });

function tooLong(): Unplayable {
  return unplayable({ code: 'header-too-long', params: { maxBytes: WAV_HEAD_BYTES } });
}

function malformed(how: PromptFaults['malformed']['how']): Unplayable {
  return unplayable({ code: 'malformed', params: { how } });
}

function unplayable(fault: Message<PromptFaults>): Unplayable {
  return { playable: false, fault };
}
