import type { ChannelCreated } from '@paceline/domain/call/switch-event';
import { YOUNG_MS } from '@paceline/domain/call/unseen';
import type { SwitchChannel } from '@paceline/telephony/port/switch-port';
import type { CallRegistry } from '../calls/call-registry';
import type { OwnerContext } from '../context/owner-context';

type Channel = Pick<SwitchChannel, 'accountCode' | 'channelId' | 'destination' | 'direction'>;

/** Channels of ours, by `accountcode`, that are a leg of no call and no agent's phone: nobody else would ever end them. */
export class StrayChannels {
  /** Those that were on the switch at the last look, and since when they are known, by the monotonic clock. */
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly owner: Pick<OwnerContext, 'clock' | 'environment' | 'lease' | 'log' | 'run' | 'switchPort'>,
    private readonly registry: Pick<CallRegistry, 'leftJustNow'> & { readonly legs: Pick<CallRegistry['legs'], 'has'> },
  ) {}

  /**
   * One begins: its command lay in a stuck switch or on a dead line until the call was given up. It is ended before anybody is
   * likely to have heard it ring; the next look would find it too, but only seconds later.
   */
  began(event: ChannelCreated): void {
    if (!this.isStray(event) || !this.owner.lease.isHeld()) return;
    this.owner.log.warn({ channelId: event.channelId, destination: event.destination }, 'ending a channel of ours whose call was given up');
    this.owner.run('end a stray channel', async () => { await this.owner.switchPort.hangup(event.channelId, 'ORIGINATOR_CANCEL'); });
  }

  /** Ends those among the switch's channels that were there long enough ago: a command may be on its way. */
  async endAmong(channels: ReadonlyMap<string, SwitchChannel>): Promise<void> {
    for (const channelId of this.seen.keys()) if (!channels.has(channelId)) this.seen.delete(channelId);
    for (const channel of channels.values()) {
      const { channelId, destination } = channel;
      if (!this.owner.lease.isHeld()) return;
      if (!this.isStray(channel) || this.registry.leftJustNow(channelId) || channel.dismissed) { this.seen.delete(channelId); continue; }
      // By our own clock: the switch's may be minutes apart.
      const nowMs = this.owner.clock.monotonicMs();
      const sinceMs = this.seen.get(channelId) ?? nowMs;
      this.seen.set(channelId, sinceMs);
      if (nowMs - sinceMs < YOUNG_MS) continue;
      this.owner.log.warn({ channelId, destination }, 'ending a channel of ours that no call wants');
      await this.owner.switchPort.hangup(channelId, 'NORMAL_CLEARING');
    }
  }

  private isStray({ accountCode, channelId, direction }: Channel): boolean {
    return direction === 'outbound' && accountCode === this.owner.environment.SWITCH_ACCOUNT_CODE && !this.registry.legs.has(channelId);
  }
}
