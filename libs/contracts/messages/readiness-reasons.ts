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
  /** Of each: the laws that ask for it. */
  'voice-not-identified': { readonly sources: readonly string[] };
  'voice-opt-out-unsaid': { readonly sources: readonly string[] };
  'voice-opt-out-late': { readonly withinSec: number; readonly sources: readonly string[] };
  'voice-without-number': { readonly tollFree: boolean; readonly sources: readonly string[] };
  'machine-without-number': { readonly tollFree: boolean; readonly sources: readonly string[] };
  'law-forbids-mode': { readonly countries: readonly string[] };
}
