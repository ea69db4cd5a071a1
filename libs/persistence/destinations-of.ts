import type { GatewayDestinations } from '@paceline/domain/compliance/destination';
import type { Gateway } from './entities/telephony';

/** What the rule about destinations wants to know of a gateway. */
export function destinationsOf(gateway: Pick<Gateway, 'allowedCountries' | 'allowedPrefixes' | 'allowedNumbers' | 'shortNumbers'>): GatewayDestinations {
  return { countries: gateway.allowedCountries, prefixes: gateway.allowedPrefixes, numbers: gateway.allowedNumbers, shortNumbers: gateway.shortNumbers };
}
