import type { GatewayView } from '@paceline/contracts/gateways';
import type { Gateway } from '@paceline/persistence';

/** What an administrator has set: what the audit trail tells of it, too. */
export function settingsOf(gateway: Gateway): Omit<GatewayView, 'minutesToday'> & Record<string, unknown> {
  const { name, switchId, callsPerSec, maxLines, maxMinutesPerDay, allowedCountries, allowedPrefixes, allowedNumbers, shortNumbers, enabled } = gateway;
  return { name, switchId, callsPerSec, maxLines, maxMinutesPerDay, allowedCountries, allowedPrefixes, allowedNumbers, shortNumbers, enabled: Boolean(enabled) };
}

export function toGatewayView(gateway: Gateway, secondsToday: ReadonlyMap<string, number>): GatewayView {
  return { ...settingsOf(gateway), minutesToday: Math.ceil((secondsToday.get(gateway.name) ?? 0) / 60) };
}
