import { readFile } from 'node:fs/promises';
import { waitForValue } from '@paceline/testing/wait-for';
import type { RawEsl } from './raw-esl';

/** A stretch of one tone in what somebody has recorded, in milliseconds from its beginning. */
export interface Heard { readonly hz: number; readonly fromMs: number; readonly lengthMs: number }

const RATE = 8_000;
const FRAME_MS = 20;
/** Of 32,767: half as loud as the tones of FreeSWITCH, and louder than what is left of them by the codec. */
const LOUD = 1_500;

/** What a machine of the public network has kept under this name once it is hung up on, tone by tone. */
export async function keptBy(peer: RawEsl, name: string, tones: readonly number[]): Promise<readonly Heard[]> {
  const folder = (await peer.api('global_getvar recordings_dir')).trim();
  const wav = await waitForValue(`what a machine keeps as ${name}`, () => readFile(`${folder}/machine-${name}.wav`).catch(() => null), (file) => file !== null && file.length > 44);
  return tonesIn(samplesOf(wav ?? Buffer.alloc(0)), tones);
}

/** Of mono, 16 bits. */
function samplesOf(wav: Buffer): Int16Array {
  const at = wav.indexOf('data') + 8;
  const samples = new Int16Array((wav.length - at) >> 1);
  for (let nth = 0; nth < samples.length; nth += 1) samples[nth] = wav.readInt16LE(at + nth * 2);
  return samples;
}

/** A packet that came late on the way is a gap, and no end. */
const GAP_MS = 100;

/** @param tones what is listened for, in hertz; of the rest nothing is told */
export function tonesIn(samples: Int16Array, tones: readonly number[]): readonly Heard[] {
  const size = RATE * FRAME_MS / 1_000;
  const heard: Heard[] = [];
  for (let at = 0; at + size <= samples.length; at += size) {
    const frame = samples.subarray(at, at + size);
    for (const hz of tones) {
      if (levelOf(frame, hz) < LOUD) continue;
      const fromMs = at * 1_000 / RATE;
      const last = heard.at(-1);
      if (last?.hz === hz && fromMs - last.fromMs - last.lengthMs <= GAP_MS) heard[heard.length - 1] = { ...last, lengthMs: fromMs + FRAME_MS - last.fromMs };
      else heard.push({ hz, fromMs, lengthMs: FRAME_MS });
    }
  }
  return heard;
}

/** Goertzel: how loud this one tone is in it. */
function levelOf(frame: Int16Array, hz: number): number {
  const turn = 2 * Math.cos(2 * Math.PI * hz / RATE);
  let [one, two] = [0, 0];
  for (const sample of frame) [one, two] = [sample + turn * one - two, one];
  return 2 * Math.sqrt(Math.max(0, one * one + two * two - turn * one * two)) / frame.length;
}
