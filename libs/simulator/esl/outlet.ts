import type { Socket } from 'node:net';

/** How what is written leaves: the bytes of the next piece, and how long to wait after it (0: the next turn). */
export interface Cut { bytes(left: number): number; readonly everyMs: number }

/** What is written to one client, whole and at once unless something is wrong with the wire. */
export class Outlet {
  private waiting: Buffer[] = [];
  private sending = false;
  private ending = false;
  private mute = false;

  constructor(private readonly socket: Socket, private readonly cut: () => Cut | undefined) {}

  /** Nothing leaves; replies wait for better times, events are not even kept. */
  get silent(): boolean { return this.mute; }

  write(text: string): void {
    if (text === '' || !this.socket.writable) return;
    if (!this.mute && !this.sending && this.waiting.length === 0 && this.cut() === undefined) {
      this.socket.write(text);
      return;
    }
    this.waiting.push(Buffer.from(text));
    this.send();
  }

  silence(): void {
    this.mute = true;
    this.socket.pause();
  }

  speak(): void {
    if (!this.mute) return;
    this.mute = false;
    this.socket.resume();
    this.send();
  }

  /** Says the last words and ends the connection. */
  end(text: string): void {
    this.write(text);
    this.ending = true;
    if (this.waiting.length === 0 && !this.sending) this.socket.end();
  }

  private send(): void {
    if (this.sending || this.mute || !this.socket.writable) return;
    const next = this.waiting.shift();
    if (next === undefined) {
      if (this.ending) this.socket.end();
      return;
    }
    const cut = this.cut();
    const bytes = Math.min(next.length, cut?.bytes(next.length) ?? next.length);
    if (bytes < next.length) this.waiting.unshift(next.subarray(bytes));
    this.sending = true;
    const goOn = (): void => {
      this.sending = false;
      this.send();
    };
    // The next piece leaves when this one has: two that wait together would be one write.
    this.socket.write(next.subarray(0, bytes), () => {
      if (cut === undefined || cut.everyMs === 0) setImmediate(goOn);
      else setTimeout(goOn, cut.everyMs).unref();
    });
  }
}
