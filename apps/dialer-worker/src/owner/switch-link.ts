import type { LinkState } from '@paceline/telephony/port/switch-port';
import type { Allocator } from '../calls/allocator';
import type { CallRegistry } from '../calls/call-registry';
import type { CommandDesk } from '../commands/command-desk';
import type { OwnerContext } from '../context/owner-context';
import type { Ownership } from '../context/ownership';
import type { SwitchClock } from '../context/switch-clock';
import type { PoolKeeper } from './pool-keeper';
import type { Reconciler } from './reconciler';
import type { Work } from './work';

const RECONCILE_EVERY_MS = 15_000;
const TRY_AGAIN_MS = 1_000;

export interface SwitchLinkParts {
  readonly registry: CallRegistry;
  readonly time: Pick<SwitchClock, 'forget'>;
  readonly reconciler: Pick<Reconciler, 'reconcile'>;
  readonly pool: Pick<PoolKeeper, 'rebuild' | 'callMissingPhones'>;
  readonly commands: Pick<CommandDesk, 'catchUp'>;
  readonly allocator: Pick<Allocator, 'allocate'>;
  readonly work: Pick<Work, 'start'>;
}

/** The link to the switch comes and goes; each time that it has come, and now and then, what is known is brought to agree with the switch. */
export class SwitchLink {
  /** The switch was not heard for a while since the last reconcile. */
  private deaf = true;
  private restartedAtMs = 0;
  private timer: NodeJS.Timeout | null = null;
  private under: Promise<void> = Promise.resolve();

  constructor(
    private readonly owner: Pick<OwnerContext, 'clock' | 'environment' | 'lease' | 'log' | 'metrics' | 'publish' | 'run' | 'switchPort'>,
    private readonly ownership: Ownership, private readonly parts: SwitchLinkParts,
  ) {
    ownership.on('doubted', (why) => { this.reconcileSoon(why); });
  }

  start(): void {
    this.timer = setInterval(() => { this.reconcileSoon('periodic'); }, RECONCILE_EVERY_MS);
  }

  /** Resolves when the reconcile that is under way is over. */
  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.under;
  }

  changed(link: LinkState): void {
    if (!link.up) {
      this.ownership.reconciled = false;
      this.deaf = true;
      // The sign that a bridge came may be missed now; what the switch says afterwards decides.
      for (const call of this.parts.registry.all()) call.cancel('bridge');
      this.tellSwitch(link.reason);
      return;
    }
    this.parts.time.forget();
    if (link.restarted) this.restartedAtMs = this.owner.clock.nowMs();
    this.reconcileSoon(link.restarted ? 'the switch was restarted' : 'connected');
  }

  /** One at a time; nothing new is dialed until the first of a connection is through. */
  private reconcileSoon(why: string): void {
    this.under = this.under.then(() => this.reconcile(why)).catch((thrown: unknown) => {
      this.owner.log.warn({ err: thrown, why }, 'not reconciled; dialing waits');
      this.ownership.reconciled = false;
      if (!this.ownership.stopped) setTimeout(() => { this.reconcileSoon(why); }, TRY_AGAIN_MS).unref();
    });
  }

  private async reconcile(why: string): Promise<void> {
    if (this.ownership.stopped || !this.owner.switchPort.up || !this.owner.lease.isHeld()) return;
    const { deaf } = this;
    this.deaf = false;
    try {
      await this.parts.reconciler.reconcile({ afresh: deaf, startedAtMs: this.restartedAtMs });
    } catch (thrown) {
      this.deaf ||= deaf;
      throw thrown;
    }
    if (!this.ownership.reconciled) {
      await this.parts.pool.rebuild();
      if (!this.mayBegin()) return;
      this.ownership.reconciled = true;
      this.tellSwitch(why);
      this.parts.work.start();
      this.reconcileSoon('who came in meanwhile is looked for');
    } else this.owner.run('call the phones of who has no leg', () => this.parts.pool.callMissingPhones());
    await this.parts.commands.catchUp();
    this.parts.allocator.allocate();
  }

  private mayBegin(): boolean {
    return !this.ownership.stopped && this.owner.switchPort.up;
  }

  private tellSwitch(reason: string): void {
    const { SWITCH_ID: switchId } = this.owner.environment;
    const { reconciled } = this.ownership;
    this.owner.metrics.switchUp.set({ switch: switchId }, reconciled ? 1 : 0);
    this.owner.publish({ type: 'switch', switchId, up: this.owner.switchPort.up, reconciled, reason, at: new Date(this.owner.clock.nowMs()).toISOString() });
  }
}
