/** Why the switch could not play a file. */
export interface PromptFaults {
  'empty': null;
  'not-wav': null;
  'unsupported-kind': { readonly container: string };
  'malformed': { readonly how: 'no-format' | 'two-formats' | 'damaged' | 'contradictory' };
  'cut-short': { readonly where: 'before-sound' | 'in-header' } | { readonly where: 'in-sound'; readonly claimedBytes: number; readonly presentBytes: number };
  'header-too-long': { readonly maxBytes: number };
  'no-sound': null;
  'unsupported-encoding': { readonly format: number } | { readonly bitsPerSample: number };
  'unsupported-channels': { readonly channels: number };
  'unsupported-sample-rate': { readonly sampleRate: number };
  'no-known-sound': null;
  'needs-converter': { readonly kind: string; readonly program: string };
  'unconvertible': { readonly kind: string; readonly said: string };
  'conversion-too-slow': { readonly maxSec: number };
  'converted-too-large': { readonly maxBytes: number };
}
