import type { GatewayView } from '@paceline/contracts/gateways';
import { DEFAULT_NUMBER_FORMAT } from '@paceline/domain/trunk/number-format';
import type { Gateway } from '@paceline/persistence';

/** What an administrator has set: what the audit trail tells of it, too. */
export function settingsOf(gateway: Gateway): Omit<GatewayView, 'minutesToday' | 'trouble'> & Record<string, unknown> {
  const { name, switchId, callsPerSec, maxLines, linesForCallers, maxMinutesPerDay, allowedCountries, allowedPrefixes, allowedNumbers, shortNumbers, enabled, numberFormat } = gateway;
  return {
    name, switchId, callsPerSec, maxLines, linesForCallers, maxMinutesPerDay, allowedCountries, allowedPrefixes, allowedNumbers, shortNumbers, enabled: Boolean(enabled),
    numberFormat: numberFormat ?? DEFAULT_NUMBER_FORMAT,
  };
}

export function toGatewayView(gateway: Gateway, secondsToday: ReadonlyMap<string, number>): GatewayView {
  const { formatDoubtedAt } = gateway;
  return {
    ...settingsOf(gateway), minutesToday: Math.ceil((secondsToday.get(gateway.name) ?? 0) / 60),
    trouble: formatDoubtedAt === null ? null : { what: 'number-format', since: formatDoubtedAt.toISOString() },
  };
}
