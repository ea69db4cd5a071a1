import type { LeaseRepository } from '@paceline/persistence';
import type { Clock } from '@paceline/platform/clock';
import type { Logger } from '@paceline/platform/logger';
import { messageOf } from '@paceline/platform/errors';

/** Stop acting this much before the database would give the lease to somebody else. */
const MARGIN_RATIO = 0.2;
/** Renewed, or asked for again, after so much of its time. */
const EVERY_RATIO = 1 / 4;
/** When the database did not answer: one that is back must be found before the lease has run out. */
const AGAIN_RATIO = 1 / 20;

export interface LeaseOptions {
  readonly name: string;
  /** This process, unique in the installation. */
  readonly owner: string;
  readonly ttlMs: number;
}

/**
 * Tries to hold one lease for as long as it runs. `isHeld()` is judged by the monotonic clock from before
 * the renewal was sent, so a process that was stopped past its lease knows it before it acts again. A lease that was not
 * held for a moment is lost: whoever looked in that moment has given up, and must get its chance from a new beginning.
 */
export class HeldLease {
  private heldUntilMs = 0;
  private held: { readonly fence: bigint } | null = null;
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;
  private unanswered = false;
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: LeaseOptions,
    private readonly leases: LeaseRepository,
    private readonly clock: Clock,
    private readonly log: Logger,
    private readonly changed: { readonly taken: (lease: HeldLease) => void; readonly lost: () => void },
  ) {}

  get name(): string {
    return this.options.name;
  }

  /** Every write of the owner carries it. Throws when there is none to carry. */
  get fence(): bigint {
    if (this.held === null) throw new Error(`The lease ${this.options.name} is not held.`);
    return this.held.fence;
  }

  /** Not given back: whoever lost it tries to take it again. */
  get isWanted(): boolean {
    return !this.stopped;
  }

  isHeld(): boolean {
    return this.held !== null && this.clock.monotonicMs() < this.heldUntilMs;
  }

  start(): void {
    this.tick();
  }

  /** Gives the lease back, so that the next owner need not wait for it to expire. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.turn;
    const held = this.held;
    this.drop();
    if (held === null) return;
    // Whoever stops goes on stopping: a lease that cannot be given back runs out by itself.
    await this.leases.release(this.options.name, this.options.owner, held.fence).catch((thrown: unknown) => {
      this.log.warn({ lease: this.options.name, error: messageOf(thrown) }, 'lease could not be given back');
    });
  }

  private tick(): void {
    this.turn = this.asked().then((answered) => {
      if (this.held !== null && !this.isHeld()) this.drop();
      if (!this.stopped) this.timer = setTimeout(() => { this.tick(); }, this.options.ttlMs * (answered ? EVERY_RATIO : AGAIN_RATIO));
    });
  }

  /** False when the database did not answer. That is told once, until it does. */
  private async asked(): Promise<boolean> {
    try {
      await this.take();
      this.unanswered = false;
    } catch (thrown) {
      if (!this.unanswered) this.log.warn({ lease: this.options.name, error: messageOf(thrown) }, 'lease could not be taken or renewed; it is tried again');
      this.unanswered = true;
    }
    return !this.unanswered;
  }

  private async take(): Promise<void> {
    const { name, owner, ttlMs } = this.options;
    const askedAtMs = this.clock.monotonicMs();
    if (this.held !== null) {
      const { fence } = this.held;
      const renewed = await this.leases.renew(name, owner, fence, ttlMs);
      if (renewed && this.isHeld()) { this.heldUntilMs = askedAtMs + ttlMs * (1 - MARGIN_RATIO); return; }
      this.drop();
      if (renewed) await this.leases.release(name, owner, fence);
      return;
    }
    const taken = await this.leases.acquire(name, owner, ttlMs);
    if (taken === null) return;
    this.held = taken;
    this.heldUntilMs = askedAtMs + ttlMs * (1 - MARGIN_RATIO);
    this.log.info({ lease: name, fence: taken.fence.toString() }, 'lease taken');
    this.changed.taken(this);
  }

  private drop(): void {
    if (this.held === null) return;
    this.held = null;
    this.heldUntilMs = 0;
    if (this.stopped) this.log.info({ lease: this.options.name }, 'lease given back');
    else this.log.warn({ lease: this.options.name }, 'lease lost: acting no more');
    this.changed.lost();
  }
}
