import type { SwitchChannel } from '@paceline/telephony/port/switch-port';

/**
 * Whether two legs are bridged to each other. The shared id alone lies: a leg that has parked again still shows that of
 * its last call (recorded). Of two bridged legs one exchanges media; a parked one, or one that a failed bridge has left
 * behind, does not.
 */
export function areTogether(one: SwitchChannel | undefined, other: SwitchChannel | undefined): boolean {
  const callUuid = one?.callUuid ?? '';
  return callUuid !== '' && callUuid === other?.callUuid && [one, other].some((channel) => channel?.state === 'CS_EXCHANGE_MEDIA');
}
