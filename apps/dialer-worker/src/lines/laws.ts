import type { Almanac } from '@paceline/domain/script/openness';
import { readHolidayChanges } from '@paceline/persistence';
import type { Clock } from '@paceline/platform/clock';
import { almanacOf } from '@paceline/platform/law/almanac';
import { LawBook } from '@paceline/platform/law/law-book';
import type { DataSource } from 'typeorm';

/** A holiday that an administrator adds counts within this. */
const FRESH_MS = 5_000;

/** The law with the holidays of this installation, seconds old at most. */
export class Laws {
  private book: LawBook | null = null;
  private almanacNow: Almanac = almanacOf([]);
  private seen = '';
  private readAtMs = Number.NEGATIVE_INFINITY;
  private reading: Promise<LawBook> | null = null;

  constructor(private readonly dataSource: DataSource, private readonly clock: Clock) {}

  /** Throws when the database does not answer: then nobody is dialed. Whoever asks meanwhile hears what is being read, behind who asked first. */
  async now(): Promise<LawBook> {
    const startedAtMs = this.clock.monotonicMs();
    if (this.book !== null && startedAtMs - this.readAtMs < FRESH_MS) return this.book;
    this.reading ??= this.read(startedAtMs).finally(() => { this.reading = null; });
    return await this.reading;
  }

  /** Zones and holidays as they were read last: a caller is not turned away for a database that is away. */
  almanac(): Almanac {
    return this.almanacNow;
  }

  private async read(startedAtMs: number): Promise<LawBook> {
    const changes = await readHolidayChanges(this.dataSource);
    this.readAtMs = startedAtMs;
    const seen = JSON.stringify(changes);
    // What the book has worked out stays as long as nothing has changed.
    if (this.book === null || seen !== this.seen) [this.book, this.almanacNow] = [new LawBook(changes), almanacOf(changes)];
    this.seen = seen;
    return this.book;
  }
}
