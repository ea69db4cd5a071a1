import { allowsNothing } from '@paceline/domain/compliance/destination';
import { destinationsOf, type DialingStop, type Gateway } from '@paceline/persistence';
import type { Check } from './check';

/** Why nothing would be dialed although everything answers: the stop of all dialing, and gateways for which nothing is named. */
export function checkDialing(stop: DialingStop | null, gateways: readonly Gateway[]): Check[] {
  const checks: Check[] = [stop === null
    ? { name: 'dialing', result: 'ok', detail: 'is not stopped' }
    : { name: 'dialing', result: 'warning', detail: `all of it is stopped since ${stop.at.toISOString()} by ${stop.byUsername}: ${stop.reason} (POST /dialing/resume)` }];
  for (const gateway of gateways) {
    const { countries, prefixes, numbers } = destinationsOf(gateway);
    checks.push(allowsNothing(destinationsOf(gateway))
      ? { name: `destinations of ${gateway.name}`, result: 'warning', detail: `it may dial nothing: name countries, prefixes or numbers (PATCH /gateways/${gateway.name})` }
      : { name: `destinations of ${gateway.name}`, result: 'ok', detail: [...countries, ...prefixes, ...numbers].join(', ') });
  }
  return checks;
}
