import fc from 'fast-check';
import { recordedFrames, wireOf } from './fixtures/transcript';
import { FrameParser, FramingError, headerOf, headersOf } from './frame-parser';

interface Seen { contentType: string; head: string; body: string | null }

function framesOf(chunks: readonly Buffer[]): Seen[] {
  const frames: Seen[] = [];
  const parser = new FrameParser(({ contentType, head, body }) => {
    frames.push({ contentType, head, body: body === null ? null : body.toString('utf8') });
  });
  for (const chunk of chunks) parser.push(chunk);
  return frames;
}

/** What FreeSWITCH said, and what is rare: a bare `%`, an empty body, blank lines between, non-ASCII in a head. */
const wire = Buffer.concat([
  wireOf(recordedFrames()),
  Buffer.from('Content-Type: command/reply\nReply-Text: -ERR 100% of سلام %zz \n\n'),
  Buffer.from('\n\nContent-Type: api/response\nContent-Length: 0\n\n'),
  Buffer.from('Content-Length: 5\nContent-Type: api/response\n\n\n\nabc'),
]);

describe('FrameParser', () => {
  const whole = framesOf([wire]);

  it('finds every frame of a recording, byte for byte', () => {
    const recorded = recordedFrames().map((entry) => entry.event === undefined
      ? { contentType: entry.head?.['Content-Type'], body: entry.body ?? null }
      : { contentType: 'text/event-json', body: JSON.stringify(entry.event) });
    expect(whole.slice(0, recorded.length).map(({ contentType, body }) => ({ contentType, body }))).toEqual(recorded);
    expect(whole.slice(recorded.length)).toEqual([
      { contentType: 'command/reply', head: 'Content-Type: command/reply\nReply-Text: -ERR 100% of سلام %zz ', body: null },
      { contentType: 'api/response', head: 'Content-Type: api/response\nContent-Length: 0', body: null },
      { contentType: 'api/response', head: 'Content-Length: 5\nContent-Type: api/response', body: '\n\nabc' },
    ]);
  });

  it('gives the same frames for every split into two chunks', () => {
    for (let at = 1; at < wire.length; at += 1) {
      const frames = framesOf([wire.subarray(0, at), wire.subarray(at)]);
      // Comparing text is fast; the matcher is only for showing the difference.
      if (JSON.stringify(frames) !== JSON.stringify(whole)) {
        expect({ at, frames }).toEqual({ at, frames: whole });
      }
    }
  });

  it('gives the same frames for any cut into chunks, down to single bytes', () => {
    expect(framesOf([...wire].map((byte) => Buffer.from([byte])))).toEqual(whole);
    fc.assert(fc.property(fc.array(fc.nat(wire.length), { maxLength: 60 }), (cuts) => {
      const points = [0, ...cuts.sort((a, b) => a - b), wire.length];
      const chunks = points.slice(1).map((end, i) => wire.subarray(points[i], end));
      expect(framesOf(chunks)).toEqual(whole);
    }), { numRuns: 100 });
  });

  it('keeps nothing of a chunk whose buffer is used again', () => {
    fc.assert(fc.property(fc.array(fc.nat(wire.length), { maxLength: 60 }), (cuts) => {
      const points = [0, ...cuts.sort((a, b) => a - b), wire.length];
      const buffer = Buffer.alloc(wire.length);
      const frames: Seen[] = [];
      const parser = new FrameParser(({ contentType, head, body }) => { frames.push({ contentType, head, body: body?.toString('utf8') ?? null }); });
      for (const [i, end] of points.slice(1).entries()) {
        parser.push(buffer.subarray(0, wire.copy(buffer, 0, points[i], end)));
        buffer.fill('x');
      }
      expect(frames).toEqual(whole);
    }), { numRuns: 100 });
  });

  it('hands out a 16 MB body whole', () => {
    const body = Buffer.alloc(16 * 1024 * 1024, 'abcdefg');
    const bytes = Buffer.concat([Buffer.from(`Content-Type: api/response\nContent-Length: ${body.length}\n\n`), body]);
    const bodies: Buffer[] = [];
    const parser = new FrameParser((frame) => { if (frame.body !== null) bodies.push(frame.body); });
    for (let at = 0; at < bytes.length; at += 65_536) parser.push(bytes.subarray(at, at + 65_536));
    expect(bodies).toHaveLength(1);
    expect(bodies[0]?.equals(body)).toBe(true);
  });

  it.each([
    ['a head without end', [Buffer.alloc(40_000, 'a'), Buffer.alloc(40_000, 'a')]],
    ['a head that is too long, in one chunk', [Buffer.concat([Buffer.alloc(70_000, 'a'), Buffer.from('\n\n')])]],
    ['a Content-Length that is no number', [Buffer.from('Content-Length: 12x\n\n')]],
    ['a negative Content-Length', [Buffer.from('Content-Length: -1\n\n')]],
    ['a body beyond the limit', [Buffer.from('Content-Length: 99999999999\n\n')]],
  ])('refuses %s', (_, chunks) => {
    expect(() => framesOf(chunks)).toThrow(FramingError);
  });

  it('hands out nothing after stop, not even from the same chunk', () => {
    let count = 0;
    const parser: FrameParser = new FrameParser(() => {
      count += 1;
      parser.stop();
    });
    parser.push(wire);
    parser.push(wire);
    expect(count).toBe(1);
  });
});

describe('the head of a frame', () => {
  const head = 'X-Content-Length: 9\nReply-Text: +OK Job-UUID: 1\nContent-Length: 7\nJob-UUID: 1';

  it('is read line by line, never from within a value or a longer name', () => {
    expect(headerOf(head, 'Content-Length')).toBe('7');
    expect(headerOf(head, 'Job-UUID')).toBe('1');
    expect(headerOf(head, 'Reply-Text')).toBe('+OK Job-UUID: 1');
    expect(headerOf(head, 'Content-Type')).toBe('');
    expect(headersOf(head)).toEqual({ 'X-Content-Length': '9', 'Reply-Text': '+OK Job-UUID: 1', 'Content-Length': '7', 'Job-UUID': '1' });
  });
});
