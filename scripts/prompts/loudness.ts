/** A WAV file of mu-law, 8 kHz, mono, as prompts are. */
export interface Measured {
  readonly lengthMs: number;
  /** Root mean square of what is heard, pauses left out, in dB below full scale (0 is the loudest there is). */
  readonly activeDb: number;
  readonly peakDb: number;
  /** Silence before the first and behind the last sound. */
  readonly silentMs: readonly [number, number];
}

const RATE = 8000;
const FRAME = RATE / 100;
/** A frame this much below the loudest one is a pause (ITU-T P.56 takes 15.9 dB below the active level). */
const PAUSE_BELOW_DB = 25;
/** An amplitude of 32,768: what is below it at the ends is silence. */
const AUDIBLE = 33;

/** Throws for any other format: the switch would have to convert it. */
export function measure(file: Uint8Array): Measured {
  const samples = samplesOf(file);
  const frames = Array.from({ length: Math.ceil(samples.length / FRAME) }, (_, index) => power(samples.slice(index * FRAME, (index + 1) * FRAME)));
  const loudest = highest(frames);
  const active = frames.filter((frame) => frame > 0 && decibels(frame) > decibels(loudest) - PAUSE_BELOW_DB);
  const first = samples.findIndex((sample) => Math.abs(sample) >= AUDIBLE);
  const last = samples.findLastIndex((sample) => Math.abs(sample) >= AUDIBLE);
  const ms = (count: number): number => Math.round(count / RATE * 1000);
  return {
    lengthMs: ms(samples.length),
    activeDb: active.length === 0 ? -Infinity : decibels(active.reduce((sum, frame) => sum + frame, 0) / active.length),
    peakDb: decibels(highest(samples.map((sample) => sample ** 2))),
    silentMs: first === -1 ? [ms(samples.length), ms(samples.length)] : [ms(first), ms(samples.length - 1 - last)],
  };
}

function samplesOf(file: Uint8Array): number[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const chunk = (at: number): string => String.fromCharCode(...file.slice(at, at + 4));
  if (chunk(0) !== 'RIFF' || chunk(8) !== 'WAVE') throw new Error('no WAV');
  let format = '';
  for (let at = 12; at + 8 <= file.byteLength; at += 8 + view.getUint32(at + 4, true) + view.getUint32(at + 4, true) % 2) {
    const body = at + 8;
    if (chunk(at) === 'fmt ') format = [view.getUint16(body, true), view.getUint16(body + 2, true), view.getUint32(body + 4, true)].join(' ');
    if (chunk(at) !== 'data') continue;
    if (format !== `7 1 ${String(RATE)}`) throw new Error(`not mu-law, mono, 8 kHz: ${format}`);
    return [...file.slice(body, body + view.getUint32(at + 4, true))].map(linear);
  }
  throw new Error('no sound');
}

/** ITU-T G.711, mu-law to 16 bits. */
function linear(byte: number): number {
  const value = ~byte & 0xff;
  const magnitude = (((value & 0x0f) << 3) + 0x84 << ((value & 0x70) >> 4)) - 0x84;
  return value & 0x80 ? -magnitude : magnitude;
}

/** A long recording has more samples than a call takes arguments. */
function highest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

function power(samples: readonly number[]): number {
  return samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length;
}

function decibels(squared: number): number {
  return 10 * Math.log10(squared / 32_768 ** 2);
}
