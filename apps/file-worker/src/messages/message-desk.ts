import type { Renditions, TakenRendition } from '@paceline/persistence';
import type { Environment } from '@paceline/platform/environment';
import type { Logger } from '@paceline/platform/logger';
import { Speech } from '@paceline/platform/sound/speech';
import type { RenditionFolder } from './rendition-folder';

const [LOOK_EVERY_MS, TIDY_EVERY_MS] = [500, 60_000];
const AT_ONCE = 8;
/** No call is planned with it for so long: it is over, and so is what it could play again. */
const UNUSED_AFTER_MIN = 15;
/** Nothing of a person is kept longer than that. */
const KEPT_AT_MOST_MIN = 24 * 60;

/** Speaks the messages of whoever is to be called next, and takes away those that nobody hears any more. */
export class MessageDesk {
  private readonly speech: Speech;
  private timer: NodeJS.Timeout | null = null;
  private round: Promise<void> = Promise.resolve();
  private isStopped = false;
  private tidiedAtMs = 0;
  private isFull = false;

  constructor(private readonly rows: Renditions, private readonly folder: RenditionFolder, private readonly environment: Environment, private readonly log: Logger) {
    this.speech = new Speech(environment);
  }

  start(): void {
    this.round = this.work()
      .catch((thrown: unknown) => { this.log.warn({ err: thrown }, 'messages are spoken again soon'); return false; })
      .then((hasMore) => { if (!this.isStopped) this.timer = setTimeout(() => { this.start(); }, hasMore ? 0 : LOOK_EVERY_MS); });
  }

  /** Behind those at hand; what is left others take. */
  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.round;
  }

  private async work(): Promise<boolean> {
    if (this.isFull || Date.now() - this.tidiedAtMs > TIDY_EVERY_MS) await this.tidy();
    if (this.isFull) return false;
    const taken = await this.rows.take(AT_ONCE, this.environment.SOUND_PROGRAM_MAX_SEC * AT_ONCE + 10);
    await Promise.all(taken.map((one) => this.speak(one)));
    return taken.length === AT_ONCE;
  }

  private async speak(taken: TakenRendition): Promise<void> {
    const spoken = await this.speech.speak(taken);
    if ('wav' in spoken) {
      await this.folder.put(taken.file, spoken.wav);
      await this.rows.spoken(taken, spoken.wav.length);
      return;
    }
    // Without the text: it names somebody.
    this.log.warn({ file: taken.file, language: taken.language, why: spoken }, 'a message was not spoken: whom it is for is not called');
    await this.rows.failed(taken);
  }

  /** Where all are needed still nothing more is spoken, and whoever waits for it is called later. */
  private async tidy(): Promise<void> {
    this.tidiedAtMs = Date.now();
    for (const one of await this.rows.unused(KEPT_AT_MOST_MIN, 1_000)) await this.drop(one, KEPT_AT_MOST_MIN);
    let excess = await this.rows.bytes() - this.environment.SPEECH_CACHE_MAX_BYTES;
    for (const one of excess > 0 ? await this.rows.unused(UNUSED_AFTER_MIN, 1_000) : []) {
      if (excess <= 0) break;
      if (await this.drop(one, UNUSED_AFTER_MIN)) excess -= one.bytes;
    }
    this.isFull = excess > 0;
    if (this.isFull) this.log.warn({ bytes: this.environment.SPEECH_CACHE_MAX_BYTES }, 'as many messages are kept as may be (SPEECH_CACHE_MAX_BYTES): no more are spoken for now');
  }

  /** The row first: no call is planned with a file that may be gone. */
  private async drop(one: { readonly clientId: string; readonly file: string; readonly bytes: number }, unusedMin: number): Promise<boolean> {
    if (!await this.rows.drop(one, unusedMin)) return false;
    await this.folder.remove(one.file);
    return true;
  }
}
