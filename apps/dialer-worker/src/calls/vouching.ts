import type { OwnerContext } from '../context/owner-context';
import type { LiveCall } from './live-call';
import type { SwitchClock } from '../context/switch-clock';

/** The switch's guard reads it: until this second somebody answers for a call that is parked. */
const VARIABLE = 'paceline_until';

/** What it needs of its owner. */
export interface VouchingOwner extends Pick<OwnerContext, 'run'> {
  readonly environment: Pick<OwnerContext['environment'], 'LEASE_TTL_MS'>;
  readonly lease: Pick<OwnerContext['lease'], 'isHeld'>;
  readonly switchPort: Pick<OwnerContext['switchPort'], 'up' | 'setVariable'>;
  readonly log: Pick<OwnerContext['log'], 'debug'>;
}

/**
 * The worker's word for calls that wait although nobody speaks to them: the switch's guard leaves those alone. Given
 * for twice the lease's life, so that a worker who takes over finds the call still waiting, and renewed while this
 * one lives; when nobody does, the guard ends the call. A bridge needs no word, nor does a call that was just
 * answered: until its limit the guard does not look, and a hand-off waits for no further command.
 */
export class Vouching {
  private readonly calls = new Set<LiveCall>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly owner: VouchingOwner, private readonly time: Pick<SwitchClock, 'nowMs'>) {}

  /** The call waits, and may: said at once, and again until `end` or the call's own end. */
  begin(call: LiveCall): void {
    this.calls.add(call);
    this.say(call);
    this.timer ??= setInterval(() => { this.renew(); }, this.owner.environment.LEASE_TTL_MS / 2);
  }

  answersFor(call: LiveCall): boolean {
    return this.calls.has(call);
  }

  /** The call waits no more. What was said last runs out by itself. */
  end(call: LiveCall): void {
    this.calls.delete(call);
    if (this.calls.size === 0) this.stop();
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    this.calls.clear();
  }

  private renew(): void {
    for (const call of [...this.calls]) {
      if (call.state === 'ended') this.end(call);
      else this.say(call);
    }
  }

  private say(call: LiveCall): void {
    if (!this.owner.lease.isHeld() || !this.owner.switchPort.up) return;
    const untilSec = Math.ceil((this.time.nowMs() + this.owner.environment.LEASE_TTL_MS * 2) / 1000);
    this.owner.run('answer for a waiting call', async () => {
      const result = await this.owner.switchPort.setVariable(call.callId, VARIABLE, String(untilSec));
      // Gone already: its end is on its way.
      if (!result.ok) this.owner.log.debug({ callId: call.callId, result }, 'could not answer for a waiting call');
    });
  }
}
