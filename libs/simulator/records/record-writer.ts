import { mkdir, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

export interface CallRecordSettings {
  /** Null: to the spool only. */
  readonly url: string | null;
  /** `user:password`. */
  readonly credentials: string;
  readonly spoolDir: string;
}

/** What became of the records so far. */
export interface RecordCounts { readonly posted: number; readonly spooled: number; readonly forgotten: number }

/** As `freeswitch-conf/autoload_configs/json_cdr.conf.xml` has it. */
const TIMEOUT_MS = 2_000;
const QUEUE_CAPACITY = 100;

/**
 * As mod_json_cdr does it: one after the other, behind the backs of the legs; a record that cannot be posted is written
 * to the spool, as is one that finds the queue full; one that cannot be written there is forgotten.
 */
export class RecordWriter {
  private readonly queue: { readonly channelId: string; readonly text: string }[] = [];
  private readonly stop = new AbortController();
  private working: Promise<void> | null = null;
  private readonly counted = { posted: 0, spooled: 0, forgotten: 0 };

  constructor(private readonly settings: CallRecordSettings) {}

  get counts(): RecordCounts {
    return { ...this.counted };
  }

  take(channelId: string, record: object): void {
    const text = JSON.stringify(record);
    if (this.settings.url === null || this.queue.length >= QUEUE_CAPACITY) { void this.spool(channelId, text); return; }
    this.queue.push({ channelId, text });
    this.working ??= this.work(this.settings.url).finally(() => { this.working = null; });
  }

  /** A crash: what waits is forgotten. */
  async kill(): Promise<void> {
    this.counted.forgotten += this.queue.splice(0).length;
    this.stop.abort();
    await this.working;
  }

  private async work(url: string): Promise<void> {
    for (let next = this.queue.shift(); next !== undefined; next = this.queue.shift()) {
      if (await this.post(url, next.channelId, next.text)) this.counted.posted += 1;
      else if (this.stop.signal.aborted) this.counted.forgotten += 1;
      else await this.spool(next.channelId, next.text);
    }
  }

  private async post(url: string, channelId: string, body: string): Promise<boolean> {
    try {
      const answer = await fetch(`${url}?uuid=${channelId}`, {
        method: 'POST', body, signal: AbortSignal.any([this.stop.signal, AbortSignal.timeout(TIMEOUT_MS)]),
        headers: { 'content-type': 'application/json', authorization: `Basic ${Buffer.from(this.settings.credentials).toString('base64')}`, 'user-agent': 'freeswitch-json/1.0' },
      });
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      return false; // as the module: whatever it was, the spool is next
    }
  }

  private async spool(channelId: string, text: string): Promise<void> {
    const file = path.join(this.settings.spoolDir, `${channelId}.cdr.json`);
    try {
      await mkdir(this.settings.spoolDir, { recursive: true });
      await writeFile(file, `${text}\n`);
      this.counted.spooled += 1;
    } catch {
      this.counted.forgotten += 1;
      await unlink(file).catch(() => undefined); // half of it may be there
    }
  }
}
