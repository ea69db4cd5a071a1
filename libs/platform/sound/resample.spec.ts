import { resample } from './resample';

const tone = (hz: number, rate: number, seconds = 1): Float32Array => Float32Array.from({ length: rate * seconds }, (_, n) => 0.5 * Math.sin(2 * Math.PI * hz * n / rate));
/** Root mean square, without the ends, where the filter sees silence. */
function loudness(samples: Float32Array): number {
  const middle = samples.slice(samples.length / 4, samples.length * 3 / 4);
  return Math.sqrt(middle.reduce((sum, sample) => sum + sample * sample, 0) / middle.length);
}
const LOUD = 0.5 / Math.SQRT2;

describe('sound at another rate', () => {
  it.each([44_100, 22_050, 48_000, 16_000, 11_025, 24_000, 8_000])('is as long and as loud, from %i Hz', async (rate) => {
    const out = await resample(tone(1_000, rate), rate, 8_000);
    expect(out).toHaveLength(8_000);
    expect(loudness(out)).toBeCloseTo(LOUD, 2);
  });

  it('is the same tone, not another', async () => {
    const out = await resample(tone(440, 44_100), 44_100, 8_000);
    const crossings = out.filter((sample, n) => n > 0 && sample >= 0 && (out[n - 1] ?? 0) < 0).length;
    expect(Math.abs(crossings - 440)).toBeLessThanOrEqual(1);
  });

  it.each([5_000, 7_000, 11_000])('has nothing of what a phone line does not carry: %i Hz', async (hz) => {
    expect(loudness(await resample(tone(hz, 44_100), 44_100, 8_000))).toBeLessThan(0.002);
  });

  it('goes up as well', async () => {
    const out = await resample(tone(300, 4_000), 4_000, 8_000);
    expect(out).toHaveLength(8_000);
    expect(loudness(out)).toBeCloseTo(LOUD, 2);
  });
});
