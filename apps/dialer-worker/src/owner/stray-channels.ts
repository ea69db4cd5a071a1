import type { ChannelCreated } from '@paceline/domain/call/switch-event';
import type { OwnerContext } from '../context/owner-context';

/**
 * A channel that begins and is no leg of ours any more: its command lay in a stuck switch or on a
 * dead line until the call was given up. It is ended before anybody is likely to have heard it ring; the reconcile
 * would find it too, but only seconds later.
 */
export function endStray(owner: Pick<OwnerContext, 'environment' | 'lease' | 'log' | 'run' | 'switchPort'>, event: ChannelCreated): void {
  const ours = event.direction === 'outbound' && event.accountCode === owner.environment.SWITCH_ACCOUNT_CODE;
  if (!ours || !owner.lease.isHeld()) return;
  owner.log.warn({ channelId: event.channelId, destination: event.destination }, 'ending a channel of ours whose call was given up');
  owner.run('end a stray channel', async () => { await owner.switchPort.hangup(event.channelId, 'ORIGINATOR_CANCEL'); });
}
