import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { RecordFault } from '@paceline/domain/call/record-fault';
import { SwitchRecordRepository, isPassing } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import type { Environment } from '@paceline/platform/environment';
import { messageOf } from '@paceline/platform/errors';
import type { Logger } from '@paceline/platform/logger';
import { InjectEnvironment, InjectLogger } from '../infrastructure/tokens';
import { CallRecordsService } from './call-records.service';
import { SpoolFolder } from './spool-folder';

const EVERY_MS = 2_000;
/** A file that is no JSON after this long is not being written any more. */
const UNFINISHED_MS = 60_000;
const KEEP_DAYS = 7;
const PRUNE_EVERY_MS = 10 * 60_000;
const PRUNED_AT_ONCE = 1_000;

/**
 * Takes in what the switch put into its spool while the API was away, and forgets old records. A file is deleted when
 * its record is committed: whoever dies in between takes it in again, which changes nothing. Several instances of the
 * API may read one folder.
 */
@Injectable()
export class SpoolReader implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly folder: SpoolFolder | null;
  private timer: NodeJS.Timeout | null = null;
  private round: Promise<void> = Promise.resolve();
  private stopped = false;
  private prunedAtMs = Number.NEGATIVE_INFINITY;
  /** Taken in, and not deleted: the folder refuses it. */
  private readonly committed = new Set<string>();
  /** The trouble that was told last, so that it is told once. */
  private trouble: string | null = null;

  constructor(
    private readonly service: CallRecordsService,
    private readonly records: SwitchRecordRepository,
    private readonly clock: Clock,
    @InjectEnvironment() private readonly environment: Environment,
    @InjectLogger() private readonly log: Logger,
  ) {
    const { CALL_RECORD_SPOOL_DIR: path } = environment;
    this.folder = path === '' ? null : new SpoolFolder(path);
  }

  onApplicationBootstrap(): void {
    this.soon(0);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.round;
  }

  private soon(delayMs: number): void {
    this.timer = setTimeout(() => {
      this.round = this.once().finally(() => { if (!this.stopped) this.soon(EVERY_MS); });
    }, delayMs).unref();
  }

  private async once(): Promise<void> {
    try {
      await this.takeAll();
      await this.prune();
      this.trouble = null;
    } catch (thrown) {
      const trouble = messageOf(thrown);
      if (trouble !== this.trouble) this.log.warn({ folder: this.environment.CALL_RECORD_SPOOL_DIR, error: trouble }, 'the spool of call records cannot be worked off now');
      this.trouble = trouble;
    }
  }

  private async takeAll(): Promise<void> {
    if (this.folder === null) return;
    let trouble: unknown = null;
    for (const name of await this.folder.names()) {
      if (this.stopped) return;
      try {
        await this.take(this.folder, name);
      } catch (thrown) {
        if (isPassing(thrown)) throw thrown;
        trouble ??= thrown; // of this file alone: it must not keep the others
      }
    }
    if (trouble !== null) throw trouble as Error; // what the file system and the driver throw are Errors
  }

  private async take(folder: SpoolFolder, name: string): Promise<void> {
    if (this.committed.has(name)) { await this.remove(folder, name); return; }
    const file = await folder.read(name);
    if (file.kind === 'gone') return;
    if (file.kind === 'broken') {
      if (this.clock.nowMs() - file.writtenAtMs > UNFINISHED_MS) await this.setAside(folder, name, { fault: 'no-json' });
      return;
    }
    const taken = await this.service.take(this.environment.SWITCH_ID, file.json, name);
    if ('why' in taken) await this.setAside(folder, name, taken.why);
    else await this.remove(folder, name);
  }

  private async remove(folder: SpoolFolder, name: string): Promise<void> {
    this.committed.add(name);
    await folder.remove(name);
    this.committed.delete(name);
  }

  private async setAside(folder: SpoolFolder, name: string, why: RecordFault | { readonly fault: 'no-json' }): Promise<void> {
    await folder.setAside(name);
    this.log.warn({ name, why }, 'a spooled call record was set aside');
  }

  private async prune(): Promise<void> {
    if (this.clock.monotonicMs() - this.prunedAtMs < PRUNE_EVERY_MS) return;
    while (!this.stopped && await this.records.prune(KEEP_DAYS, PRUNED_AT_ONCE) === PRUNED_AT_ONCE);
    this.prunedAtMs = this.clock.monotonicMs();
  }
}
