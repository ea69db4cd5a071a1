import type { ConsentForm } from '@paceline/domain/compliance/consent';

/** Why a campaign cannot start. */
export interface ReadinessReasons {
  'import-running': { readonly list: string };
  'no-list': null;
  'no-contacts': null;
  'no-known-zone': null;
  'nobody-left': null;
  'no-gateway': null;
  'unknown-gateway': { readonly gateway: string; readonly switchId: string };
  'no-gateway-enabled': null;
  'no-destination-allowed': null;
  'no-caller-number': null;
  'caller-number-without-flow': { readonly number: string };
  'no-calling-hours': null;
  'no-lawful-hours': null;
  /** The forms that the law takes, and where it is written. */
  'no-consents': { readonly forms: readonly ConsentForm[]; readonly sources: readonly string[] };
  'broadcast-plays-nothing': null;
  'broadcast-by-agent': null;
  'law-forbids-mode': { readonly countries: readonly string[] };
}
