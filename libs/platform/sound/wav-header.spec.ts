import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { english } from '@paceline/contracts/messages/en';
import { told } from '@paceline/contracts/messages/message';
import { WAV_HEAD_BYTES, readWavHeader, type WavReading } from './wav-header';

interface FormatFields { readonly tag: number; readonly channels: number; readonly sampleRate: number; readonly bits: number; readonly frameBytes: number; readonly extra: Buffer }
const GUID_TAIL = Buffer.from('000000001000800000aa00389b71', 'hex');

function chunk(id: string, content: Uint8Array, size = content.length): Buffer {
  const head = Buffer.alloc(8);
  head.write(id, 'latin1');
  head.writeUInt32LE(size, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

function format({ tag = 1, channels = 1, sampleRate = 8000, bits = 16, frameBytes = channels * bits / 8, extra = Buffer.alloc(0) }: Partial<FormatFields> = {}): Buffer {
  const fields = Buffer.alloc(16);
  fields.writeUInt16LE(tag, 0);
  fields.writeUInt16LE(channels, 2);
  fields.writeUInt32LE(sampleRate, 4);
  fields.writeUInt32LE(sampleRate * frameBytes, 8);
  fields.writeUInt16LE(frameBytes, 12);
  fields.writeUInt16LE(bits, 14);
  return chunk('fmt ', Buffer.concat([fields, extra]));
}

/** size, valid bits, channel mask, GUID */
const extensible = (tag: number, tail = GUID_TAIL): Buffer => Buffer.concat([Buffer.from([22, 0, 16, 0, 4, 0, 0, 0, tag & 0xff, tag >> 8]), tail]);
const riff = (...chunks: readonly Buffer[]): Buffer => chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), ...chunks]));
const sound = (bytes: number): Buffer => chunk('data', Buffer.alloc(bytes));
const read = (file: Uint8Array): WavReading => readWavHeader(file.subarray(0, WAV_HEAD_BYTES), file.length);
const reason = (file: Uint8Array): string => { const reading = read(file); return reading.playable ? 'playable' : reading.fault.code; };

describe('a WAV file is played', () => {
  it.each([
    ['PCM of 16 bits, mono, 8 kHz', {}, 16_000, { encoding: 'pcm', channels: 1, sampleRate: 8000, bitsPerSample: 16, lengthMs: 1000 }],
    ['PCM of 8 bits', { bits: 8 }, 4_000, { encoding: 'pcm', bitsPerSample: 8, lengthMs: 500 }],
    ['PCM of 24 bits, stereo, 48 kHz', { bits: 24, channels: 2, sampleRate: 48_000 }, 288_000, { channels: 2, sampleRate: 48_000, lengthMs: 1000 }],
    ['µ-law, 16 kHz', { tag: 7, bits: 8, sampleRate: 16_000 }, 16_000, { encoding: 'mu-law', sampleRate: 16_000, lengthMs: 1000 }],
    ['A-law with the empty extension that many write', { tag: 6, bits: 8, extra: Buffer.alloc(2) }, 4_000, { encoding: 'a-law', lengthMs: 500 }],
    ['extensible PCM', { tag: 0xfffe, extra: extensible(1) }, 16_000, { encoding: 'pcm', lengthMs: 1000 }],
    ['a part of a frame at the end', {}, 16_001, { lengthMs: 1000 }],
  ] as const)('%s', (_what, fields, bytes, expected) => {
    expect(read(riff(format(fields), sound(bytes)))).toMatchObject({ playable: true, ...expected });
  });

  it.each([
    ['with chunks of others before its sound', riff(chunk('LIST', Buffer.alloc(33)), format(), chunk('fact', Buffer.alloc(4)), sound(160))],
    ['with chunks of others behind it', riff(format(), sound(160), chunk('id3 ', Buffer.alloc(50)))],
    ['whose container was given no length', chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), format(), sound(160)]), 0xffffffff)],
    ['whose last byte of padding is missing', riff(format({ bits: 8 }), sound(161)).subarray(0, -1)],
    ['of which only the head was read', riff(format(), sound(WAV_HEAD_BYTES * 3))],
  ])('%s', (_what, file) => { expect(reason(file)).toBe('playable'); });

  // Lengths as they are left by whoever cannot come back to fill them in. libsndfile 1.2 plays each for the same time.
  it.each([
    ['ffmpeg', 0xffffffff, 0xffffffff], ['sox and espeak-ng', 0x7ffff000, 0x7ffff024], ['arecord', 0x7fffff00, 0x7fffff24],
    ['arecord, newer', 0x80000000, 0x80000024], ['a speech service', 0x7fffffff, 0x7fffffff], ['one that takes its header off', 0xffffffdb, 0xffffffff],
    ['one that leaves the container small', 0xffffffff, 36], ['a recording whose switch was killed', 0, 8],
  ])('as %s streams it, with the length of what is there', (_who, size, container) => {
    const streamed = (...before: readonly Buffer[]): Buffer => chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), ...before, chunk('data', Buffer.alloc(16_000), size)]), container);
    const [info, fact] = [chunk('LIST', Buffer.alloc(33)), chunk('fact', Buffer.alloc(4, 0xff))];
    for (const file of [streamed(format()), streamed(format(), info), streamed(info, format()), streamed(chunk('JUNK', Buffer.alloc(28)), format(), fact, chunk('bext', Buffer.alloc(603)))]) {
      expect(read(file)).toMatchObject({ playable: true, lengthMs: 1000 });
      // Wherever the pipe broke, it is as long as what came, in whole frames.
      expect(read(file.subarray(0, -8001))).toMatchObject({ playable: true, lengthMs: Math.round(Math.floor(7_999 / 2) / 8) });
    }
    expect(read(streamed(format({ bits: 24, channels: 2 })))).toMatchObject({ playable: true, lengthMs: Math.round(Math.floor(16_000 / 6) / 8) });
  });

  it.each(readdirSync(shipped()).filter((name) => name.endsWith('.wav')))('that Paceline ships: %s', (name) => {
    const file = readFileSync(path.join(shipped(), name));
    const reading = read(file);
    expect(reading).toMatchObject({ playable: true, encoding: 'mu-law', channels: 1, sampleRate: 8000 });
    expect(reading.playable && Math.abs(reading.lengthMs - file.length / 8)).toBeLessThan(20);
  });
});

describe('a WAV file is refused', () => {
  const whole = riff(format(), sound(160));
  it.each([
    ['nothing at all', Buffer.alloc(0), 'empty'],
    ['a text', Buffer.from('Hello, this is a text that somebody named hello.wav.\n'), 'not-wav'],
    ['an MP3', Buffer.from('ID3\u0003 and so on, for longer than any header'), 'not-wav'],
    ['another RIFF', chunk('RIFF', Buffer.from('AVI LIST')), 'not-wav'],
    ['one byte', Buffer.from('R'), 'not-wav'],
    ['RF64', Buffer.concat([Buffer.from('RF64'), whole.subarray(4)]), 'unsupported-kind'],
    ['BW64', Buffer.concat([Buffer.from('BW64'), whole.subarray(4)]), 'unsupported-kind'],
    ['RIFX', Buffer.concat([Buffer.from('RIFX'), whole.subarray(4)]), 'unsupported-kind'],
    ['a container alone', riff(), 'cut-short'],
    ['a header without sound', riff(format()), 'cut-short'],
    ['a header that ends in its format', riff(format()).subarray(0, 30), 'cut-short'],
    ['a format that claims to be huge', riff(chunk('fmt ', Buffer.alloc(16), 0xffffffff), sound(160)), 'cut-short'],
    ['a chunk that claims to be huge', riff(chunk('LIST', Buffer.alloc(4), 0xffffffff), format(), sound(160)), 'cut-short'],
    ['less sound than it claims', riff(format(), sound(16_000)).subarray(0, 8_000), 'cut-short'],
    ['more sound than it has, just below what streams claim', riff(format(), chunk('data', Buffer.alloc(160), 0x7fffefff)), 'cut-short'],
    ['a stream of which nothing came', riff(format(), chunk('data', Buffer.alloc(0), 0xffffffff)), 'no-sound'],
    ['a stream of less than one frame', riff(format(), chunk('data', Buffer.alloc(1), 0x7fffffff)).subarray(0, -1), 'no-sound'],
    ['a stream before its format', riff(chunk('data', Buffer.alloc(160), 0xffffffff), format()), 'malformed'],
    ['a length that was never filled in, in a container that was', riff(format(), chunk('data', Buffer.alloc(160), 0)), 'no-sound'],
    ['an odd chunk without its padding', riff(format(), Buffer.concat([chunk('LIST', Buffer.alloc(33)).subarray(0, -1), sound(160)])), 'cut-short'],
    ['sound of no bytes', riff(format(), sound(0)), 'no-sound'],
    ['less than one frame', riff(format(), sound(1)), 'no-sound'],
    ['sound before its format', riff(sound(160), format()), 'malformed'],
    ['two formats', riff(format(), format({ channels: 2 }), sound(160)), 'malformed'],
    ['a format of fourteen bytes', riff(chunk('fmt ', Buffer.alloc(14)), sound(160)), 'malformed'],
    ['frames that do not fit the samples', riff(format({ frameBytes: 4 }), sound(160)), 'malformed'],
    ['frames of no bytes', riff(format({ frameBytes: 0 }), sound(160)), 'malformed'],
    ['no channel', riff(format({ channels: 0 }), sound(160)), 'unsupported-channels'],
    ['six channels', riff(format({ channels: 6 }), sound(160)), 'unsupported-channels'],
    ['no samples a second', riff(format({ sampleRate: 0 }), sound(160)), 'unsupported-sample-rate'],
    ['44.1 kHz', riff(format({ sampleRate: 44_100 }), sound(160)), 'unsupported-sample-rate'],
    ['samples of no bits', riff(format({ bits: 0 }), sound(160)), 'unsupported-encoding'],
    ['samples of 12 bits', riff(format({ bits: 12, frameBytes: 2 }), sound(160)), 'unsupported-encoding'],
    ['µ-law of 16 bits', riff(format({ tag: 7 }), sound(160)), 'unsupported-encoding'],
    ['floating point', riff(format({ tag: 3, bits: 32 }), sound(160)), 'unsupported-encoding'],
    ['ADPCM', riff(format({ tag: 2, bits: 4, frameBytes: 256 }), sound(512)), 'unsupported-encoding'],
    ['MP3 in a WAV', riff(format({ tag: 0x55, bits: 0, frameBytes: 1 }), sound(160)), 'unsupported-encoding'],
    ['extensible floating point', riff(format({ tag: 0xfffe, bits: 32, extra: extensible(3) }), sound(160)), 'unsupported-encoding'],
    ['extensible, of a maker\'s own', riff(format({ tag: 0xfffe, extra: extensible(1, Buffer.alloc(14, 7)) }), sound(160)), 'unsupported-encoding'],
    ['extensible without its extension', riff(format({ tag: 0xfffe }), sound(160)), 'unsupported-encoding'],
    ['a picture before the sound', riff(format(), chunk('LIST', Buffer.alloc(WAV_HEAD_BYTES)), sound(160)), 'header-too-long'],
    ['a format across the end of the head', riff(chunk('LIST', Buffer.alloc(WAV_HEAD_BYTES - 30)), format(), sound(160)), 'header-too-long'],
  ])('with %s', (_what, file, expected) => {
    const reading = read(file);
    expect(reading).toMatchObject({ playable: false, fault: { code: expected } });
    expect(reading.playable || told(english.promptFaults, reading.fault)).toMatch(/^[A-Z].{10,}\.$/);
  });

  it('wherever it is cut, and says so without failing', () => {
    const file = riff(chunk('LIST', Buffer.alloc(7)), format({ tag: 0xfffe, extra: extensible(7), bits: 8 }), sound(160));
    for (let at = 0; at < file.length; at++) expect([at, reason(file.subarray(0, at))]).not.toEqual([at, 'playable']);
  });
});

it('no bytes whatever make it fail, or give it a length that the file cannot have', () => {
  const file = riff(chunk('LIST', Buffer.alloc(6)), format(), sound(64));
  const damage = fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
  fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), damage.map((changes) => {
    const damaged = Buffer.from(file);
    for (const [at, value] of changes) damaged[at] = value;
    return damaged;
  })), (bytes) => {
    const reading = read(bytes);
    expect(!reading.playable || (reading.lengthMs >= 0 && reading.lengthMs <= bytes.length)).toBe(true);
  }), { numRuns: 2_000 });
});

function shipped(): string {
  return path.resolve(__dirname, '../../../freeswitch-conf/prompts');
}
