import { telephoneWav, wavOf } from './telephone-wav';
import { readWavHeader } from './wav-header';

interface Written { readonly tag: number; readonly bits: number; readonly channels?: number; readonly rate?: number }

/** A WAV file of these frames, each of a sample a channel. */
function file({ tag, bits, channels = 1, rate = 8_000 }: Written, sound: Buffer): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + sound.length, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(tag, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * channels * bits / 8, 28);
  head.writeUInt16LE(channels * bits / 8, 32);
  head.writeUInt16LE(bits, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(sound.length, 40);
  return Buffer.concat([head, sound]);
}

function bytes(size: number, write: (buffer: Buffer) => void): Buffer {
  const buffer = Buffer.alloc(size);
  write(buffer);
  return buffer;
}

async function samples(content: Uint8Array): Promise<readonly number[] | string> {
  const made = await telephoneWav(content);
  if (!('wav' in made)) return made.fault.code;
  expect(readWavHeader(made.wav, made.wav.length)).toMatchObject({ playable: true, channels: 1, sampleRate: 8_000, bitsPerSample: 16 });
  return Array.from({ length: (made.wav.length - 44) / 2 }, (_, n) => made.wav.readInt16LE(44 + n * 2));
}

describe('a file as the switch plays it', () => {
  it.each<[string, Written, Buffer, readonly number[]]>([
    ['PCM of 8 bits', { tag: 1, bits: 8 }, Buffer.from([0x80, 0xc0, 0x40]), [0, 16_384, -16_383]],
    ['PCM of 16 bits, two channels mixed', { tag: 1, bits: 16, channels: 2 }, bytes(8, (b) => { b.writeInt16LE(16_000, 0); b.writeInt16LE(8_000, 2); b.writeInt16LE(-16_000, 4); b.writeInt16LE(16_000, 6); }), [12_000, 0]],
    ['PCM of 24 bits', { tag: 1, bits: 24 }, bytes(6, (b) => { b.writeIntLE(0x400000, 0, 3); b.writeIntLE(-0x400000, 3, 3); }), [16_384, -16_383]],
    ['PCM of 32 bits', { tag: 1, bits: 32 }, bytes(4, (b) => { b.writeInt32LE(0x40000000, 0); }), [16_384]],
    ['floating point, and what is none', { tag: 3, bits: 32 }, bytes(16, (b) => { b.writeFloatLE(0.5, 0); b.writeFloatLE(-2, 4); b.writeFloatLE(Number.NaN, 8); b.writeFloatLE(1, 12); }), [16_384, -32_767, 0, 32_767]],
    ['µ-law', { tag: 7, bits: 8 }, Buffer.from([0xff, 0x80, 0x00]), [0, 32_123, -32_123]],
    ['A-law', { tag: 6, bits: 8 }, Buffer.from([0xd5, 0xaa, 0x2a]), [8, 32_255, -32_255]],
  ])('is made of %s', async (_what, written, sound, expected) => {
    const made = await samples(file(written, sound));
    expect(made).toHaveLength(expected.length);
    expected.forEach((sample, at) => { expect(Math.abs(Number(made[at]) - sample)).toBeLessThanOrEqual(1); });
  });

  it('is made of what a program has written into a pipe, which has no length', async () => {
    const content = file({ tag: 1, bits: 16, rate: 22_050 }, Buffer.alloc(44_100));
    content.writeUInt32LE(0x7ffff000, 40);
    expect(await samples(content)).toHaveLength(8_000);
  });

  it.each<[string, Uint8Array, string]>([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a text', Buffer.from('This is no sound at all, whatever it is called.'), 'not-wav'],
    ['a file that was cut short', file({ tag: 1, bits: 16 }, Buffer.alloc(100)).subarray(0, 90), 'cut-short'],
    ['sound that is written in another way', file({ tag: 0x55, bits: 8 }, Buffer.alloc(100)), 'unsupported-encoding'],
    ['no sound', file({ tag: 1, bits: 16 }, Buffer.alloc(1)), 'no-sound'],
    ['no channel', file({ tag: 1, bits: 16, channels: 0 }, Buffer.alloc(100)), 'unsupported-channels'],
    ['a rate that nobody hears', file({ tag: 1, bits: 16, rate: 300_000 }, Buffer.alloc(100)), 'unsupported-sample-rate'],
  ])('is not made of %s', async (_what, content, code) => {
    expect(await samples(content)).toBe(code);
  });

  it('does not overflow', () => {
    const wav = wavOf(Float32Array.from([2, -2]));
    expect([wav.readInt16LE(44), wav.readInt16LE(46)]).toEqual([32_767, -32_767]);
  });
});
