import type { EventHeaders } from './event-headers';
import { safeDecode } from './safe-decode';

const BLANK_LINE = Buffer.from('\n\n');

/** An `event plain` body: URL-encoded header lines and, after a blank line, the event's own body. */
export class PlainHeaders implements EventHeaders {
  readonly name: string;
  private lines: Map<string, string> | null = null;
  private readonly endOfHead: number;

  constructor(private readonly body: Buffer) {
    const end = body.indexOf(BLANK_LINE);
    this.endOfHead = end === -1 ? body.length : end;
    this.name = this.get('Event-Name');
  }

  get(name: string): string {
    if (name === '_body') return this.innerBody();
    const raw = this.read().get(name);
    return raw === undefined ? '' : safeDecode(raw);
  }

  kept(): EventHeaders {
    return new PlainHeaders(Buffer.from(this.body));
  }

  private innerBody(): string {
    const start = this.endOfHead + BLANK_LINE.length;
    return this.body.toString('utf8', start, start + Number(this.get('Content-Length')));
  }

  private read(): Map<string, string> {
    if (this.lines !== null) return this.lines;
    const lines = new Map<string, string>();
    for (const line of this.body.toString('utf8', 0, this.endOfHead).split('\n')) {
      const colon = line.indexOf(':');
      if (colon > 0) lines.set(line.slice(0, colon), line.slice(colon + 1).trimStart());
    }
    return (this.lines = lines);
  }
}
