/** One message of the event socket: a block of header lines, and a body if Content-Length says so. */
export interface Frame {
  readonly contentType: string;
  /** The header lines as they came, without the blank line. */
  readonly head: string;
  /** Its bytes are good until the handler of the frame returns: whoever wants them later copies them. */
  readonly body: Buffer | null;
}

/** The stream is not what an event socket sends; it cannot be followed any further. */
export class FramingError extends Error {
  readonly code = 'esl-framing';
}

export interface FrameLimits {
  readonly maxHeadBytes: number;
  readonly maxBodyBytes: number;
}

/** Replies have heads below 1 KB; `show channels` of 10,000 channels is 9 MB. */
const DEFAULT_LIMITS: FrameLimits = { maxHeadBytes: 64 * 1024, maxBodyBytes: 64 * 1024 * 1024 };

const BENCH_BYTES = 64 * 1024;

const LF = 0x0a;
const BLANK_LINE = Buffer.from('\n\n');

/**
 * Cuts the byte stream of an event socket into frames.
 *
 * The result does not depend on how the stream was cut into chunks, and nothing of a chunk is kept: it may be
 * used again. A frame within one chunk is not copied: its body is a view into the chunk. The bytes of any other
 * frame are copied once, so that a body takes time linear in its length.
 */
export class FrameParser {
  /** The beginning of a head whose blank line has not come yet. */
  private headParts: Buffer[] = [];
  private headBytes = 0;
  /** Not null while a body is awaited. */
  private head: string | null = null;
  private bodyBytes = 0;
  /** The beginning of a body that did not come in one chunk. */
  private body: Buffer | null = null;
  /** Where the bodies of usual length are put together, one after the other. */
  private readonly bench = Buffer.allocUnsafeSlow(BENCH_BYTES);
  private filledBytes = 0;
  private stopped = false;

  /** @param onFrame must not throw: what follows in the chunk would be lost. */
  constructor(
    private readonly onFrame: (frame: Frame) => void,
    private readonly limits: FrameLimits = DEFAULT_LIMITS,
  ) {}

  /** Takes the next bytes; throws `FramingError` when they cannot be an event socket's. */
  push(chunk: Buffer): void {
    let offset = 0;
    while (offset < chunk.length && !this.stopped) {
      offset = this.head === null ? this.takeHead(chunk, offset) : this.takeBody(chunk, offset, this.head);
    }
  }

  /** No frame is handed out any more, not even from the chunk that is being cut. */
  stop(): void {
    this.stopped = true;
  }

  private takeHead(chunk: Buffer, start: number): number {
    let offset = start;
    if (this.headBytes === 0) {
      while (chunk[offset] === LF) offset += 1;
    } else if (chunk[offset] === LF && this.headParts.at(-1)?.at(-1) === LF) {
      this.beginBody(Buffer.concat(this.headParts).toString('utf8', 0, this.headBytes - 1));
      return offset + 1;
    }
    const end = chunk.indexOf(BLANK_LINE, offset);
    const bytes = this.headBytes + (end === -1 ? chunk.length : end) - offset;
    if (bytes > this.limits.maxHeadBytes) {
      throw new FramingError(`a frame's head is over ${this.limits.maxHeadBytes} bytes`);
    }
    if (end === -1) {
      if (offset < chunk.length) this.headParts.push(Buffer.from(chunk.subarray(offset)));
      this.headBytes = bytes;
      return chunk.length;
    }
    this.beginBody(this.headBytes === 0
      ? chunk.toString('utf8', offset, end)
      : Buffer.concat([...this.headParts, chunk.subarray(offset, end)]).toString('utf8'));
    return end + BLANK_LINE.length;
  }

  private beginBody(head: string): void {
    if (this.headBytes > 0) {
      this.headParts = [];
      this.headBytes = 0;
    }
    const length = headerOf(head, 'Content-Length');
    if (length === '' || length === '0') {
      this.onFrame({ contentType: headerOf(head, 'Content-Type'), head, body: null });
      return;
    }
    if (!/^[0-9]{1,10}$/.test(length) || Number(length) > this.limits.maxBodyBytes) {
      throw new FramingError(`a frame's Content-Length is ${JSON.stringify(length.slice(0, 20))}`);
    }
    this.head = head;
    this.bodyBytes = Number(length);
  }

  private takeBody(chunk: Buffer, offset: number, head: string): number {
    const end = Math.min(offset + this.bodyBytes - this.filledBytes, chunk.length);
    let body: Buffer;
    if (this.body === null && end - offset === this.bodyBytes) {
      body = chunk.subarray(offset, end);
    } else {
      body = this.body ??= this.bodyBytes > BENCH_BYTES ? Buffer.allocUnsafeSlow(this.bodyBytes) : this.bench.subarray(0, this.bodyBytes);
      this.filledBytes += chunk.copy(body, this.filledBytes, offset, end);
      if (this.filledBytes < this.bodyBytes) return end;
      this.body = null;
      this.filledBytes = 0;
    }
    this.head = null;
    this.onFrame({ contentType: headerOf(head, 'Content-Type'), head, body });
    return end;
  }
}

/** One header of a frame's head; empty when it is not there. */
export function headerOf(head: string, name: string): string {
  const key = `${name}: `;
  const start = head.startsWith(key) ? 0 : head.indexOf(`\n${key}`) + 1;
  if (start === 0 && !head.startsWith(key)) return '';
  const end = head.indexOf('\n', start);
  return head.slice(start + key.length, end === -1 ? undefined : end);
}

/** All headers of a frame's head, as they came: FreeSWITCH does not encode them. */
export function headersOf(head: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of head.split('\n')) {
    const colon = line.indexOf(': ');
    if (colon > 0) headers[line.slice(0, colon)] = line.slice(colon + 2);
  }
  return headers;
}
