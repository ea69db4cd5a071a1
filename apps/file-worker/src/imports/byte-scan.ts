import { isAscii } from 'node:buffer';

const SAMPLE_BYTES = 64 * 1024;
const HEAD_BYTES = 4 * 1024;

/**
 * Reads the whole file once, as bytes, and gathers what tells its encoding: whether it is UTF-8 to its end
 * (a sample cannot say that), where it first is not, and the lines that hold more than ASCII.
 */
export class ByteScan {
  bytes = 0;
  /** The beginning, for marks and signatures. */
  head = Buffer.alloc(0);
  /** Well-formed sequences of UTF-8 of two bytes or more. */
  sequences = 0;
  /** Bytes that are no UTF-8 where they stand. */
  malformed = 0;
  /** Line of the first malformed byte, 1 is the header. */
  malformedLine = 0;
  hasNul = false;

  /** Pieces of the sample; put together once, since lines may be as short as a character. */
  private readonly sampled: Buffer[] = [];
  private sampledBytes = 0;
  private line = 1;
  /** Whether the line that the last piece broke off is in the sample: its rest belongs to it, ASCII or not. */
  private inSampledLine = false;
  private awaited = 0;
  private lowest = 0x80;
  private highest = 0xbf;

  push(chunk: Buffer): void {
    if (this.head.length < HEAD_BYTES) this.head = Buffer.concat([this.head, chunk.subarray(0, HEAD_BYTES - this.head.length)]);
    this.bytes += chunk.length;
    this.hasNul ||= chunk.includes(0);
    this.takeSample(chunk);
    if (this.awaited === 0 && isAscii(chunk)) {
      this.line += countLineFeeds(chunk);
      return;
    }
    for (const byte of chunk) this.step(byte);
  }

  end(): void {
    if (this.awaited > 0) this.malform();
  }

  /** Lines with bytes above 0x7f, up to 64 KiB of them. */
  get sample(): Buffer {
    return Buffer.concat(this.sampled);
  }

  get isUtf8(): boolean {
    return this.malformed === 0;
  }

  /** The table of well-formed sequences, Unicode 15, 3-7. */
  private step(byte: number): void {
    if (this.awaited > 0) {
      if (byte >= this.lowest && byte <= this.highest) {
        this.awaited -= 1;
        this.lowest = 0x80;
        this.highest = 0xbf;
        if (this.awaited === 0) this.sequences += 1;
        return;
      }
      this.malform(); // and the byte may begin a sequence of its own
    }
    if (byte < 0x80) {
      if (byte === 0x0a) this.line += 1;
    } else if (byte >= 0xc2 && byte <= 0xdf) this.await(1);
    else if (byte === 0xe0) this.await(2, 0xa0);
    else if (byte === 0xed) this.await(2, 0x80, 0x9f);
    else if (byte >= 0xe1 && byte <= 0xef) this.await(2);
    else if (byte === 0xf0) this.await(3, 0x90);
    else if (byte >= 0xf1 && byte <= 0xf3) this.await(3);
    else if (byte === 0xf4) this.await(3, 0x80, 0x8f);
    else this.malform();
  }

  private await(count: number, lowest = 0x80, highest = 0xbf): void {
    this.awaited = count;
    this.lowest = lowest;
    this.highest = highest;
  }

  private malform(): void {
    this.awaited = 0;
    this.malformed += 1;
    if (this.malformedLine === 0) this.malformedLine = this.line;
  }

  private takeSample(chunk: Buffer): void {
    if (!this.inSampledLine && isAscii(chunk)) return;
    for (let start = 0; start < chunk.length && this.sampledBytes < SAMPLE_BYTES;) {
      const newline = chunk.indexOf(0x0a, start);
      const end = newline === -1 ? chunk.length : newline + 1;
      const line = chunk.subarray(start, end);
      const isTaken = this.inSampledLine || !isAscii(line);
      if (isTaken) this.keepSample(line.subarray(0, SAMPLE_BYTES - this.sampledBytes));
      this.inSampledLine = isTaken && newline === -1;
      start = end;
    }
  }

  private keepSample(line: Buffer): void {
    this.sampled.push(line);
    this.sampledBytes += line.length;
  }
}

function countLineFeeds(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, at + 1)) count += 1;
  return count;
}
