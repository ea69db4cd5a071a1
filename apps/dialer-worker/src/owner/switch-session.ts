import type { OwnerContext } from '../context/owner-context';
import { compose, type Composed, type SessionServices } from './compose';

/**
 * The time during which this process owns a switch: from the taking of the lease to its loss. Everything
 * that acts for the switch is made at its beginning and gone at its end, so nothing of an earlier
 * ownership can act in a later one.
 */
export class SwitchSession {
  private readonly parts: Composed;
  private readonly stops: (() => void)[] = [];

  constructor(private readonly owner: OwnerContext, services: SessionServices) {
    this.parts = compose(owner, services);
  }

  start(): void {
    const { router, link } = this.parts;
    this.stops.push(this.owner.switchPort.onEvent((event) => { router.dispatch(event); }));
    this.stops.push(this.owner.switchPort.onLink((state) => { link.changed(state); }));
    this.owner.run('connect to the switch', () => this.owner.switchPort.connect());
    link.start();
  }

  async stop(): Promise<void> {
    const { ownership, registry, journal, vouching, legs, trials, afterCalls, machines, link, work } = this.parts;
    if (ownership.stopped) return;
    ownership.stopped = true;
    ownership.reconciled = false;
    for (const stop of this.stops) stop();
    vouching.stop();
    legs.stop();
    trials.stop();
    afterCalls.stop();
    machines.stop();
    registry.clear();
    const reconciled = link.stop();
    const [worked, closed] = await Promise.all([work.stop(), Promise.allSettled([this.owner.switchPort.close()])]);
    await reconciled;
    await journal.flush();
    registry.clear(); // once more: what a reconcile that was under way has added
    for (const end of [...worked, ...closed]) if (end.status === 'rejected') throw end.reason;
  }

  /** The switch is known: calls can be placed. */
  get isReconciled(): boolean {
    return this.parts.ownership.reconciled;
  }

  redisCameBack(): void {
    this.parts.pool.redisCameBack();
  }

  poolMissedAChange(): void {
    this.parts.pool.missedAChange();
  }
}
