import type { WavFormat, WavSound } from './wav-header';

const [PCM, FLOAT, A_LAW, MU_LAW] = [1, 3, 6, 7];
const MOST_CHANNELS = 8;
const [SLOWEST_HZ, FASTEST_HZ] = [4_000, 192_000];

/** One channel, mixed of all that the file has, from −1 to 1. Null: written in a way that is not read here. */
export function samplesOf(file: Uint8Array, { format, at, bytes }: WavSound): Float32Array | null {
  const { channels, sampleRate, bitsPerSample, frameBytes } = format;
  const read = readerOf(format);
  if (read === null || channels < 1 || channels > MOST_CHANNELS || sampleRate < SLOWEST_HZ || sampleRate > FASTEST_HZ) return null;
  const sampleBytes = bitsPerSample / 8;
  if (frameBytes !== channels * sampleBytes) return null;
  const view = new DataView(file.buffer, file.byteOffset + at, bytes);
  const mixed = new Float32Array(Math.floor(bytes / frameBytes));
  for (let frame = 0; frame < mixed.length; frame++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += read(view, frame * frameBytes + channel * sampleBytes);
    mixed[frame] = sum / channels;
  }
  return mixed;
}

type Reader = (view: DataView, at: number) => number;

const READERS: Readonly<Record<string, Reader>> = {
  [`${PCM} 8`]: (view, at) => (view.getUint8(at) - 0x80) / 0x80,
  [`${PCM} 16`]: (view, at) => view.getInt16(at, true) / 0x8000,
  [`${PCM} 24`]: (view, at) => (view.getInt8(at + 2) * 0x10000 + view.getUint16(at, true)) / 0x800000,
  [`${PCM} 32`]: (view, at) => view.getInt32(at, true) / 0x80000000,
  [`${FLOAT} 32`]: (view, at) => audible(view.getFloat32(at, true)),
  [`${FLOAT} 64`]: (view, at) => audible(view.getFloat64(at, true)),
  [`${A_LAW} 8`]: (view, at) => fromALaw(view.getUint8(at)),
  [`${MU_LAW} 8`]: (view, at) => fromMuLaw(view.getUint8(at)),
};

function readerOf({ tag, bitsPerSample }: WavFormat): Reader | null {
  return READERS[`${String(tag)} ${String(bitsPerSample)}`] ?? null;
}

function audible(sample: number): number {
  return Number.isFinite(sample) ? Math.min(1, Math.max(-1, sample)) : 0;
}

/** ITU-T G.711. */
function fromMuLaw(byte: number): number {
  const code = ~byte & 0xff;
  const size = ((((code & 0x0f) << 3) + 0x84) << ((code & 0x70) >> 4)) - 0x84;
  return ((code & 0x80) === 0 ? size : -size) / 0x8000;
}

/** ITU-T G.711. */
function fromALaw(byte: number): number {
  const code = byte ^ 0x55;
  const segment = (code & 0x70) >> 4;
  const step = (code & 0x0f) << 4;
  const size = segment === 0 ? step + 8 : (step + 0x108) << (segment - 1);
  return ((code & 0x80) === 0 ? -size : size) / 0x8000;
}
