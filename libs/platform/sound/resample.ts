import { setImmediate } from 'node:timers/promises';

/** Zero crossings of the filter on either side: what would come back as another tone is below −60 dB. */
const CROSSINGS = 16;
/** Of the narrower of the two bands: the filter needs room to fall. */
const PASSED = 0.92;
/** Whoever waits for the event loop has its turn between so many samples. */
const AT_A_TIME = 8_000;

/** The same sound at another rate: a windowed sinc, with a phase for every place that a sample can have between two of the source. */
export async function resample(samples: Float32Array, fromHz: number, toHz: number): Promise<Float32Array> {
  if (fromHz === toHz) return samples;
  const shared = greatestShared(fromHz, toHz);
  const [up, down] = [toHz / shared, fromHz / shared];
  const cutoff = Math.min(1, toHz / fromHz) * PASSED;
  const reach = Math.ceil(CROSSINGS / cutoff);
  const phases = new Map<number, Float32Array>();
  const out = new Float32Array(Math.floor(samples.length * up / down));
  for (let n = 0; n < out.length; n++) {
    if (n % AT_A_TIME === AT_A_TIME - 1) await setImmediate();
    const [at, phase] = [Math.floor(n * down / up), n * down % up];
    const weights = phases.get(phase) ?? weightsOf(phase / up, cutoff, reach);
    phases.set(phase, weights);
    let sum = 0;
    for (let tap = 0; tap < weights.length; tap++) sum += (samples[at - reach + 1 + tap] ?? 0) * (weights[tap] ?? 0);
    out[n] = sum;
  }
  return out;
}

/** @param between two samples of the source, 0 to 1 */
function weightsOf(between: number, cutoff: number, reach: number): Float32Array {
  const weights = Float32Array.from({ length: 2 * reach }, (_, tap) => {
    const x = tap - reach + 1 - between;
    const turn = Math.PI * (x / reach);
    const window = Math.abs(x) >= reach ? 0 : 0.42 + 0.5 * Math.cos(turn) + 0.08 * Math.cos(2 * turn); // Blackman's
    return (x === 0 ? cutoff : Math.sin(Math.PI * cutoff * x) / (Math.PI * x)) * window;
  });
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => weight / sum);
}

function greatestShared(one: number, other: number): number {
  return other === 0 ? one : greatestShared(other, one % other);
}
