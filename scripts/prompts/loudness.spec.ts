import { measure } from './loudness';

/** G.711: the byte of the loudest sample, of a small one, and of none. */
const [LOUDEST, SMALL, SILENT] = [0x80, 0xef, 0xff];

function wav(samples: readonly number[], { encoding = 7, channels = 1, rate = 8000 } = {}): Uint8Array {
  const file = Buffer.alloc(44 + samples.length);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(36 + samples.length, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(encoding, 20);
  file.writeUInt16LE(channels, 22);
  file.writeUInt32LE(rate, 24);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(samples.length, 40);
  file.set(samples, 44);
  return file;
}
const ms = (count: number, sample: number): number[] => Array.from({ length: count * 8 }, () => sample);

describe('what is measured of a recording', () => {
  it('is its length, the silence at its ends, its peak, and the loudness of what is heard alone', () => {
    const { lengthMs, silentMs, peakDb, activeDb } = measure(wav([...ms(40, SILENT), ...ms(100, LOUDEST), ...ms(200, SMALL), ...ms(100, LOUDEST), ...ms(60, SILENT)]));
    expect([lengthMs, silentMs]).toEqual([500, [40, 60]]);
    expect(peakDb).toBeCloseTo(20 * Math.log10(32_124 / 32_768), 5);
    expect(activeDb).toBeCloseTo(peakDb, 5);
  });

  it('of silence is nothing', () => {
    expect(measure(wav(ms(30, SILENT)))).toEqual({ lengthMs: 30, activeDb: -Infinity, peakDb: -Infinity, silentMs: [30, 30] });
  });

  it.each([{ encoding: 1 }, { channels: 2 }, { rate: 16_000 }])('is nothing of a format that would be converted: %j', (format) => {
    expect(() => measure(wav(ms(10, SMALL), format))).toThrow('not mu-law, mono, 8 kHz');
  });

  it('is nothing of what is no WAV, or ends before its sound', () => {
    expect(() => measure(Buffer.alloc(50))).toThrow('no WAV');
    expect(() => measure(wav([]).slice(0, 36))).toThrow('no sound');
  });
});
